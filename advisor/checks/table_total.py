"""Totals of tables and sentences that are not the sum of their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.grid import Grid, grids, number
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Cell


@dataclass(frozen=True)
class _Kept:
    """What is there at the end of a period rather than came in it."""

    stocks: re.Pattern[str]
    periods: re.Pattern[str]

    def at_end(self, head: str, parts: list[str], stated: Decimal, last: Decimal) -> bool:
        """Whether the parts are periods, and the head names a stock or the total is the last period's value."""
        if not parts or not all(self.periods.search(part) for part in parts):
            return False
        return bool(self.stocks.search(head)) or stated == last


def check(
    case: Case,
    row: Row,
    *,
    totals: tuple[str, ...],
    not_additive: tuple[str, ...],
    sub: tuple[str, ...],
    stocks: str,
    periods: str,
    tolerance: Decimal,
    sentences: tuple[str, ...],
    partial: tuple[str, ...],
    crossed: str,
) -> Findings:
    """Rows and columns headed by `totals`; columns whose head matches `not_additive` are left out; rows whose head
    matches `sub` are parts of parts. What there is at the end of each of `periods` (a head of `stocks`, or a total that
    is the last period's value) does not add up. `sentences` have groups `total` and `parts`; less than all is no fault
    where words of `partial` follow (其余…), nor anything where they mix kinds of parts (`crossed`). `tolerance` is in
    units of the table's last decimal place, for every part."""
    total = re.compile("|".join(f"(?:{p})" for p in totals))
    skip = re.compile("|".join(not_additive))
    below = re.compile("|".join(f"(?:{p})" for p in sub))
    kept = _Kept(re.compile(stocks), re.compile(periods))
    for reading in case.readings:
        for grid in grids(reading):
            yield from _columns(reading, grid, row, total, skip, below, kept, tolerance)
            yield from _rows(reading, grid, row, total, skip, below, kept, tolerance)
    yield from _spoken(case, row, sentences, re.compile("|".join(partial)), re.compile(crossed))


def _spoken(
    case: Case, row: Row, sentences: tuple[str, ...], partial: re.Pattern[str], crossed: re.Pattern[str]
) -> Findings:
    for reading in case.main:
        for sentence in reading.sentences:
            for pattern in sentences:
                for found in re.finditer(pattern, sentence.bare):
                    if crossed.search(sentence.bare):
                        continue
                    parts = [
                        Decimal(n)
                        for n in re.findall(
                            r"(\d+(?:\.\d+)?)(?=[万亿]?元|人|件|台|项|份|门|%)", found["parts"]
                        )
                    ]
                    stated = Decimal(found["total"])
                    short = sum(parts) < stated and partial.match(sentence.bare, found.end())
                    if len(parts) >= 2 and sum(parts) != stated and not short:
                        yield row.finding(
                            file=sentence.file,
                            place=sentence.place,
                            quote=sentence.text,
                            label="合计",
                            stated=stated,
                            computed=sum(parts),
                        )


def _off(stated: Decimal, parts: list[Decimal], tolerance: Decimal) -> bool:
    finest = min((p.as_tuple().exponent for p in (*parts, stated)), key=int)
    step = Decimal(1).scaleb(int(finest))
    return abs(stated - sum(parts)) > step * tolerance * len(parts)


def _columns(
    reading: Reading,
    grid: Grid,
    row: Row,
    total: re.Pattern[str],
    skip: re.Pattern[str],
    below: re.Pattern[str],
    kept: _Kept,
    tolerance: Decimal,
) -> Findings:
    ends = [i for i, head in enumerate(grid.row_heads) if total.fullmatch(head)]
    if len(ends) != 1:
        return
    last = ends[0]
    rows = [i for i in range(grid.first, len(grid.rows)) if i != last and not below.search(grid.row_heads[i])]
    rows = [i for i in rows if (i < last) == (rows[0] < last)] if rows else []
    for column in range(1, grid.width):
        if skip.search(grid.column_heads[column]) or skip.search(grid.row_heads[last]):
            continue
        cell = grid.at(last, column)
        stated = number(cell)
        parts = [n for i in rows if (n := number(grid.at(i, column))) is not None]
        if cell is None or stated is None or len(parts) < 2 or _percent(cell):
            continue
        head = grid.column_heads[column]
        if kept.at_end(head, [grid.row_heads[i] for i in rows], stated, parts[-1]):
            continue
        if _off(stated, parts, tolerance):
            yield _finding(reading, row, cell, head, stated, sum(parts, Decimal(0)))


def _rows(
    reading: Reading,
    grid: Grid,
    row: Row,
    total: re.Pattern[str],
    skip: re.Pattern[str],
    below: re.Pattern[str],
    kept: _Kept,
    tolerance: Decimal,
) -> Findings:
    ends = [i for i, head in enumerate(grid.column_heads) if total.fullmatch(head)]
    if len(ends) != 1 or ends[0] < 2 or skip.search(grid.column_heads[ends[0]]):
        return
    last = ends[0]
    heads = grid.column_heads
    columns = [c for c in range(1, last) if not skip.search(heads[c]) and not below.search(heads[c])]
    for index in range(grid.first, len(grid.rows)):
        if skip.search(grid.row_heads[index]):
            continue
        cell = grid.at(index, last)
        stated = number(cell)
        parts = [n for c in columns if (n := number(grid.at(index, c))) is not None]
        if cell is None or stated is None or len(parts) < 2 or _percent(cell):
            continue
        if kept.at_end(grid.row_heads[index], [grid.column_heads[c] for c in columns], stated, parts[-1]):
            continue
        if _off(stated, parts, tolerance):
            yield _finding(reading, row, cell, grid.row_heads[index], stated, sum(parts, Decimal(0)))


def _percent(cell: Cell) -> bool:
    return "%" in squeeze(cell.text)


def _finding(
    reading: Reading, row: Row, cell: Cell, label: str, stated: Decimal, computed: Decimal
) -> Finding:
    place = reading.place(cell.start, cell.end)
    return row.finding(
        file=reading.path,
        place=place,
        quote=f"{label} {cell.text.strip()}",
        label=label,
        stated=stated,
        computed=computed,
    )
