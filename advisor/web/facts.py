"""The fact sheet: what the asker has told about their unit, and what was read out of their questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import Field

from advisor.answer.sheet import TRACK, options_of
from advisor.domain import Answer, Fact
from advisor.pack import Pack
from advisor.pack.facts import FactSpec
from ingest.document import Frozen


class SheetField(NamedTuple):
    """One line of the sheet: what may be chosen, what is in it, and whether the asker said so."""

    name: str
    label: str
    question: str
    options: tuple[str, ...]
    value: str
    told: bool


class Sheet(Frozen):
    """Labels by fact name. Only what was told goes along: what was read stands in the conversation."""

    told: dict[str, str] = Field(default_factory=dict)
    read: dict[str, str] = Field(default_factory=dict)

    def tell(self, name: str, label: str) -> Sheet:
        """The sheet with one fact set by the asker; an empty label takes it off."""
        told = {**self.told, name: label}
        read = {each: value for each, value in self.read.items() if each != name}
        return Sheet(told={each: value for each, value in told.items() if value}, read=read)

    def see(self, answer: Answer | None, pack: Pack) -> Sheet:
        """The sheet with the facts of an answer and the type it speaks of; those told by the asker stay as told."""
        seen = read_labels(answer.facts if answer else (), pack.facts)
        if answer and answer.platform:
            seen[TRACK] = pack.track(answer.platform).short
        return Sheet(
            told=self.told, read={name: label for name, label in seen.items() if name not in self.told}
        )

    def fields(self, pack: Pack) -> list[SheetField]:
        """The platform type, the facts the pack puts on the sheet, and any other that has a value."""
        known = {**self.read, **self.told}
        tracks = tuple(info.short for info in pack.info.tracks)
        lines = [SheetField(TRACK, "平台类型", "在说哪一类平台？", tracks, "", False)] if tracks else []
        lines += [
            SheetField(spec.name, spec.label, spec.question, choices_of(spec), "", False)
            for spec in pack.facts
            if spec.sheet or spec.name in known
        ]
        return [line._replace(value=known.get(line.name, ""), told=line.name in self.told) for line in lines]


def read_labels(facts: Iterable[Fact], specs: Iterable[FactSpec]) -> dict[str, str]:
    """The facts that were read for sure, by name, in the words of their choices; the others are asked for."""
    known = {spec.name: spec for spec in specs}
    sure = (fact for fact in facts if fact.name in known and fact.sure)
    labels = {fact.name: _label(fact, known[fact.name]) for fact in sure}
    return {name: label for name, label in labels.items() if label}


def choices_of(spec: FactSpec) -> tuple[str, ...]:
    """The labels to choose from; for a place the page offers what the conditions ask, here or elsewhere."""
    places = tuple(dict.fromkeys(value.label for value in spec.values)) if spec.kind == "place" else ()
    return places or tuple(options_of(spec))


def _label(fact: Fact, spec: FactSpec) -> str:
    value: Any = fact.value.get("grade") if isinstance(fact.value, dict) else fact.value
    for choice in spec.values:
        if choice.value == value:
            return choice.label
    if spec.kind == "have":
        return "有" if value == "yes" else "没有"
    said = next((sighting.label for sighting in fact.sightings if sighting.label), None)
    return said if spec.kind != "count" and said else str(value)
