"""Columns and rows of shares that must make 100 per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.case import Findings, Row
from advisor.checks.grid import Grid, grids, number
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Cell, Frozen

_PARTS = 3
"""Shares at least that are read as those of one whole."""
_PERIOD = re.compile(r"(?:19|20)\d\d|年度?$|季度|月$|半年|阶段")
"""Rows of periods: each has a whole of its own."""
_ROUNDED = Decimal("0.6")
"""How far a share written without decimals may be from the exact one."""
_CAPTION = 40
"""Characters of what stands over a table that are looked at."""


class Tables(Frozen):
    """Heads of totals and of parts of parts (`sub`), and heads under which shares stand: with a total beside them (`heads`);
    without one, where the head tells what is `divided`, or says no more than that they are shares (`plain`) and the first
    column is headed by kinds of one thing (`kinds`). A last row of `others`, or rows of tasks numbered to the end
    (`tasks`), make it all there is."""

    totals: str
    sub: str
    heads: str
    divided: str
    plain: str
    kinds: str
    others: str
    tasks: str


@dataclass(frozen=True)
class Bounds:
    """How far a share may be off by rounding, how far a sum that is meant to be 100 may be, and what tells it is not."""

    tolerance: Decimal
    nearness: Decimal
    unless: re.Pattern[str]


def shares_in_tables(reading: Reading, row: Row, told: Tables, bounds: Bounds) -> Findings:
    """Shares with a total beside them that do not make it, and columns without one that do not make 100."""
    for grid in grids(reading):
        for cells, end, bare in (*_columns(grid, told), *_rows(grid, told)):
            parts = [p for cell in cells if (p := _percent(cell, bare)) is not None]
            if len(parts) >= 2 and _wrong(parts, _percent(end, bare), bounds):
                place = reading.place(end.start, end.end)
                yield row.finding(file=reading.path, place=place, quote=_row_text(cells), sum=sum(parts))
        if not any(re.fullmatch(told.totals, name) for name in (*grid.row_heads, *grid.column_heads)):
            yield from _without_total(reading, row, grid, told, bounds)


def _without_total(reading: Reading, row: Row, grid: Grid, told: Tables, bounds: Bounds) -> Findings:
    rows = [i for i in range(grid.first, len(grid.rows)) if not re.search(told.sub, grid.row_heads[i])]
    named = [grid.row_heads[i] for i in rows]
    said = "|".join((grid.caption[-_CAPTION:], *grid.column_heads, *grid.row_heads))
    if len(set(named)) < len(named) or bounds.unless.search(said) or any(map(_PERIOD.search, grid.row_heads)):
        return
    for column in range(1, grid.width):
        cells = [c for i in rows if (c := grid.at(i, column)) is not None]
        parts = [p for cell in cells if (p := _percent(cell, "%" in grid.column_heads[column])) is not None]
        if not len(rows) == len(parts) >= _PARTS:
            continue
        proved = any(_are_shares(parts, [number(grid.at(i, at)) for i in rows]) for at in range(1, column))
        whole = proved or _is_whole(grid, column, named, told)
        if whole is None:
            continue
        over = sum(parts, Decimal(0)) - 100
        if bounds.tolerance * len(parts) < (abs(over) if whole else over) <= bounds.nearness:
            place = reading.place(cells[-1].start, cells[-1].end)
            yield row.finding(file=reading.path, place=place, quote=_row_text(cells), sum=over + 100)


def _is_whole(grid: Grid, column: int, named: list[str], told: Tables) -> bool | None:
    """Whether the rows are all that a column of shares divides; None where it divides nothing."""
    head = grid.column_heads[column]
    kinds = any(re.fullmatch(told.kinds, name) for name in grid.column_heads[: min(column, 2)])
    plain = re.fullmatch(told.plain, head) and kinds
    if not plain and not re.search(told.divided, head):
        return None
    return re.fullmatch(told.others, named[-1]) is not None or all(
        (found := re.match(told.tasks, name)) is not None and _nth(found["n"]) == at
        for at, name in enumerate(named, 1)
    )


def _nth(text: str) -> int:
    return int(text) if text.isdigit() else "一二三四五六七八九".find(text) + 1


def _are_shares(parts: list[Decimal], amounts: list[Decimal | None]) -> bool:
    """Whether all shares but one are those of the amounts beside them."""
    known = [amount for amount in amounts if amount is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(parts) or len(parts) < _PARTS or not whole:
        return False
    right = [abs(amount / whole * 100 - part) <= _ROUNDED for amount, part in zip(known, parts, strict=True)]
    return sum(right) == len(parts) - 1


def _wrong(parts: list[Decimal], stated: Decimal | None, bounds: Bounds) -> bool:
    """Whether parts do not make the whole they are told to. Some of a whole (the five largest: 62 %) make no hundred,
    and a figure between the least and the greatest part is their mean."""
    whole, slack = sum(parts, Decimal(0)), bounds.tolerance * len(parts)
    if stated is None or abs(whole - 100) <= slack or min(parts) <= stated <= max(parts):
        return False
    some = stated < 100 and abs(whole - stated) <= slack
    return not some and (stated == 100 or abs(whole - 100) <= bounds.nearness)


def _percent(cell: Cell | None, bare: bool) -> Decimal | None:
    """The share of a cell; the sign may be left out where the head has it (`bare`)."""
    sign = "%?" if bare else "%"
    found = re.fullmatch(rf"(\d+(?:\.\d+)?){sign}", squeeze(cell.text)) if cell else None
    return Decimal(found.group(1)) if found else None


def _bare(end: Cell | None, name: str, told: Tables) -> bool | None:
    """Whether the cells under a head may leave out the sign; None where they are no shares with a total."""
    bare = "%" in name
    return (
        bare if end is not None and re.search(told.heads, name) and _percent(end, bare) is not None else None
    )


def _columns(grid: Grid, told: Tables) -> Iterator[tuple[list[Cell], Cell, bool]]:
    ends = [i for i, name in enumerate(grid.row_heads) if re.fullmatch(told.totals, name)]
    if len(ends) != 1:
        return
    rows = [
        i for i in range(1, len(grid.rows)) if i != ends[0] and not re.search(told.sub, grid.row_heads[i])
    ]
    rows = [i for i in rows if (i < ends[0]) == (rows[0] < ends[0])]
    for column in range(1, grid.width):
        cells = [c for i in rows if (c := grid.at(i, column)) is not None]
        end = grid.at(ends[0], column)
        bare = _bare(end, grid.column_heads[column], told)
        if end is not None and bare is not None:
            yield cells, end, bare


def _rows(grid: Grid, told: Tables) -> Iterator[tuple[list[Cell], Cell, bool]]:
    ends = [i for i, name in enumerate(grid.column_heads) if re.fullmatch(told.totals, name)]
    if len(ends) != 1:
        return
    for index in range(1, len(grid.rows)):
        cells = [c for i in range(1, ends[0]) if (c := grid.at(index, i)) is not None]
        end = grid.at(index, ends[0])
        bare = _bare(end, grid.row_heads[index], told)
        if end is not None and bare is not None:
            yield cells, end, bare


def _row_text(cells: list[Cell]) -> str:
    return "、".join(cell.text.strip() for cell in cells)
