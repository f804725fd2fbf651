"""The condition × evidence grid: every condition put to this track, and what in the material meets it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from advisor.checks.case import Case, Row
from advisor.checks.evidence import Element, prove
from advisor.checks.isolation import attempt
from advisor.checks.kinds import parameters_of
from advisor.domain import ConditionRow, Finding
from advisor.pack.checking import CheckRow, ConditionSpec
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_QUOTE = 120
_PHRASE = 8
_OFFICIAL = ("licence", "credit-report")
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
    names = {*spec.faults, *([spec.proves] if spec.proves else [])}
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
    fault = next((f for f in findings if f.check in spec.faults and f.level != "advice"), None)
    if fault is not None:
        outcome = "unmet" if fault.level == "error" else "unclear"
        yield _row(spec, outcome, fault.file, fault.place, fault.quote)
    elif spec.proves:
        check = next(row for row in case.checking.checks if row.id == spec.proves)
        yield from _elements(case, spec, check)
    else:
        shown = next(_shown(case, spec), None)
        if shown is None:
            yield _row(spec, "unread" if case.blind else "missing")
        else:
            yield _row(spec, "person" if spec.person else "met", *shown)


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


def _shown(case: Case, spec: ConditionSpec) -> Iterator[tuple[str | None, Any, str]]:
    """What speaks for the condition, the strongest kind of evidence first."""
    seen = [s for name in spec.facts for s in case.profile.sightings(name)]
    proper = [s for s in seen if _material(case, s.file) in (spec.materials or _OFFICIAL)]
    yield from ((s.file, s.place, f"{s.label}：{s.quote}" if s.label else s.quote) for s in proper)
    if spec.facts:
        yield from (
            (r.path, None, r.text.strip().split("\n")[0]) for r in case.of(*spec.materials) if spec.materials
        )
    yield from ((s.file, s.place, f"{s.label}：{s.quote}" if s.label else s.quote) for s in seen)
    said = re.compile("|".join(spec.said)) if spec.said else None
    for reading in (*case.of(*spec.materials), *case.main) if said else ():
        yield from ((s.file, s.place, s.text) for s in reading.sentences if said and said.search(s.bare))
    for section in case.sections:
        if section.meanings & set(spec.sections) and section.text.strip():
            yield section.file, section.place, f"{section.title}：{section.text.strip()}"
    for reading in case.of(*spec.materials) if spec.materials else ():
        yield reading.path, None, ""


def _material(case: Case, path: str | None) -> str:
    reading = case.reading(path)
    return (reading.file.material if reading else None) or ""


def _elements(case: Case, spec: ConditionSpec, check: CheckRow) -> Iterator[ConditionRow]:
    parameters = parameters_of(check)
    elements: tuple[Element, ...] = parameters["elements"]
    proofs = {e.name: prove(case, e, parameters["outside"], parameters["generic"]) for e in elements}
    strong = [e for e in elements if proofs[e.name].strength == "strong"]
    for element in strong if strong and parameters["mode"] == "any" else elements:
        proof = proofs[element.name]
        outcome = {"strong": "met", "weak": "unclear", "none": "unread" if case.main_blind else "missing"}[
            proof.strength
        ]
        row = _row(spec, outcome, proof.file, proof.place, proof.quote)
        yield row.model_copy(update={"name": element.name})
