"""The same figure with different values, or in units that do not fit together."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Literal

from advisor.checks.amounts import slips
from advisor.checks.case import Case, Findings, Row
from advisor.checks.figures import Seen, figures_of
from advisor.domain import Finding


def check(
    case: Case,
    row: Row,
    *,
    what: Literal["value", "unit"],
    tolerance: Decimal = Decimal(0),
    subjects: tuple[str, ...] = (),
) -> Findings:
    """`value`: sightings that part from the value most agree on by more than `tolerance` (a share of it);
    `unit`: one figure written in two units, or sums of money for the same thing (`subjects`) with the same digits that
    lie ten thousand times apart."""
    groups: dict[tuple[str, str], list[Seen]] = {}
    for seen in figures_of(case):
        groups.setdefault((seen.figure.id, seen.year), []).append(seen)
    for group in groups.values():
        yield from _units(group, row) if what == "unit" else _values(group, row, tolerance)
    if what == "unit":
        yield from _slips(case, row, subjects)


def _usual(group: list[Seen]) -> Decimal:
    return Counter(seen.value for seen in group).most_common(1)[0][0]


def _values(group: list[Seen], row: Row, tolerance: Decimal) -> Findings:
    usual = _usual(group)
    first = next(seen for seen in group if seen.value == usual)
    told: set[Decimal] = set()
    for seen in group:
        same_digits = seen.written == first.written and seen.unit != first.unit
        if abs(seen.value - usual) > abs(usual) * tolerance and not same_digits and seen.value not in told:
            told.add(seen.value)
            yield _finding(row, seen, first)


def _units(group: list[Seen], row: Row) -> Findings:
    usual = _usual(group)
    first = next(seen for seen in group if seen.value == usual)
    for seen in group:
        if seen.unit != first.unit and not {seen.unit, first.unit} <= {"平方米", "㎡", "m2"}:
            yield _finding(row, seen, first)
            return


def _slips(case: Case, row: Row, subjects: tuple[str, ...]) -> Findings:
    for one, usual in slips(case, subjects):
        yield row.finding(
            file=one.file,
            place=one.place,
            quote=one.quote,
            name="、".join(sorted(one.about)),
            value=f"{one.written}{one.unit}",
            other=f"{usual.written}{usual.unit}",
        )


def _finding(row: Row, seen: Seen, first: Seen) -> Finding:
    return row.finding(
        file=seen.file,
        place=seen.place,
        quote=seen.quote,
        name=seen.figure.name + (f"（{seen.year}年）" if seen.year else ""),
        value=f"{seen.written}{seen.unit}",
        other=f"{first.written}{first.unit}",
        where=first.quote[:40],
    )
