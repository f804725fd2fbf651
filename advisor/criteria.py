"""Conditions × facts × date → verdicts. Nothing here knows a programme: the conditions are data of a pack."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from advisor.domain import CriterionOutcome, CriterionVerdict, Fact, Outcome, Track, Verdict
from advisor.pack.model import Condition, Criterion, Pack
from ingest.dates import shift_months

_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "at_most": operator.le,
    "above": operator.gt,
    "at_least": operator.ge,
    "below": operator.lt,
}
"""how the bounds of a condition compare"""


def judge(pack: Pack, facts: Mapping[str, Fact], today: date, track: Track | None, joint: bool) -> Verdict:
    """Every condition of the track (only those common to all tracks when it is None), and what follows from them.

    A condition whose words no longer stand in its clause is left out: the text was changed, and it no longer says so.
    """
    rows = tuple(
        judge_one(criterion, pack, facts, today)
        for criterion in pack.criteria
        if applies(criterion, pack, track, joint)
    )
    return Verdict(outcome=_outcome(rows, pack, facts), criteria=rows, track=track)


def applies(criterion: Criterion, pack: Pack, track: Track | None, joint: bool) -> bool:
    """Whether the condition holds for this track and its words still stand in the text."""
    if criterion.joint_only and not joint:
        return False
    if track is None and len(criterion.tracks) < len(pack.info.tracks) and not criterion.joint_only:
        return False
    if track is not None and track not in criterion.tracks:
        return False
    clause = pack.clause(criterion.clause)
    return clause is not None and all(words in clause.text for words in criterion.words)


def judge_one(criterion: Criterion, pack: Pack, facts: Mapping[str, Fact], today: date) -> CriterionVerdict:
    """One condition: unmet, unclear, met in that order; what none of them settles is unknown."""
    outcome: CriterionOutcome = "unknown"
    told: str | None = None
    unmet = _any(criterion.unmet, pack, facts, today)
    if unmet:
        outcome = "unmet"
    elif unmet is None or _any(criterion.unclear, pack, facts, today) is not False:
        outcome = "unclear"
        told = _why_open(criterion, facts) if unmet is None else _of_total(criterion, pack, facts)
    elif _any(criterion.met, pack, facts, today):
        outcome = "met"
        told = criterion.because.get("beyond") if _lies_beyond(criterion, pack, facts, today) else None
    known = tuple(name for name in criterion.facts if name in facts)
    return CriterionVerdict(
        id=criterion.id,
        outcome=outcome,
        clause=_full(pack, criterion.clause),
        because=fill(told or criterion.because.get(outcome, criterion.name), pack, facts),
        facts=known,
    )


def _why_open(criterion: Criterion, facts: Mapping[str, Fact]) -> str | None:
    """The sentence for a condition that may be unmet: it is not sure whose the fact is, or a date is near the edge."""
    unsure = any(name in facts and not facts[name].sure for name in criterion.facts)
    return criterion.because.get("unsure" if unsure else "edge")


def _of_total(criterion: Criterion, pack: Pack, facts: Mapping[str, Fact]) -> str | None:
    """The sentence for a number that was told of all together and is over the limit only if all of them count."""
    for each in (condition for group in criterion.unclear for condition in group if condition.total):
        fact = facts.get(each.fact)
        if (
            fact is not None
            and _is_total(fact)
            and not _keeps("above", each.above or 0, pack, fact.value - 1)
        ):
            return criterion.because.get("total")
    return None


def _is_total(fact: Fact) -> bool:
    return bool(fact.sightings) and fact.sightings[0].label == "total"


def _lies_beyond(criterion: Criterion, pack: Pack, facts: Mapping[str, Fact], today: date) -> bool:
    """Whether the condition is met because what happened lies before the years that count."""
    groups = tuple(group for group in criterion.met if any(condition.beyond for condition in group))
    return _any(groups, pack, facts, today) is True


def fill(template: str, pack: Pack, facts: Mapping[str, Fact] | None = None, digits: bool = False) -> str:
    """Put parameters and the labels of facts into `{name}`; a parameter the text lost is written 若干.
    `{one+other}` is the sum of parameters.

    Parameters stand as the text writes them (三), in English (`digits`) as numbers.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if "+" in name:
            numbers = [pack.parameters.get(each) for each in name.split("+")]
            return "若干" if None in numbers else str(sum(number for number in numbers if number))
        if name in pack.parameters:
            if digits and pack.parameters[name] is not None:
                return str(pack.parameters[name])
            return pack.written.get(name, "若干")
        fact = (facts or {}).get(name)
        label = fact.sightings[0].label if fact and fact.sightings else None
        if label in {"total", "partners", None}:
            label = str(fact.value) if fact else "该单位"
        return label or "该单位"

    return re.sub(r"\{(\w+(?:\+\w+)*)\}", value, template)


