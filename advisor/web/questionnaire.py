"""What an asker has told in the self-assessment: one value that goes from step to step, to the browser and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pydantic import Field

from advisor import service
from advisor.answer.assess import AssessedCriterion, Assessment
from advisor.answer.sheet import Told
from advisor.pack import Pack
from advisor.web.facts import choices_of
from ingest.document import Frozen

TYPED = {"count": "number", "name": "text"}
"""how a fact is typed that cannot be chosen, by its kind"""


class Questionnaire(Frozen):
    """Facts told by name (an empty one is left open), the unit's description, and the questions passed over."""

    about: str = ""
    told: dict[str, Told] = Field(default_factory=dict)
    passed: tuple[str, ...] = ()
    joint: bool = False
    asking: str = ""
    """the fact that is asked for again"""

    def tell(self, name: str, value: Told) -> Questionnaire:
        """With one fact told; it is no longer passed over."""
        rest = tuple(each for each in self.passed if each != name)
        return self.model_copy(update={"told": {**self.told, name: value}, "passed": rest, "asking": ""})

    def skip(self, name: str) -> Questionnaire:
        """With one question passed over: what was known of it is left open."""
        kept = {**self.told, name: ""}
        passed = (*(each for each in self.passed if each != name), name)
        return self.model_copy(update={"told": kept, "passed": passed, "asking": ""})

    def assess(self) -> Assessment:
        """The assessment of what was told. Raises InputError for a value that cannot be used."""
        return service.assess(self.told, about=self.about, reading=True, joint=self.joint)


class Question(NamedTuple):
    """The question to put next: its choices, or how its answer is typed, and the conditions it bears on."""

    fact: str
    text: str
    options: tuple[str, ...]
    typed: str
    decisive: bool
    bears_on: tuple[AssessedCriterion, ...]
    said: str


def open_rows(found: Assessment) -> Mapping[str, AssessedCriterion]:
    """The conditions that a fact could still settle, by id; types out of reach are left out."""
    reachable = [track for track in found.tracks if track.outcome != "ineligible"]
    rows = [row for track in reachable for row in track.criteria]
    return {row.id: row for row in rows if row.outcome == "unknown" and not row.judged}


def remaining(found: Assessment, passed: tuple[str, ...]) -> tuple[int, int]:
    """How many questions are left, and how many of them bear on whether the unit may apply at all."""
    left = [each.fact for each in found.ask_back if each.fact not in passed]
    deciding = {name for row in open_rows(found).values() if row.decisive for name in row.facts}
    return len(left), sum(name in deciding for name in left)


def settled(found: Assessment, deciding: int) -> bool:
    """Whether a type may be called the best fit: its purpose speaks for it, or nothing that decides is left to ask."""
    return deciding == 0 or any(track.fit for track in found.tracks if track.track == found.best)


def next_question(pack: Pack, filled: Questionnaire, found: Assessment) -> Question | None:
    """The question asked again, else the weightiest one not passed over; None when all is told."""
    left = [each.fact for each in found.ask_back if each.fact not in filled.passed]
    name = filled.asking or next(iter(left), "")
    spec = pack.fact(name)
    if spec is None:
        return None
    every = {row.id: row for track in found.tracks for row in track.criteria}
    bears_on = tuple(row for row in every.values() if name in row.facts and not row.judged)
    return Question(
        fact=name,
        text=spec.question,
        options=choices_of(spec),
        typed=TYPED.get(spec.kind, ""),
        decisive=any(row.decisive for row in bears_on),
        bears_on=bears_on,
        said=next((fact.said for fact in found.facts if fact.name == name), ""),
    )
