"""资格自评: facts in, the verdict of every condition for each platform type out, with what to ask and to prepare next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import Field

from advisor.answer.decide import rank_tracks
from advisor.answer.sheet import options_of
from advisor.criteria import judge
from advisor.domain import AskBack, Basis, CriterionOutcome, Fact, Outcome, Track, Verdict
from advisor.pack.model import Criterion, Pack
from ingest.document import Frozen

_PROMISING: tuple[Outcome, ...] = ("eligible", "needs_info", "unclear", "ineligible")
FITS = 3.0
"""weight of the words of a type's purpose from which a description speaks for that type"""


class AssessedFact(Frozen):
    """A fact the assessment rests on, as it was understood."""

    name: str
    label: str
    said: str


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


class AssessedTrack(Frozen):
    """One platform type: its outcome and every condition of it, in the order of the text."""

    track: Track
    name: str
    outcome: Outcome
    criteria: tuple[AssessedCriterion, ...]
    prepare: tuple[str, ...]
    """what to get ready for the conditions that are met or still open"""


class Assessment(Frozen):
    """自评结果. `best` is the type that stands out, None when none does; `ask_back` what to tell next, weightiest first."""

    schema_: int = Field(1, alias="schema", serialization_alias="schema")
    pack: str
    today: date
    facts: tuple[AssessedFact, ...] = ()
    tracks: tuple[AssessedTrack, ...] = ()
    best: Track | None = None
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
    assessed = tuple(
        AssessedTrack(
            track=info.id,
            name=info.name,
            outcome=verdicts[info.id].outcome,
            criteria=tuple(_criteria(verdicts[info.id], pack)),
            prepare=tuple(_prepare(verdicts[info.id], pack)),
        )
        for info in wanted
    )
    return Assessment(
        schema=1,
        pack=pack.info.id,
        today=today,
        facts=tuple(_facts(facts, pack)),
        tracks=assessed,
        best=_best(assessed, about, pack),
        ask_back=tuple(_questions(assessed, facts, pack)),
    )


def _facts(facts: Mapping[str, Fact], pack: Pack) -> list[AssessedFact]:
    labels = {spec.name: spec.label for spec in pack.facts}
    return [
        AssessedFact(name=name, label=labels.get(name, name), said=_said(fact))
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
            )
        )
    return found


def _shared(criterion: Criterion, pack: Pack) -> bool:
    return {info.id for info in pack.info.tracks} <= set(criterion.tracks)


def _prepare(verdict: Verdict, pack: Pack) -> list[str]:
    by_id = {criterion.id: criterion for criterion in pack.criteria}
    papers = [by_id[row.id].prepare for row in verdict.criteria if row.outcome != "unmet"]
    return [paper for paper in dict.fromkeys(papers) if paper]


def _best(tracks: Sequence[AssessedTrack], about: str, pack: Pack) -> Track | None:
    """The type that stands out: open to the unit, and ahead of every other in its own conditions or its purpose."""
    purposes = {rank.track: rank.score for rank in rank_tracks(about.lower(), pack)} if about else {}

    def standing(track: AssessedTrack) -> tuple[float, int, int]:
        own = sum(row.outcome == "met" and not row.shared for row in track.criteria)
        purpose = purposes.get(track.track, 0.0)
        return (purpose if purpose >= FITS else 0.0, -_PROMISING.index(track.outcome), own)

    open_tracks = sorted(
        (each for each in tracks if each.outcome != "ineligible"), key=standing, reverse=True
    )
    if not open_tracks:
        return None
    first = standing(open_tracks[0])
    if not first[0] and not first[2]:
        return None
    alone = len(open_tracks) == 1 or standing(open_tracks[1]) < first
    return open_tracks[0].track if alone else None


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
    return [AskBack(fact=spec.name, question=spec.question, options=options_of(spec)) for spec in specs]
