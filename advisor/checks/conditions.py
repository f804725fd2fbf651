"""The condition × evidence grid: every condition put to this track, and what in the material meets it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from advisor.checks.case import Case, Row
from advisor.checks.elements import Element, Terms
from advisor.checks.evidence import prove
from advisor.checks.isolation import attempt
from advisor.checks.kinds import parameters_of
from advisor.checks.shown import shown_for
from advisor.domain import ConditionRow, Finding
from advisor.pack.checking import CheckRow, ConditionSpec
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_QUOTE = 120
_PHRASE = 8
_SUPPORTING = frozenset({"evidence", "audit-report", "equipment-list", "management-rules", "agreement"})


def conditions(
    case: Case, findings: Iterable[Finding] = (), undone: list[str] | None = None
) -> tuple[ConditionRow, ...]:
    """A row for every condition of the case's track and stage; empty without a main material.

    `findings` of the same case show what the material itself says is not met. A row that breaks down, or whose
    check did, is `undecided` and costs no other; `undone` takes a line about it.
    """
    undone = [] if undone is None else undone
    main = attempt("条件与依据的对照", lambda: case.main, (), undone)
    if not main:
        return ()
    found = tuple(findings)
    rows: list[ConditionRow] = []
    for spec in case.checking.conditions:
        step = f"条件“{spec.name}”与依据的对照"
        undecided = (_row(spec, "undecided"),)
        rows += attempt(step, lambda: _settled(case, spec, found), undecided, undone)  # noqa: B023
    return tuple(rows)


def _settled(case: Case, spec: ConditionSpec, found: tuple[Finding, ...]) -> tuple[ConditionRow, ...]:
    if not _arises(spec, case):
        return ()
    if _broken(case, spec, found):
        return (_row(spec, "undecided"),)
    return tuple(_rows(case, spec, found))


def _broken(case: Case, spec: ConditionSpec, found: tuple[Finding, ...]) -> bool:
    """Whether a check that would tell the condition unmet broke down."""
    names = {*spec.faults, *spec.lacking, *([spec.proves] if spec.proves else [])}
    broken = {Row(row).broken_down().id for row in case.checking.checks if row.id in names}
    return any(finding.id in broken for finding in found)


def unused(case: Case, grid: Iterable[ConditionRow]) -> tuple[str, ...]:
    """Files of evidence that meet no condition, do not speak of the applicant, and that the main material never names."""
    cited = {row.file for row in grid}
    told = squeeze("".join(reading.text for reading in case.main))
    own = [squeeze(str(case.profile.value(name) or "")) for name in ("applicant", "platform_name", "leader")]
    return tuple(
        reading.path
        for reading in case.readings
        if (reading.file.material in _SUPPORTING or reading.file.material is None)
        and reading.path not in cited
        and not reading.unread
        and not _speaks(reading, told, [name for name in own if name])
    )


def _speaks(reading: Reading, told: str, own: list[str]) -> bool:
    text = squeeze(reading.text)
    lines = (squeeze(line) for line in re.split(r"[\n\t，。；：]", reading.text))
    return any(name in text for name in own) or any(len(line) >= _PHRASE and line in told for line in lines)


def _arises(spec: ConditionSpec, case: Case) -> bool:
    if (spec.tracks and case.track not in spec.tracks) or case.stage not in spec.stages:
        return False
    return spec.only_with is None or bool(case.profile.value(spec.only_with))


def _rows(case: Case, spec: ConditionSpec, findings: tuple[Finding, ...]) -> Iterator[ConditionRow]:
    told = [f for f in findings if f.level != "advice"]
    fault = next((f for f in told if f.check in spec.faults), None)
    if fault is not None:
        outcome = "unmet" if fault.level == "error" else "person"
        yield _row(spec, outcome, fault.file, fault.place, fault.quote)
    elif any(f.check in spec.lacking for f in told):
        yield _row(spec, "missing")
    elif spec.proves:
        check = next(row for row in case.checking.checks if row.id == spec.proves)
        yield from _elements(case, spec, check)
    else:
        empty = {(f.file, f.place.start) for f in told if f.check == "section.empty"}
        shown = next(shown_for(case, spec, empty), None)
        if shown is None:
            yield _row(spec, "unread" if case.blind else "missing")
        else:
            outcome = "person" if spec.person or not shown.certain else "met"
            yield _row(spec, outcome, shown.file, shown.place, shown.quote)


def _row(
    spec: ConditionSpec, outcome: Any, file: str | None = None, place: Any = None, quote: str = ""
) -> ConditionRow:
    return ConditionRow(
        check=spec.id,
        name=spec.name,
        clauses=spec.clauses,
        outcome=outcome,
        file=file,
        place=place,
        quote=quote.strip()[:_QUOTE],
    )


def _elements(case: Case, spec: ConditionSpec, check: CheckRow) -> Iterator[ConditionRow]:
    parameters = parameters_of(check)
    elements: tuple[Element, ...] = parameters["elements"]
    terms = Terms.of(elements, parameters["outside"], parameters["generic"], parameters["denial"])
    proofs = {e.name: prove(case, e, terms) for e in elements}
    strong = [e for e in elements if proofs[e.name].strength == "strong"]
    for element in strong if strong and parameters["mode"] == "any" else elements:
        proof = proofs[element.name]
        told: Any = "unclear" if proof.inferred else "unmet"
        lacking = told if proof.quote else "unread" if case.main_blind else "missing"
        outcome = {"strong": "met", "weak": "unclear", "none": lacking}[proof.strength]
        row = _row(spec, outcome, proof.file, proof.place, proof.quote)
        yield row.model_copy(update={"name": element.name})
