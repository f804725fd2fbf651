"""资格自评: facts in, the verdict of every condition for each platform type out, with what to ask and to prepare next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import Field

from advisor.answer.fit import CLOSE, Ranking, rank_tracks
from advisor.answer.sheet import options_of
from advisor.criteria import judge
from advisor.domain import AskBack, Basis, By, CriterionOutcome, Fact, Outcome, Track, Verdict
from advisor.pack.model import Criterion, Pack
from ingest.document import Frozen

_PROMISING: tuple[Outcome, ...] = ("eligible", "needs_info", "unclear", "ineligible")
FITS = 0.35
"""share of a type from which a description speaks for it"""


class AssessedFact(Frozen):
    """A fact the assessment rests on, as it was understood."""

    name: str
    label: str
    said: str
    by: By = "user"
    """`pattern` when it was read out of the unit's description"""


class AssessedCriterion(Frozen):
    """One condition judged for one type: `because` is a sentence with its mark, `modality` the text's own word."""

    id: str
    name: str
    outcome: CriterionOutcome
    because: str
    clause: str
    heading: str
    modality: str
    basis: Basis
    prepare: str
    decisive: bool
    judged: bool
    shared: bool
    """the same condition holds for every type"""
    facts: tuple[str, ...]
    words: tuple[str, ...] = ()
    """the clause's own words that state the condition"""


class AssessedTrack(Frozen):
    """One platform type: its outcome and every condition of it, in the order of the text."""

    track: Track
    name: str
    outcome: Outcome
    criteria: tuple[AssessedCriterion, ...]
    prepare: tuple[str, ...]
    """what to get ready for the conditions that are met or still open"""
    fit: tuple[str, ...] = ()
    """words of the unit's description that belong to what the type is for"""


class Assessment(Frozen):
    """自评结果. `best` is the type that stands out, None when none does; `close` the others that come near (all that are
    level when none stands out); `ask_back` what to tell next, weightiest first."""

    schema_: int = Field(1, alias="schema", serialization_alias="schema")
    pack: str
    today: date
    facts: tuple[AssessedFact, ...] = ()
    tracks: tuple[AssessedTrack, ...] = ()
    best: Track | None = None
    close: tuple[Track, ...] = ()
    ask_back: tuple[AskBack, ...] = ()


def assess(
    pack: Pack,
    facts: Mapping[str, Fact],
    today: date,
    *,
    tracks: Sequence[Track] = (),
    joint: bool = False,
    about: str = "",
) -> Assessment:
    """Judge every condition of these types (all of the pack when none is named).

    `about` is what the unit does, in its own words; it only helps to tell which type stands out.
    """
    wanted = [info for info in pack.info.tracks if not tracks or info.id in tracks]
    together = joint or "partner_count" in facts
    verdicts = {info.id: judge(pack, facts, today, info.id, together) for info in wanted}
    fits = {rank.track: rank for rank in rank_tracks(about.lower(), pack)} if about else {}
    assessed = tuple(
        AssessedTrack(
            track=info.id,
            name=info.name,
            outcome=verdicts[info.id].outcome,
            criteria=tuple(_criteria(verdicts[info.id], pack)),
            prepare=tuple(_prepare(verdicts[info.id], pack)),
            fit=fits[info.id].words if info.id in fits else (),
        )
        for info in wanted
    )
    best, close = _leaders(assessed, fits)
    return Assessment(
        schema=1,
        pack=pack.info.id,
        today=today,
        facts=tuple(_facts(facts, pack)),
        tracks=assessed,
        best=best,
        close=close,
        ask_back=tuple(_questions(assessed, facts, pack)),
    )


def _facts(facts: Mapping[str, Fact], pack: Pack) -> list[AssessedFact]:
    labels = {spec.name: spec.label for spec in pack.facts}
    return [
        AssessedFact(name=name, label=labels.get(name, name), said=_said(fact), by=fact.sightings[0].by)
        for name, fact in facts.items()
    ]


