"""Shares that must make 100 per cent and do not."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.grid import Grid, grids
from advisor.pack.squeeze import squeeze
from ingest.document import Cell

_WHOLE = re.compile(r"[、,和及]?(?:合计|共计|总计|共)(?:为)?100%")
"""The whole that shares are said to make, itself none of them."""


def check(
    case: Case,
    row: Row,
    *,
    totals: tuple[str, ...],
    heads: tuple[str, ...],
    share: str,
    listed: str,
    about: tuple[str, ...],
    unless: tuple[str, ...],
    nearness: Decimal,
    tolerance: Decimal,
) -> Findings:
    """Columns or rows headed by `heads` with a total beside them; sentences with three or more shares (`share` has a
    group `n`, `listed` a group `list`) that say they make 100, or tell how something is divided (`about`, not `unless`)
    and come within `nearness` of it. `tolerance` is for rounding, a share."""
    total = re.compile("|".join(f"(?:{p})" for p in totals))
    head = re.compile("|".join(heads))
    for reading in case.readings:
        for grid in grids(reading):
            for cells, end in (*_columns(grid, total, head), *_rows(grid, total, head)):
                parts = [p for cell in cells if (p := _percent(cell)) is not None]
                if len(parts) >= 2 and _off(parts) > tolerance * len(parts):
                    yield row.finding(
                        file=reading.path,
                        place=reading.place(end.start, end.end),
                        quote=_row_text(cells),
                        sum=sum(parts),
                    )
    for sentence in (sentence for reading in case.main for sentence in reading.sentences):
        parts = _shares(sentence.bare, share, listed)
        if len(parts) < 3 or _off(parts) <= tolerance * len(parts):
            continue
        claims = _WHOLE.search(sentence.bare)
        divides = any(re.search(p, sentence.bare) for p in about) and not any(
            re.search(p, sentence.bare) for p in unless
        )
        if claims or (divides and _off(parts) <= nearness):
            yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, sum=sum(parts))


def _off(parts: list[Decimal]) -> Decimal:
    return abs(sum(parts, Decimal(0)) - 100)


def _shares(text: str, share: str, listed: str) -> list[Decimal]:
    found = re.search(listed, _WHOLE.sub("", text))
    if found:
        return [Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", found["list"])]
    return [Decimal(m["n"]) for m in re.finditer(share, text)]


def _percent(cell: Cell | None) -> Decimal | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)%", squeeze(cell.text)) if cell else None
    return Decimal(found.group(1)) if found else None


def _columns(grid: Grid, total: re.Pattern[str], head: re.Pattern[str]) -> list[tuple[list[Cell], Cell]]:
    ends = [i for i, name in enumerate(grid.row_heads) if total.fullmatch(name)]
    if len(ends) != 1:
        return []
    found = []
    for column in range(1, grid.width):
        cells = [
            c for i in range(1, len(grid.rows)) if i != ends[0] and (c := grid.at(i, column)) is not None
        ]
        end = grid.at(ends[0], column)
        if end is not None and head.search(grid.column_heads[column]) and _percent(end) is not None:
            found.append((cells, end))
    return found


def _rows(grid: Grid, total: re.Pattern[str], head: re.Pattern[str]) -> list[tuple[list[Cell], Cell]]:
    ends = [i for i, name in enumerate(grid.column_heads) if total.fullmatch(name)]
    if len(ends) != 1:
        return []
    found = []
    for index in range(1, len(grid.rows)):
        cells = [c for i in range(1, ends[0]) if (c := grid.at(index, i)) is not None]
        end = grid.at(index, ends[0])
        if end is not None and head.search(grid.row_heads[index]) and _percent(end) is not None:
            found.append((cells, end))
    return found


def _row_text(cells: list[Cell]) -> str:
    return "、".join(cell.text.strip() for cell in cells)