def _full(pack: Pack, reference: str) -> str:
    return f"{pack.info.id}/{reference}"


def _outcome(rows: tuple[CriterionVerdict, ...], pack: Pack, facts: Mapping[str, Fact]) -> Outcome:
    outcomes = {row.outcome for row in rows}
    if "unmet" in outcomes:
        return "ineligible"
    if "unclear" in outcomes:
        return "unclear"
    decisive = {criterion.id for criterion in pack.criteria if criterion.decisive}
    open_rows = [row for row in rows if row.id in decisive and row.outcome == "unknown"]
    said = any(facts[spec.name].value == "yes" for spec in pack.facts if spec.rest and spec.name in facts)
    if not open_rows or said:
        return "eligible"
    return "needs_info"


def _any(
    groups: tuple[tuple[Condition, ...], ...], pack: Pack, facts: Mapping[str, Fact], today: date
) -> bool | None:
    """True when a group holds for certain, None when one may hold (a date near the edge, a fact not sure), else False."""
    results = [_all(group, pack, facts, today) for group in groups]
    if True in results:
        return True
    return None if None in results else False


def _all(group: tuple[Condition, ...], pack: Pack, facts: Mapping[str, Fact], today: date) -> bool | None:
    results = [_holds(condition, pack, facts, today) for condition in group]
    if False in results:
        return False
    sure = all(facts[each.fact].sure for each in group if each.fact in facts)
    return None if None in results or not sure else True


def _holds(condition: Condition, pack: Pack, facts: Mapping[str, Fact], today: date) -> bool | None:
    fact = facts.get(condition.fact)
    if condition.not_in is not None:
        return fact is None or fact.value not in condition.not_in
    if fact is None or fact.value is None:
        return False
    if condition.grades is not None:
        return _event(condition, pack, fact, today)
    if condition.pattern is not None:
        return re.fullmatch(condition.pattern, str(fact.value)) is not None
    if any(getattr(condition, sign) is not None for sign in _COMPARED):
        return _counted(condition, pack, fact)
    return fact.value in (condition.in_ or ())


def _counted(condition: Condition, pack: Pack, fact: Fact) -> bool:
    if condition.total != _is_total(fact) and condition.above is not None:
        return False
    stated = {sign: bound for sign in _COMPARED if (bound := getattr(condition, sign)) is not None}
    return all(_keeps(sign, bound, pack, fact.value) for sign, bound in stated.items())


def _keeps(sign: str, bound: int | str, pack: Pack, value: Any) -> bool:
    limit = pack.parameter(bound) if isinstance(bound, str) else bound
    return limit is not None and isinstance(value, int) and _COMPARED[sign](value, limit)


def _event(condition: Condition, pack: Pack, fact: Fact, today: date) -> bool | None:
    events = [s.value for s in fact.sightings if isinstance(s.value, Mapping)]
    events = [event for event in events if event["grade"] in (condition.grades or ())]
    if not events:
        return False
    if condition.undated:
        return any(event["latest"] is None for event in events)
    if condition.within:
        results = [_within(event, pack.parameter(condition.within), today) for event in events]
        return True if True in results else None if None in results else False
    if condition.beyond:
        years = pack.parameter(condition.beyond)
        return all(event["latest"] is not None and _within(event, years, today) is False for event in events)
    return True


def _within(event: Mapping[str, Any], years: int | None, today: date) -> bool | None:
    """Whether it happened in the last `years` years to the day; None on the edge or when the date spans it."""
    if event["latest"] is None or years is None:
        return False
    cutoff = shift_months(today, -12 * years)
    if event["earliest"] > cutoff:
        return True
    return None if event["latest"] >= cutoff else False
