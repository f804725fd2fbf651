"""What the questions before this one told: carried over, and changed by what is told anew (要是2021年的事呢, 换成分公司呢)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from advisor.answer.counts import count_changed
from advisor.answer.days import find_days
from advisor.answer.events import GRADES
from advisor.answer.language import DOUBTED, ELLIPSIS, WRONG, YEAR
from advisor.answer.sightings import segment_of
from advisor.answer.story import read_story
from advisor.domain import Fact
from advisor.pack.facts import FactSpec
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled


def restated(text: str, before: Sequence[str]) -> str:
    """The earlier question with its year exchanged, for one that only names another year (2025年的呢)."""
    year = YEAR.search(text)
    if not year or not before or not YEAR.search(before[-1]) or ELLIPSIS.sub("", YEAR.sub("", text)):
        return text
    return YEAR.sub(year[0], before[-1], count=1)


def with_earlier(
    own: Mapping[str, Fact], before: Sequence[str], text: str, pack: Pack, today: date
) -> tuple[dict[str, Fact], set[str]]:
    """All facts of the conversation, the newest winning, and the names of those this question speaks of."""
    earlier: dict[str, Fact] = {}
    for words in before:
        earlier = _replaced(earlier, read_story(words, pack, today), pack)
    moved = _redated(earlier, text, today, pack) if not _tells_event(own, pack) else earlier
    moved = _recounted(_regraded(moved, text, pack), text, pack)
    changed = {name for name in earlier if moved[name] is not earlier[name]}
    own = {
        name: fact
        for name, fact in own.items()
        if not (name in changed and (fact.value == "none" or isinstance(fact.value, int)))
    }
    return _replaced(moved, own, pack), set(own) | {
        name for name in moved if moved[name] is not earlier[name]
    }


def _replaced(earlier: dict[str, Fact], own: dict[str, Fact], pack: Pack) -> dict[str, Fact]:
    """Both, the newer winning; what was said of one unit is not said of another that is put in its place (换成分公司呢)."""
    units = {spec.name: spec.unit for spec in pack.facts if spec.unit}
    others = {name for name in earlier.keys() & own.keys() if earlier[name].value != own[name].value}
    kept = {name: fact for name, fact in earlier.items() if units.get(name) not in others}
    return {**kept, **own}


def _redated(earlier: dict[str, Fact], text: str, today: date, pack: Pack) -> dict[str, Fact]:
    """Facts from before, an event among them moved to the date this question names (要是2021年的事呢)."""
    spans = [
        span
        for span in find_days(text, today)
        if span.earliest <= today and not WRONG.search(text[: span.start])  # 不是21年，是2024年8月的事
    ]
    if not spans:
        return earlier
    moved = dict(earlier)
    for name, fact in earlier.items():
        spec = pack.fact(name)
        if spec and spec.kind == "event" and isinstance(fact.value, dict):
            value = {**fact.value, "earliest": spans[0].earliest, "latest": min(spans[0].latest, today)}
            said = text[spans[0].start : spans[0].end]
            sighting = fact.sightings[0].model_copy(update={"value": value, "quote": said})
            moved[name] = Fact(name=name, value=value, sightings=(sighting,))
    return moved


def _tells_event(own: Mapping[str, Fact], pack: Pack) -> bool:
    return any(
        spec.kind == "event" and spec.name in own and isinstance(own[spec.name].value, dict)
        for spec in pack.facts
    )


def _regraded(earlier: dict[str, Fact], text: str, pack: Pack) -> dict[str, Fact]:
    """Facts from before, an event among them given the grade this question adds (定的是较大)."""
    changed = dict(earlier)
    for name, fact in earlier.items():
        spec = pack.fact(name)
        grade = _grade_added(spec, text) if spec and isinstance(fact.value, dict) else None
        if grade:
            value = {**fact.value, "grade": grade}
            changed[name] = Fact(
                name=name, value=value, sightings=(fact.sightings[0].model_copy(update={"value": value}),)
            )
    return changed


def _recounted(earlier: dict[str, Fact], text: str, pack: Pack) -> dict[str, Fact]:
    """Facts from before, a number of units among them replaced by the one this question changes it to (砍到2家)."""
    changed = dict(earlier)
    for name in earlier:
        spec = pack.fact(name)
        number = count_changed(spec, text, earlier[name].value) if spec and spec.kind == "count" else None
        if number is not None:
            sighting = earlier[name].sightings[0].model_copy(update={"value": number, "label": "partners"})
            changed[name] = Fact(name=name, value=number, sightings=(sighting,))
    return changed


_ADDS_GRADE = re.compile(r"(?:定|认|属|算|是|为|够|不)(?!不)[^，。；？]{0,8}$")


def _grade_added(spec: FactSpec, text: str) -> str | None:
    """The grade a question only adds to an event told before (定的是较大), None when it adds none."""
    for wanted in GRADES:
        value = next((item for item in spec.values if item.value == wanted), None)
        for pattern in value.patterns if value else ():
            for match in compiled(pattern).finditer(text):
                begin, end = segment_of(text, match.start())
                if not DOUBTED.search(text[begin:end]) and _ADDS_GRADE.search(text[begin : match.end()]):
                    return wanted
    return None