def _said(fact: Fact) -> str:
    """The fact in words, the days of an event with it."""
    label = next((sighting.label for sighting in fact.sightings if sighting.label), str(fact.value))
    if not isinstance(fact.value, Mapping) or fact.value["earliest"] is None:
        return label
    days = dict.fromkeys(day.isoformat() for day in (fact.value["earliest"], fact.value["latest"]))
    return f"{label}，{'至'.join(days)}"


def _criteria(verdict: Verdict, pack: Pack) -> list[AssessedCriterion]:
    by_id = {criterion.id: criterion for criterion in pack.criteria}
    found = []
    for row in verdict.criteria:
        criterion, clause = by_id[row.id], pack.clause(row.clause)
        found.append(
            AssessedCriterion(
                id=row.id,
                name=criterion.name,
                outcome=row.outcome,
                because=row.because,
                clause=row.clause,
                heading=clause.heading if clause else "",
                modality=criterion.modality,
                basis=criterion.basis,
                prepare=criterion.prepare,
                decisive=criterion.decisive,
                judged=criterion.judged,
                shared=_shared(criterion, pack),
                facts=criterion.facts,
                words=criterion.words,
            )
        )
    return found


def _shared(criterion: Criterion, pack: Pack) -> bool:
    return {info.id for info in pack.info.tracks} <= set(criterion.tracks)


def _prepare(verdict: Verdict, pack: Pack) -> list[str]:
    by_id = {criterion.id: criterion for criterion in pack.criteria}
    papers = [by_id[row.id].prepare for row in verdict.criteria if row.outcome != "unmet"]
    return [paper for paper in dict.fromkeys(papers) if paper]


def _leaders(
    tracks: Sequence[AssessedTrack], fits: Mapping[Track, Ranking]
) -> tuple[Track | None, tuple[Track, ...]]:
    """The type that stands out, open to the unit and ahead of every other in its purpose or its own conditions,
    and those that come close."""

    def standing(track: AssessedTrack) -> tuple[float, int, int]:
        own = sum(row.outcome == "met" and not row.shared for row in track.criteria)
        purpose = fits[track.track].score if track.track in fits else 0.0
        return (purpose if purpose >= FITS else 0.0, -_PROMISING.index(track.outcome), own)

    open_tracks = sorted(
        (each for each in tracks if each.outcome != "ineligible"), key=standing, reverse=True
    )
    told = [each for each in open_tracks if standing(each)[0] or standing(each)[2]]
    if not told:
        return None, ()
    first = standing(told[0])
    near = tuple(
        each.track
        for each in told
        if standing(each) == first
        or (standing(each)[0] >= CLOSE * first[0] and standing(each)[1] >= first[1])
    )
    alone = [standing(each) for each in open_tracks].count(first) == 1
    if not alone:
        return None, near
    return told[0].track, tuple(track for track in near if track != told[0].track)


def _questions(tracks: Sequence[AssessedTrack], facts: Mapping[str, Fact], pack: Pack) -> list[AskBack]:
    """The facts that would settle an open condition; those of decisive conditions and of most types first.

    Nothing is asked for a type that is out of reach already.
    """
    reachable = [track for track in tracks if track.outcome != "ineligible"]
    weight: dict[str, int] = {}
    for track in reachable:
        for row in track.criteria:
            if row.outcome != "unknown" or row.judged:
                continue
            for name in row.facts:
                if name not in facts:
                    weight[name] = weight.get(name, 0) + (len(tracks) + 1 if row.decisive else 1)
    order = {spec.name: number for number, spec in enumerate(pack.facts)}
    names = sorted(weight, key=lambda name: (-weight[name], order.get(name, len(order))))
    specs = [spec for name in names if (spec := pack.fact(name))]
    return [
        AskBack(fact=spec.name, question=spec.question, options=tuple(options_of(spec))) for spec in specs
    ]
