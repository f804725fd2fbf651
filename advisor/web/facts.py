"""The fact sheet: what the asker has told about their unit, and what was read out of their questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.domain import Fact
from advisor.pack.model import FactSpec
from advisor.web.render import render


@dataclass(frozen=True)
class Sheet:
    """Labels by fact name. Only what was told goes along: what was read stands in the conversation."""

    told: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)

    def tell(self, name: str, label: str) -> Sheet:
        """The sheet with one fact set by the asker; an empty label takes it off."""
        told = {**self.told, name: label}
        read = {each: value for each, value in self.read.items() if each != name}
        return Sheet({each: value for each, value in told.items() if value}, read)

    def see(self, facts: Iterable[Fact], specs: Iterable[FactSpec]) -> Sheet:
        """The sheet with the facts of an answer; those told by the asker stay as told."""
        known = {spec.name: spec for spec in specs}
        seen = {fact.name: _label(fact, known[fact.name]) for fact in facts if fact.name in known}
        return Sheet(
            self.told, {name: label for name, label in seen.items() if label and name not in self.told}
        )

    def html(self, specs: Iterable[FactSpec]) -> str:
        """The facts the pack puts on the sheet, and any other that has a value."""
        shown = [spec for spec in specs if spec.sheet or spec.name in self.told or spec.name in self.read]
        return render("sheet", facts=shown, told=self.told, read=self.read)


def _label(fact: Fact, spec: FactSpec) -> str:
    value: Any = fact.value.get("grade") if isinstance(fact.value, dict) else fact.value
    for choice in spec.values:
        if choice.value == value:
            return choice.label
    if spec.kind == "have":
        return "有" if value == "yes" else "没有"
    said = next((sighting.label for sighting in fact.sightings if sighting.label), None)
    return said if spec.kind != "count" and said else str(value)
