"""The fact sheet: what the asker has told about their unit, as labels people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.domain import Fact
from advisor.pack.model import FactSpec
from advisor.web.render import render


def sheet(specs: Iterable[FactSpec], values: Mapping[str, str]) -> str:
    """The sheet as HTML: the facts the pack puts there, and any other that has a value."""
    shown = [spec for spec in specs if spec.sheet or values.get(spec.name)]
    return render("sheet", facts=shown, values=values)


def merge(values: Mapping[str, str], facts: Iterable[Fact], specs: Iterable[FactSpec]) -> dict[str, str]:
    """The values with those read out of the question put in; what cannot be said in one label is left out."""
    known = {spec.name: spec for spec in specs}
    merged = dict(values)
    for fact in facts:
        label = _label(fact, known.get(fact.name))
        if label:
            merged[fact.name] = label
    return merged


def _label(fact: Fact, spec: FactSpec | None) -> str | None:
    if spec is None or fact.value is None:
        return None
    for choice in spec.values:
        if choice.value == fact.value:
            return choice.label
    return str(fact.value) if isinstance(fact.value, str | int) and not isinstance(fact.value, bool) else None
