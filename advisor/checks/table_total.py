"""Totals of tables and sentences that are not the sum of their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.addends import Line, same_unit, strangers
from advisor.checks.case import Case, Findings, Row
from advisor.checks.grid import Grid, grids, number
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Cell

_GARBLED = re.compile(r"(?=.*\d)[.,;:'`·]*[\dOoIlSZBg?][\dOoIlSZBg?.,]*[.,;:'`·。、-]*")
"""What was a number and cannot be read as one (1O5, 155-, .90); no range, code or date."""
_SURE = 0.95
"""Confidence of recognition from which a number is taken for read: 99 in 100 have more."""
_NUMBERING = re.compile(
    "序号?|编号|号码?|代码|代号|年|No|总[数计]|人数|数量|天数|课时|学时|单价|标准|[班批]次|级别|学期|楼层|房间|月|季|期"
)
"""Heads of a first column whose numbers are labels."""

_YEAR, _PARTS = re.compile(r"(?:本|全)年度?"), frozenset({2, 4, 12})
_PART_OF_YEAR = re.compile(r"第?[一二三四1-4]季度?(?:\(.*\))?|[上下]半年(?:\(.*\))?|\d{1,2}月(?:份)?")
"""A column for the whole year is a total behind columns for its parts alone."""


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
    units: tuple[str, ...]
    kept: _Kept
    tolerance: Decimal

    def off(self, head: str, stated: Decimal, parts: list[Decimal], *, firm: bool = False) -> bool:
        """Whether a total is not the sum; whole numbers of people and things are not rounded, nor are other whole ones,
        by more than one, where another total of the table is `firm`: the very sum."""
        least = min(int(p.as_tuple().exponent) for p in (*parts, stated))
        exact = least >= 0 and self.counts.search(head)
        slack = Decimal(0) if exact else Decimal(1).scaleb(least) * self.tolerance * len(parts)
        if least >= 0 and firm:
            slack = min(slack, Decimal(1))
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
    units: tuple[str, ...],
) -> Findings:
    """Rows and columns headed by `totals`; columns whose head matches `not_additive` are left out; rows whose head
    matches `sub` are parts of parts. What there is at the end of each of `periods` (a head of `stocks`, or a total that
    is the last period's value) does not add up. `sentences` have groups `total` and `parts`; less than all is no fault
    where words of `partial` follow (其余…), nor anything where they mix kinds of parts (`crossed`). `tolerance` is in
    units of the table's last decimal place, for every part; none is given to whole numbers under a head of `counts`.
    Columns whose head gives a unit of another group of `units` than that of the total, and those without which the
    table's sums come right, are no parts of it."""
    total, below = (re.compile("|".join(f"(?:{p})" for p in words)) for words in (totals, sub))
    kept = _Kept(re.compile(stocks), re.compile(periods))
    sums = _Sums(total, re.compile("|".join(not_additive)), below, re.compile(counts), units, kept, tolerance)
    for reading in case.readings:
        for grid in grids(reading):
            for lines in ([*_columns(grid, sums)], [*_rows(grid, sums)]):
                without = strangers(lines, sums.off)
                firm = any(line.stated == line.sum(without) for line in lines)
                for line in lines:
                    if sums.off(line.label, line.stated, line.kept(without), firm=firm):
                        yield _finding(reading, row, line.cell, line.label, line.stated, line.sum(without))
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


def _columns(grid: Grid, sums: _Sums) -> Iterator[Line]:
    """Totals below or above their columns."""
    ends = [i for i, head in enumerate(grid.row_heads) if sums.total.fullmatch(head)]
    if len(ends) != 1 or sums.skip.search(grid.row_heads[ends[0]]):
        return
    plain = list(_sums_of(grid, ends[0], set(), sums))
    nested = _nested(grid, ends[0], sums)
    # Rows below one headed 其中 may come to the row above by chance: they are its parts only if the totals then come right.
    apart = list(_sums_of(grid, ends[0], nested, sums)) if nested and _wrong(plain, sums) else []
    yield from apart if apart and not _wrong(apart, sums) else plain


def _wrong(lines: Sequence[Line], sums: _Sums) -> bool:
    return any(sums.off(line.label, line.stated, line.kept(frozenset())) for line in lines)


def _sums_of(grid: Grid, last: int, without: set[int], sums: _Sums) -> Iterator[Line]:
    rows = [
        i
        for i in range(grid.first, len(grid.rows))
        if i not in {last, *without} and not sums.below.search(grid.row_heads[i])
    ]
    rows = [i for i in rows if (i < last) == (rows[0] < last)] if rows else []
    for column in range(1, grid.width):
        if not sums.skip.search(grid.column_heads[column]):
            names = _list_heads(grid, last, column, sums)
            own = [i for i in rows if not sums.below.search(names[i])]
            cells = {i: grid.at(i, column) for i in own}
            yield from _line(
                grid.at(last, column), grid.column_heads[column], cells, [names[i] for i in rows], sums
            )


def _nested(grid: Grid, last: int, sums: _Sums) -> set[int]:
    """Rows that go on below one headed 其中 and with it come to the row above in every column (其中：设备, 材料, 测试)."""
    found: set[int] = set()
    for first in range(grid.first + 1, last):
        if not sums.below.search(grid.row_heads[first]) or sums.below.search(grid.row_heads[first - 1]):
            continue
        columns = [c for c in range(1, grid.width) if number(grid.at(first - 1, c)) is not None]
        for end in range(first + 1, last):
            parts = {
                c: [number(grid.at(row, c)) or Decimal(0) for row in range(first, end + 1)] for c in columns
            }
            if columns and all(sum(parts[c]) == number(grid.at(first - 1, c)) for c in columns):
                found |= set(range(first, end + 1))
                break
    return found


def _list_heads(grid: Grid, last: int, column: int, sums: _Sums) -> list[str]:
    """What names the numbers of each row at a column: the head of the row, or, where lists with a total each stand side
    by side, the cell in the column of the total's own word."""
    for at in range(column - 1, 0, -1):
        cell = grid.at(last, at)
        if cell is not None and sums.total.fullmatch(squeeze(cell.text)):
            beside = (grid.at(row, at) for row in range(len(grid.rows)))
            return [squeeze(each.text) if each is not None else "" for each in beside]
    return list(grid.row_heads)


def _rows(grid: Grid, sums: _Sums) -> Iterator[Line]:
    """Totals at the end of their rows."""
    heads = grid.column_heads
    ends = [i for i, head in enumerate(heads) if sums.total.fullmatch(head)]
    ends = ends or [i for i, head in enumerate(heads) if _YEAR.fullmatch(head) and _adds_to_year(grid, i)]
    if len(ends) != 1 or ends[0] < 2 or sums.skip.search(heads[ends[0]]):
        return
    last = ends[0]
    # A first column headed by a period as its neighbour is (2019年, 2020年, …) is the first of the parts, and no label.
    counted = _counted(grid)
    unlabelled = counted or all(sums.kept.periods.search(head) for head in heads[:2])
    columns = [
        c
        for c in range(0 if unlabelled else 1, last)
        if not (sums.skip.search(heads[c]) or sums.below.search(heads[c]))
        and same_unit(heads[c], heads[last], sums.units)
    ]
    for index in range(grid.first, len(grid.rows)):
        if not sums.skip.search(grid.row_heads[index]):
            cells = {c: grid.at(index, c) for c in columns}
            names = [heads[c] for c in columns]
            label = heads[last] if unlabelled else grid.row_heads[index]
            if counted and _adds_up(grid.at(index, last), [cell for c, cell in cells.items() if c]):
                continue
            yield from _line(grid.at(index, last), label, cells, names, sums)


def _adds_to_year(grid: Grid, last: int) -> bool:
    """Whether the columns before that of the year are all its quarters, halves or months, and some row does add up: what
    is counted anew or kept (用户, 日均) does not."""
    heads = grid.column_heads[1:last]
    whole = len(heads) in _PARTS and all(_PART_OF_YEAR.fullmatch(head) for head in heads)
    rows = range(grid.first, len(grid.rows))
    return whole and any(
        _adds_up(grid.at(row, last), [grid.at(row, c) for c in range(1, last)]) for row in rows
    )


def _adds_up(end: Cell | None, cells: list[Cell | None]) -> bool:
    """Whether the cells behind the first column come to the total by themselves."""
    parts = [n for cell in cells if (n := number(cell)) is not None]
    return len(parts) > 1 and sum(parts) == number(end)


def _counted(grid: Grid) -> bool:
    """Whether the first column holds numbers that neither number the rows nor are years (博士 4, 硕士 13, 合计 17)."""
    if _NUMBERING.search(grid.column_heads[0]):
        return False
    values = [number(grid.at(row, 0)) for row in range(grid.first, len(grid.rows))]
    known = [value for value in values if value is not None]
    years = all(1900 < value < 2100 for value in known)
    running = len(known) > 1 and known == [Decimal(n) for n in range(1, len(known) + 1)]
    return bool(known) and len(known) == len(values) and not years and not running


def _line(
    end: Cell | None, label: str, cells: dict[int, Cell | None], names: list[str], sums: _Sums
) -> Iterator[Line]:
    stated = number(end)
    parts = {at: n for at, cell in cells.items() if (n := number(cell)) is not None}
    if end is None or stated is None or len(parts) < 2 or _percent(end):
        return
    lost = end.confidence is not None and stated > sum(parts.values())
    empty = lost and any(cell and not cell.text.strip() for at, cell in cells.items() if at not in parts)
    if empty or any(_is_garbled(cell) for cell in (end, *cells.values()) if cell):
        return
    if not sums.kept.at_end(label, names, stated, [*parts.values()][-1]):
        yield Line(end, label, stated, parts)


def _is_garbled(cell: Cell) -> bool:
    """Whether recognition spoilt a number or was not sure of it; a total that it may be part of is not reckoned, nor one
    that a number not recognised at all may be missing from."""
    if cell.confidence is None:
        return False
    if number(cell) is not None:
        return cell.confidence < _SURE
    return _GARBLED.fullmatch(squeeze(cell.text)) is not None


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
