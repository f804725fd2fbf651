"""Sheets of any format become tables: the used range as a grid, merged cells once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.document import Block, Cell, Flag, Page, Place, table_text
from ingest.limits import Limits
from ingest.reading import Reading

_PLAIN_NAME = re.compile(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
Merge = tuple[int, int, int, int]
"""first row, first column, last row, last column; from 1, both ends included"""


@dataclass
class Sheet:
    """One sheet: its rows as text by row number, and which cells are merged."""

    name: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False


def add_sheet(reading: Reading, sheet: Sheet, alone: bool, limits: Limits) -> None:
    """Append a sheet's name, where it says something, and its table; each sheet counts as a page."""
    number = len(reading.pages) + 1
    rows = {row: _trimmed(cells) for row, cells in sheet.rows.items()}
    rows = {row: cells for row, cells in rows.items() if cells}
    reading.pages.append(
        Page(number=number, characters=sum(len(c) for cells in rows.values() for c in cells))
    )
    if not rows:
        return
    flags: frozenset[Flag] = frozenset({"hidden"}) if sheet.hidden else frozenset()
    place = Place(page=number)
    if not alone or not _PLAIN_NAME.fullmatch(sheet.name):
        reading.blocks.append(Block(kind="heading", text=sheet.name, level=1, place=place, flags=flags))
    cells = _grid(rows, sheet.merges, limits, reading, number)
    table = 1 + sum(block.kind == "table" for block in reading.blocks)
    place = Place(page=number, table=table)
    reading.blocks.append(
        Block(
            kind="table",
            text=table_text(cells),
            cells=tuple(cells),
            place=place,
            flags=flags,
            anchor=sheet.name,
        )
    )


def _trimmed(cells: Sequence[str]) -> list[str]:
    last = max((index for index, text in enumerate(cells) if text), default=-1)
    return list(cells[: last + 1])


def _grid(
    rows: dict[int, list[str]], merges: Iterable[Merge], limits: Limits, reading: Reading, page: int
) -> list[Cell]:
    width = max(len(cells) for cells in rows.values())
    spans, covered = _merging(rows, merges, width)
    cells: list[Cell] = []
    for row in sorted(rows):
        texts = rows[row]
        # A very wide and mostly empty sheet is kept as far as it is filled.
        until = width if width * len(rows) <= limits.cells else len(texts)
        for column in range(1, until + 1):
            if (row, column) in covered:
                continue
            text = texts[column - 1] if column <= len(texts) else ""
            height, breadth = spans.get((row, column), (1, 1))
            cells.append(Cell(text=text, row=row, column=column, row_span=height, column_span=breadth))
        if len(cells) > limits.cells:
            reading.skip(f"单元格超过 {limits.cells} 个，第 {row} 行以后未读取", page=page)
            break
    return cells


def _merging(
    rows: dict[int, list[str]], merges: Iterable[Merge], width: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Spans by their upper left cell, and the cells they cover, within the used range only."""
    last = max(rows)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in merges:
        bottom, right = min(bottom, last), min(right, width)
        if top > bottom or left > right or len(covered) > 1_000_000:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        used = (row for row in range(top, bottom + 1) if row in rows)
        covered |= {(row, column) for row in used for column in range(left, right + 1)} - {(top, left)}
    return spans, covered


def shown(value: object, number_format: str = "") -> str:
    """A cell's value as a reader sees it: dates in full, percentages, numbers as formatted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == dt.time() else "%Y-%m-%d %H:%M")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(float(value), number_format)
    return str(value).replace("_x000D_", "").strip()


def _number(value: float, number_format: str) -> str:
    form = number_format.split(";")[0]
    decimals = len(match[1]) if (match := re.search(r"0\.(0+)", form)) else 0
    if "%" in form:
        return f"{value * 100:.{decimals}f}%"
    if decimals and decimals <= 6:
        text = f"{value:,.{decimals}f}"
        return text if "#,##" in form else text.replace(",", "")
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
