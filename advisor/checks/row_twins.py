"""Rows of two tables that list one and the same thing with different numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from advisor.checks.case import Case
from advisor.checks.grid import Grid, grids, number
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Cell, Frozen

_WORDS = 2
"""Cells of words that two rows must have in common, where their tables have different heads."""
_HEADS = 3
"""Heads that two tables must have in common, so that one cell of words is enough."""
_DATED = re.compile("年|月|日期|时间|序号|编号")
_LEAST = 2
"""Numbers of a row that are compared, at least."""


class Twins(Frozen):
    """Tables with words of `unless` over them or in their heads tell of other things (拟购, 上年); `columns` are wordings for
    the head of one and the same column, each a pattern."""

    unless: str = "$^"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Twin:
    """A cell, the title of its column, and the words of its row, with its paper."""

    reading: Reading
    title: str
    cell: Cell
    row: str

    @property
    def quote(self) -> str:
        """The row's words, the title of the column and the number."""
        return f"{self.row} {self.title} {self.cell.text.strip()}"


@dataclass(frozen=True)
class _Row:
    reading: Reading
    heads: frozenset[str]
    words: frozenset[str]
    name: str
    numbers: dict[str, Cell]
    titles: dict[str, str]


def row_twins(case: Case, twins: Twins) -> Iterator[tuple[Twin, Twin]]:
    """Cells of two papers under one head, in rows of the same words that agree in another number; a row that a table has
    twice is none."""
    tables = [
        [*_rows(reading, grid, twins)]
        for reading in case.readings
        if not reading.document.ocr
        for grid in grids(reading)
        if not re.search(
            twins.unless, squeeze("".join((_opening(reading), grid.caption, *grid.column_heads)))
        )
    ]
    told: set[tuple[str, str]] = set()
    for one, other in combinations([rows for rows in tables if rows], 2):
        if one[0].reading.path == other[0].reading.path:
            continue
        for mine, theirs in _pairs(one, other):
            for head in _apart(mine, theirs):
                if (mine.name, head) not in told and _comparable(case, mine, theirs):
                    told.add((mine.name, head))
                    yield _twin(theirs, head), _twin(mine, head)


def _opening(reading: Reading) -> str:
    """The name of a paper and the words that open it, unless it is the applicant's main paper."""
    heads = [block.text for block in reading.document.blocks[:2] if block.kind != "table"]
    return "".join((reading.path, *heads)) if reading.stage is None else ""


def _comparable(case: Case, mine: _Row, theirs: _Row) -> bool:
    """Lists of what there is tell the same; a proof may show a part of it, unless its row is nearly the other's."""
    plain = {reading.path for reading in (*case.main, *case.of("equipment-list"))}
    if {mine.reading.path, theirs.reading.path} <= plain:
        return True
    common = [head for head in mine.numbers if head in theirs.numbers]
    return len(common) > _LEAST and len(_apart(mine, theirs)) <= len(common) / 2


def _twin(row: _Row, head: str) -> Twin:
    return Twin(row.reading, row.titles[head], row.numbers[head], row.name)


def _rows(reading: Reading, grid: Grid, twins: Twins) -> Iterator[_Row]:
    heads = [_head(each, twins) for each in grid.column_heads]
    titles = dict(zip(heads, grid.column_heads, strict=True))
    for index in range(grid.first, len(grid.rows)):
        cells = {heads[at]: cell for at, cell in grid.rows[index].items() if at < len(heads) and heads[at]}
        numbers = {head: cell for head, cell in cells.items() if number(cell) is not None}
        words = [t for cell in cells.values() if number(cell) is None and len(t := squeeze(cell.text)) > 1]
        if words and len(numbers) >= _LEAST:
            yield _Row(reading, frozenset(heads), frozenset(words), words[0], numbers, titles)


def _head(head: str, twins: Twins) -> str:
    bare = squeeze(head)
    return next((pattern for pattern in twins.columns if re.fullmatch(pattern, bare)), bare)


def _pairs(one: list[_Row], other: list[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Rows of the same name, which each table has once, with enough else in common."""
    names = [Counter(row.name for row in rows) for rows in (one, other)]
    for mine in one:
        for theirs in (row for row in other if row.name == mine.name):
            once = names[0][mine.name] == names[1][mine.name] == 1
            common, both = mine.words & theirs.words, mine.words | theirs.words
            alike = mine.heads == theirs.heads and len(mine.heads) >= _HEADS and 2 * len(common) >= len(both)
            if once and (alike or len(common) >= _WORDS):
                yield mine, theirs


def _apart(mine: _Row, theirs: _Row) -> list[str]:
    """Heads under which the rows differ, where they agree under another."""
    common = [head for head in mine.numbers if head in theirs.numbers]
    apart = [
        head
        for head in common
        if not _DATED.search(head) and number(mine.numbers[head]) != number(theirs.numbers[head])
    ]
    return apart if len(apart) < len(common) else []
