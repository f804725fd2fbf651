"""Which list of the papers a table of the evidence is, and which of its columns is which of the list's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.drafting.grids import Grid, Head
from advisor.drafting.known import name_key
from advisor.drafting.outline import FactRow, ReadingRules, Role

Columns = dict[str, list[int]]
"""places of a list's columns by their ids, the head that says it best first"""


@dataclass(frozen=True)
class Fit:
    """A table read as a list: how well it fits (0: it does not), and where its columns are."""

    row: FactRow
    grid: Grid
    role: Role
    score: int
    columns: Columns


def best_fit(
    lists: Sequence[FactRow],
    ways: Sequence[Grid],
    wanted: int,
    rules: ReadingRules,
    role: Role | None = None,
) -> Fit | None:
    """The list that a table is, under the reading of its heads that fits best; `role` stands for the table's own."""
    fits = [fit for grid in ways for row in lists if (fit := _fit(row, grid, wanted, rules, role))]
    return max(fits, key=lambda fit: fit.score, default=None)


def _fit(row: FactRow, grid: Grid, wanted: int, rules: ReadingRules, role: Role | None) -> Fit | None:
    role = role or grid.passage.role(grid.meanings, wanted, grid.years)
    if role is None:
        return None
    columns: Columns = {}
    own = False
    for column in row.columns:
        names = [name_key(each) for each in (column.label, *column.labels)]
        tells = {name_key(each) for each in (column.label, *column.tells)}
        places = [
            (names.index(key), place)
            for place, head in grid.heads.items()
            if role in column.roles
            and (head.year is None or head.year == wanted + (role == "next"))
            and (key := _named(head, names)) is not None
        ]
        if places:
            columns[column.id] = [place for _, place in sorted(places)]
            own = own or (column.id == row.key and any(names[at] in tells for at, _ in places))
    columns = _once(row, columns)
    titled = any(re.search(pattern, grid.caption) for pattern in row.titles)
    if row.key not in columns or len(columns) < 2 or not (titled or own):
        return None
    score = len(columns) * 2
    _dated_otherwise(row, grid, columns, rules)
    return Fit(row, grid, role, score + titled * 3 + own, columns)


def _named(head: Head, names: Sequence[str]) -> str | None:
    """The name of a column that a head is, by its own words, or with those above it."""
    for text in (head.text, head.above + head.text):
        key = name_key(text)
        bare = name_key(re.sub(r"[/／,，][^/／,，]{1,4}$", "", text))
        for each in (key, bare):
            if each in names:
                return each
    return None


def _dated_otherwise(row: FactRow, grid: Grid, columns: Columns, rules: ReadingRules) -> None:
    """Where no column of the list's own dates its records, any column of dates does."""
    column = next((each for each in row.columns if each.date), None)
    if column is None or column.id in columns:
        return
    taken = {place for places in columns.values() for place in places}
    pattern = re.compile("|".join(rules.dates) or r"(?!)")
    places = [
        p for p, head in grid.heads.items() if p not in taken and pattern.fullmatch(name_key(head.text))
    ]
    if places:
        columns[column.id] = places


def _once(row: FactRow, columns: Columns) -> Columns:
    """A place is one column's only: of the first that asks for it; several places are kept for dates and keys."""
    taken: set[int] = set()
    kept: Columns = {}
    for column in row.columns:
        places = [place for place in columns.get(column.id, ()) if place not in taken]
        if places:
            kept[column.id] = places if column.date or column.id == row.key else places[:1]
            taken.update(kept[column.id])
    return kept
