"""The condition × evidence grid: every condition the rows put to this track, and what in the material meets it."""

from __future__ import annotations

from typing import Literal

from advisor.checks.case import Case
from advisor.checks.evidence import Element, Proof, prove
from advisor.checks.kinds import parameters_of
from advisor.checks.run import applies
from advisor.pack.checking import CheckRow
from ingest.document import Frozen, Place

Outcome = Literal["met", "unclear", "missing", "unread"]
NAMES: dict[Outcome, str] = {
    "met": "有依据",
    "unclear": "只是提到，请补充",
    "missing": "没有找到依据",
    "unread": "有内容未读出，无法判定",
}


class ConditionRow(Frozen):
    """One condition: on what clause, met by which words, where."""

    check: str
    name: str
    clauses: tuple[str, ...]
    outcome: Outcome
    file: str | None = None
    place: Place | None = None
    quote: str = ""


def conditions(case: Case) -> tuple[ConditionRow, ...]:
    """A row for every element of every condition of the case's track and stage; empty without a main material."""
    if not case.main:
        return ()
    rows = []
    for row in case.checking.checks:
        if row.kind == "evidence" and applies(row, case):
            parameters = parameters_of(row)
            for element in parameters["elements"]:
                proof = prove(case, element, parameters["outside"], parameters["generic"])
                rows.append(_row(case, row, element, proof))
    return tuple(rows)


def _row(case: Case, row: CheckRow, element: Element, proof: Proof) -> ConditionRow:
    found: dict[str, Outcome] = {"strong": "met", "weak": "unclear", "none": "missing"}
    outcome = found[proof.strength]
    if outcome == "missing" and case.main_blind:
        outcome = "unread"
    return ConditionRow(
        check=row.id,
        name=element.name,
        clauses=row.clauses,
        outcome=outcome,
        file=proof.file,
        place=proof.place,
        quote=proof.quote.strip()[:120],
    )
