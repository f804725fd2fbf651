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


@dataclass(frozen=True)
class _Sums:
    """Which heads name totals, what does not add up, parts of parts, and how far a total may be off by rounding."""

    total: re.Pattern[str]
    skip: re.Pattern[str]
    below: re.Pattern[str]
    counts: re.Pattern[str]
    kept: _Kept
    tolerance: Decimal

    def off(self, head: str, stated: Decimal, parts: list[Decimal]) -> bool:
        """Whether a total is not the sum; whole numbers of people and things are not rounded."""
        exponents = [int(p.as_tuple().exponent) for p in (*parts, stated)]
        exact = min(exponents) >= 0 and self.counts.search(head)
        slack = Decimal(0) if exact else Decimal(1).scaleb(min(exponents)) * self.tolerance * len(parts)
        return abs(stated - sum(parts)) > slack


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
    counts: str,
) -> Findings:
    """Rows and columns headed by `totals`; columns whose head matches `not_additive` are left out; rows whose head
    matches `sub` are parts of parts. What there is at the end of each of `periods` (a head of `stocks`, or a total that
    is the last period's value) does not add up. `sentences` have groups `total` and `parts`; less than all is no fault
    where words of `partial` follow (其余…), nor anything where they mix kinds of parts (`crossed`). `tolerance` is in
    units of the table's last decimal place, for every part; none is given to whole numbers under a head of `counts`."""
    total, below = (re.compile("|".join(f"(?:{p})" for p in words)) for words in (totals, sub))
    kept = _Kept(re.compile(stocks), re.compile(periods))
    sums = _Sums(total, re.compile("|".join(not_additive)), below, re.compile(counts), kept, tolerance)
    for reading in case.readings:
        for grid in grids(reading):
            yield from _columns(reading, grid, row, sums)
            yield from _rows(reading, grid, row, sums)
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


def _columns(reading: Reading, grid: Grid, row: Row, sums: _Sums) -> Findings:
    ends = [i for i, head in enumerate(grid.row_heads) if sums.total.fullmatch(head)]
    if len(ends) != 1:
        return
    last = ends[0]
    rows = [
        i for i in range(grid.first, len(grid.rows)) if i != last and not sums.below.search(grid.row_heads[i])
    ]
    rows = [i for i in rows if (i < last) == (rows[0] < last)] if rows else []
    for column in range(1, grid.width):
        if sums.skip.search(grid.column_heads[column]) or sums.skip.search(grid.row_heads[last]):
            continue
        cell = grid.at(last, column)
        stated = number(cell)
        parts = [n for i in rows if (n := number(grid.at(i, column))) is not None]
        if cell is None or stated is None or len(parts) < 2 or _percent(cell):
            continue
        head = grid.column_heads[column]
        if sums.kept.at_end(head, [grid.row_heads[i] for i in rows], stated, parts[-1]):
            continue
        if sums.off(head, stated, parts):
            yield _finding(reading, row, cell, head, stated, sum(parts, Decimal(0)))


def _rows(reading: Reading, grid: Grid, row: Row, sums: _Sums) -> Findings:
    ends = [i for i, head in enumerate(grid.column_heads) if sums.total.fullmatch(head)]
    if len(ends) != 1 or ends[0] < 2 or sums.skip.search(grid.column_heads[ends[0]]):
        return
    last = ends[0]
    heads = grid.column_heads
    columns = [
        c for c in range(1, last) if not sums.skip.search(heads[c]) and not sums.below.search(heads[c])
    ]
    for index in range(grid.first, len(grid.rows)):
        if sums.skip.search(grid.row_heads[index]):
            continue
        cell = grid.at(index, last)
        stated = number(cell)
        parts = [n for c in columns if (n := number(grid.at(index, c))) is not None]
        if cell is None or stated is None or len(parts) < 2 or _percent(cell):
            continue
        if sums.kept.at_end(
            grid.row_heads[index], [grid.column_heads[c] for c in columns], stated, parts[-1]
        ):
            continue
        if sums.off(grid.row_heads[index], stated, parts):
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
