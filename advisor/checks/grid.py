"""A table as rows and columns with their heads, and the numbers in its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Block, Cell

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_FOLIO = re.compile(r"[-—–\s]*\d{1,3}[-—–\s]*|第\s*\d+\s*页.*")
_COLUMNS = 2
"""Heads of a table at least."""
_UNIT = re.compile(r"(?:万元|亿元|元|人次|人|件|项|台|套|家|个|%|篇|平方米|㎡|次|门)+$")
_MEASURE = re.compile(
    r"(?<=\d)(?![年月日号时点分秒期届级层楼岁成倍折一二三四五六七八九十百千万亿])[\u4e00-\u9fff]$"
)
"""Any other measure word (14面); words of time, order and magnitude make another number of it."""
_PARTS = re.compile(r"[,;、]?\(?(?:其中|包括|包含|含|均为|均系).*")
"""What a cell tells of the number before it (46人，其中企业导师18人)."""


@dataclass(frozen=True)
class Grid:
    """Cells by row and column (both from 0); `first` is the first row of data."""

    block: Block
    rows: tuple[dict[int, Cell], ...]
    column_heads: tuple[str, ...]
    row_heads: tuple[str, ...]
    first: int
    caption: str = ""

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.column_heads)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell of a row and column, None where a merged cell covers it."""
        return self.rows[row].get(column)


def number(cell: Cell | None) -> Decimal | None:
    """The one number of a cell, its unit left out; None for anything else."""
    if cell is None:
        return None
    text = _MEASURE.sub("", _UNIT.sub("", squeeze(cell.text)))
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def whole(cell: Cell) -> str:
    """The words of a cell without blanks, and without the parts told behind its number."""
    text = squeeze(cell.text)
    head = _PARTS.sub("", text)
    return head if head != text and re.match(r"\d", head) else text


def whole_number(cell: Cell) -> Decimal | None:
    """The one number of a cell, or the one that its parts follow."""
    return number(cell.model_copy(update={"text": whole(cell)}))


def lone(block: Block) -> Iterator[tuple[Cell, Cell]]:
    """Cells with the one to their right, but for two numbers beside one label (30 | 33): what those tell, the heads of
    their columns say."""
    behind = {(value.row, value.column): after for value, after in block.pairs}
    for label, value in block.pairs:
        after = behind.get((value.row, value.column))
        if after is None or whole_number(value) is None or whole_number(after) is None:
            yield label, value


def grids(reading: Reading) -> Iterator[Grid]:
    """Every table of at least two rows and columns; a table cut by a page break is one table."""
    caption = ""
    run: list[Block] = []
    for block in reading.document.blocks:
        if block.kind == "table" and block.cells:
            if run and not _continues(run[-1], block):
                yield from _grid(run, caption)
                run = []
            run.append(block)
        elif (
            block.kind not in {"header", "footer"}
            and block.text.strip()
            and not _FOLIO.fullmatch(block.text.strip())
        ):
            yield from _grid(run, caption)
            run, caption = [], block.text.strip()
    yield from _grid(run, caption)


def _continues(above: Block, below: Block) -> bool:
    """The same number of columns, on the next page, and no row of heads of its own unless it is repeated."""
    if below.caption or (_headed(above) and _headed(below) and _first(above) != _first(below)):
        return False
    pages = (above.place.page, below.place.page)
    if None in pages or (pages[1] or 0) - (pages[0] or 0) not in {0, 1}:
        return False
    return _width(above) == _width(below)


def _headed(block: Block) -> bool:
    """Whether words without a number stand over rows with numbers: a table with heads of its own."""
    rows = _rows_of(block)
    first = [cell for cell in rows[0].values() if number(cell) is not None]
    return not first and any(number(cell) is not None for row in rows[1:] for cell in row.values())


def _first(block: Block) -> list[str]:
    return [squeeze(cell.text) for cell in _rows_of(block)[0].values()]


def _width(block: Block) -> int:
    return max(cell.column for cell in block.cells)


def _grid(run: list[Block], caption: str) -> Iterator[Grid]:
    rows = [row for block in run for row in _rows_of(block)]
    columns = sorted({column for row in rows for column in row})
    while len(rows) > 2 and (title := _title(rows[0], rows[1])) is not None:
        caption = f"{caption} {title}".strip()
        rows = rows[1:]
    if len(rows) < 2 or len(columns) < 2:
        return
    named = [{columns.index(column): cell for column, cell in row.items()} for row in rows]
    heads = _heads(named[0], len(columns))
    named = [row for i, row in enumerate(named) if i == 0 or _heads(row, len(columns)) != heads]
    if any(number(cell) is not None and not _YEAR.fullmatch(cell.text.strip()) for cell in named[0].values()):
        return
    caption = run[0].caption or caption
    yield Grid(run[0], tuple(named), heads, tuple(_row_head(row) for row in named), 1, caption)


def _title(row: dict[int, Cell], below: dict[int, Cell]) -> str | None:
    """The words of a row that is merged over the whole width, or filled in its first cell alone (or with the unit of money)
    over a row of words; None for a row of heads."""
    if len(row) == 1:
        return next(iter(row.values())).text.strip()
    filled = [(column, text) for column, cell in row.items() if (text := cell.text.strip())]
    heads = [cell for cell in below.values() if cell.text.strip()]
    figures = [cell for cell in heads if number(cell) is not None and not _YEAR.fullmatch(cell.text.strip())]
    if len(filled) != 1 or len(heads) < _COLUMNS or figures:
        return None
    column, text = filled[0]
    return text if column == min(row) or re.match("(?:人民币)?(?:金额|计量)?单位[:：]", text) else None


def _rows_of(block: Block) -> list[dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return [rows[row] for row in sorted(rows)]


def _heads(row: dict[int, Cell], width: int) -> tuple[str, ...]:
    heads: list[str] = []
    for column in range(width):
        cell = row.get(column)
        heads.append(squeeze(cell.text) if cell else (heads[-1] if heads else ""))
    return tuple(heads)


def _row_head(row: dict[int, Cell]) -> str:
    """The first cell's words; a bare serial number gives way to the next cell."""
    texts = [squeeze(row[c].text) for c in sorted(row)[:2]]
    if len(texts) == 2 and (not texts[0] or re.fullmatch(r"\d{1,3}|[一二三四五六七八九十]+", texts[0])):
        return texts[1] or texts[0]
    return texts[0] if texts else ""
