"""Which rows or columns of a table are the parts of its total: words tell, and where they do not, the sums do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Cell

_LEAST = 2
"""Lines that add up without a row or column before it is taken for something else."""
_BRACKETED = re.compile(r"\(([^()]{1,4}|台\(套\))\)$")


@dataclass(frozen=True)
class Line:
    """A total with its cell and label, and the parts by their row or column."""

    cell: Cell
    label: str
    stated: Decimal
    parts: Mapping[int, Decimal]

    def sum(self, without: frozenset[int] = frozenset()) -> Decimal:
        """What the parts make, some of them left out."""
        return sum((n for at, n in self.parts.items() if at not in without), Decimal(0))

    def kept(self, without: frozenset[int]) -> list[Decimal]:
        """The parts in their order, some of them left out."""
        return [n for at, n in self.parts.items() if at not in without]


def same_unit(one: str, other: str, units: Sequence[str]) -> bool:
    """Whether two heads name units of one group of `units`, or one of them names none that is known."""
    groups = [_group(head, units) for head in (one, other)]
    return None in groups or groups[0] == groups[1]


def _group(head: str, units: Sequence[str]) -> int | None:
    found = _BRACKETED.search(head)
    if found is None:
        return None
    return next((at for at, group in enumerate(units) if re.fullmatch(group, found[1])), None)


def strangers(lines: Sequence[Line], off: Callable[[str, Decimal, list[Decimal]], bool]) -> frozenset[int]:
    """Rows or columns that are no parts of the total: most lines add up without them, and fewer with them.

    A table with several totals says by its own sums what belongs to them (sessions beside persons, last year's column
    beside this year's); one total alone says nothing. `off` tells whether a label's total is not the sum of parts.
    """

    def fitting(without: frozenset[int]) -> set[int]:
        return {i for i, x in enumerate(lines) if not off(x.label, x.stated, x.kept(without))}

    full = fitting(frozenset())
    if len(full) == len(lines):
        return frozenset()
    for without in _candidates(lines):
        fits = fitting(without)
        if full <= fits and len(fits - full) >= _LEAST and len(fits) * 2 > len(lines):
            return without
    return frozenset()


def _candidates(lines: Sequence[Line]) -> Iterator[frozenset[int]]:
    """One alone, then several at the beginning; two parts at least are left."""
    places = sorted({at for line in lines for at in line.parts})
    if len(places) <= _LEAST:
        return
    yield from (frozenset({at}) for at in places)
    yield from (frozenset(places[:n]) for n in range(2, len(places) - 1))
