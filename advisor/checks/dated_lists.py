"""Dates in columns of lists: before the unit was founded, or after the day the list is handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from advisor.checks.case import Case, Findings, Row
from advisor.checks.grid import Grid, grids
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import DateSpan, find_dates, shown_day
from ingest.document import Cell, Frozen, Place


class Plain(Frozen):
    """Heads that say no more than that they are dates (`heads`); they date what the unit did where one `beside` them
    names it (荣誉名称) or one tells the owner, and none says `unless`."""

    heads: str
    beside: str
    unless: str


class Lists(Frozen):
    """Lists of the unit's own: which columns date what it did (`heads`, `plain`); a column of `others` makes it a list of
    others, one of `owners` tells whose a row is, words of `handed` that it came from others."""

    heads: tuple[str, ...]
    plain: Plain
    others: str
    owners: str
    handed: str

    def dating(self, grid: Grid) -> tuple[str, ...]:
        """The patterns of the heads that date what the unit did in this list."""
        heads, plain = grid.column_heads, self.plain
        if any(re.search(plain.unless, head) for head in (*heads, grid.caption)):
            return self.heads
        named = any(re.fullmatch(plain.beside, head) or re.search(self.owners, head) for head in heads)
        return (*self.heads, plain.heads) if named else self.heads


def before_founding(case: Case, reading: Reading, row: Row, founded: DateSpan, lists: Lists) -> Findings:
    """What lists of the unit's own doings date before the unit was founded."""
    own = squeeze(str(case.profile.value("applicant") or ""))
    for grid in grids(reading):
        if any(re.search(lists.others, head) for head in grid.column_heads):
            continue
        for index, cell in _cells(grid, lists.dating(grid)):
            if _anothers(grid, index, lists.owners, own) or _handed(grid, index, lists.handed):
                continue
            for place, quote, span in _dates(reading, grid, index, cell):
                if span.latest < founded.earliest:
                    detail = f"“{quote}”早于单位成立时间（{founded.quote.strip()}）"
                    yield row.finding(file=reading.path, place=place, quote=quote, detail=detail)


def after_filing(reading: Reading, row: Row, latest: date, heads: tuple[str, ...]) -> Findings:
    """What lists say was acquired after the day they are handed in."""
    for grid in grids(reading):
        for index, cell in _cells(grid, heads):
            for place, quote, span in _dates(reading, grid, index, cell):
                if span.earliest > latest:
                    detail = f"“{quote}”晚于填报日期（{shown_day(latest)}）"
                    yield row.finding(file=reading.path, place=place, quote=quote, detail=detail)


def _cells(grid: Grid, heads: tuple[str, ...]) -> Iterator[tuple[int, Cell]]:
    for column, head in enumerate(grid.column_heads):
        if any(re.fullmatch(pattern, head) for pattern in heads):
            for index in range(1, len(grid.rows)):
                cell = grid.at(index, column)
                if cell is not None:
                    yield index, cell


def _anothers(grid: Grid, index: int, owners: str, own: str) -> bool:
    """Whether the row names an owner that is not the unit."""
    for column, head in enumerate(grid.column_heads):
        cell = grid.at(index, column)
        if cell is not None and re.search(owners, head) and squeeze(cell.text):
            return not own or own not in squeeze(cell.text)
    return False


def _handed(grid: Grid, index: int, handed: str) -> bool:
    """Whether the row tells that the unit has it from somebody else."""
    return any(re.search(handed, squeeze(cell.text)) for cell in grid.rows[index].values())


def _dates(reading: Reading, grid: Grid, index: int, cell: Cell) -> Iterator[tuple[Place, str, DateSpan]]:
    for span in find_dates(cell.text):
        quote = f"{grid.row_heads[index]} {span.quote}"
        yield reading.place(cell.start, cell.end), quote, span
