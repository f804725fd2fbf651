"""What tables show by themselves: a column of areas, a list of machines or of people, a plan of money, with its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.checks.case import Case
from advisor.checks.grid import Grid, grids
from advisor.pack.patterns import any_in
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Cell, Frozen

_EMPTY = re.compile(r"[无略/—–\-_.…0]*")
_CAPTION = 32
"""Characters of a caption; longer words before a table are a text of its own."""
_ROWS = 2
"""Records that make a list."""


class Tables(Frozen):
    """Tables that show a thing. `columns` are heads of its own columns (面积), `about` what the caption or the head of
    the first column calls the records (主要设备), `beside` heads of which one must then stand over the other columns
    (台套、原值); `unless` are words of a caption or a head by which it is another table."""

    columns: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    """What they call records (预算) that speak for the thing in passing only."""
    beside: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    """Parts (on the unit as a whole) in which such a table speaks for it in passing only."""


def tabled(case: Case, tables: Tables) -> Iterator[tuple[Reading, Grid, Cell, bool]]:
    """Tables of the main material that speak for it, each with the first cell that does; True where they show it."""
    for reading in case.main if tables.columns or tables.about else ():
        for grid in _grids(case, reading):
            if (cell := _shown(grid, tables, tables.about)) is not None:
                yield reading, grid, cell, True
            elif (cell := _shown(grid, tables, tables.partly)) is not None:
                yield reading, grid, cell, False


def _grids(case: Case, reading: Reading) -> tuple[Grid, ...]:
    key = f"grids of {reading.path}"
    if key not in case.memory:
        case.memory[key] = tuple(grids(reading))
    found: tuple[Grid, ...] = case.memory[key]
    return found


def _shown(grid: Grid, tables: Tables, about: Sequence[str]) -> Cell | None:
    heads = grid.column_heads
    caption = squeeze(grid.caption) if len(grid.caption) <= _CAPTION else ""
    if any_in(tables.unless, caption) or any(any_in(tables.unless, head) for head in heads):
        return None
    for column, head in enumerate(heads):
        if any_in(tables.columns, head) and (cells := _filled(grid, (column,))):
            return cells[0]
    if any_in(about, heads[0]) or any_in(about, caption):
        others = [c for c in range(1, grid.width) if not tables.beside or any_in(tables.beside, heads[c])]
        cells = [cell for cell in _filled(grid, others) if re.search(r"[1-9]", cell.text)]
        return cells[0] if cells else None
    return None


def _filled(grid: Grid, columns: Sequence[int]) -> list[Cell]:
    """Cells of these columns that say something, where enough records have one."""
    cells = [grid.at(row, column) for row in range(grid.first, len(grid.rows)) for column in columns]
    filled = [cell for cell in cells if cell is not None and not _EMPTY.fullmatch(squeeze(cell.text))]
    return filled if len({cell.row for cell in filled}) >= _ROWS else []
