"""The fact sheet: what an asker sets about their own unit, as facts the conditions can be judged by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from advisor.answer.story import read_fact
from advisor.domain import Fact, Sighting, Track
from advisor.errors import InputError
from advisor.pack.facts import FactSpec, FactValue
from advisor.pack.model import Pack
from ingest.chinese import parse_numeral
from ingest.dates import find_dates

Told = str | bool | int | Mapping[str, str]
"""a value, its label, or words; for an event also its `grade` and, where known, its `date`"""
_YEAR = re.compile(r"^\d{4}$")
_HAVE = {"有": "yes", "yes": "yes", "没有": "no", "no": "no"}
TRACK = "track"
"""the sheet's line for the platform type that is spoken of; it is no fact of the unit"""
NONE = "none"
"""the value of an event that did not happen"""
CLEARED = "cleared"
"""the grade of an event that was found not to have been one: read in stories, not an answer to choose"""


def read_sheet(sheet: Mapping[str, Told], pack: Pack, today: date) -> dict[str, Fact]:
    """The facts a sheet sets; unknown names and values that say nothing are left out."""
    found = {}
    for name, value in sheet.items():
        spec = pack.fact(name)
        fact = None if spec is None else read_told(spec, value, today)
        if fact is not None:
            found[name] = fact
    return found


def read_whole_sheet(sheet: Mapping[str, Told], pack: Pack, today: date) -> dict[str, Fact]:
    """As `read_sheet`, for a caller who must know: raises InputError for an unknown name or an unusable value."""
    for name in sheet:
        if pack.fact(name) is None:
            raise InputError(
                f"没有名为“{name}”的情况；可用的有：{'、'.join(spec.name for spec in pack.facts)}"
            )
    found = read_sheet(sheet, pack, today)
    for name, value in sheet.items():
        spec = pack.fact(name)
        if spec is not None and name not in found and value != "":
            options = f"；可选：{'、'.join(options_of(spec))}" if options_of(spec) else ""
            said = "、".join(map(str, value.values())) if isinstance(value, Mapping) else value
            raise InputError(f"“{spec.label}”一项的值“{said}”不能用{options}")
    return found


def told_track(sheet: Mapping[str, Told], pack: Pack) -> tuple[Track, ...]:
    """The platform type the sheet names, by id or name; none when it names none."""
    said = str(sheet.get(TRACK, ""))
    return tuple(info.id for info in pack.info.tracks if said and said in (info.id, info.name, info.short))


def options_of(spec: FactSpec) -> dict[str, str]:
    """What an asker chooses from, label → value; empty where the answer is words or a number."""
    if spec.kind in {"place", "count", "name"}:
        return {}
    options: dict[str, str] = {}
    for value in spec.values:
        if value.value != CLEARED:
            options.setdefault(value.label, str(value.value))
    return options or {"有": "yes", "没有": "no"}


def read_told(spec: FactSpec, told: Told, today: date) -> Fact | None:
    """One fact as it was set, None when the value says nothing about it."""
    if isinstance(told, Mapping):
        value, label = _event(spec, told, today)
    else:
        words = ("yes" if told else "no") if isinstance(told, bool) else str(told).strip()
        value, label = _chosen(spec, words, today) if words else (None, "")
    if value is None:
        return None
    return Fact(name=spec.name, value=value, sightings=(Sighting(value=value, by="user", label=label),))


def _event(spec: FactSpec, told: Mapping[str, str], today: date) -> tuple[Any, str]:
    """What happened, of which grade and when; None when it is no event or the grade or date is none."""
    option = _option(spec, str(told.get("grade", "")))
    when = _YEAR.sub(r"\g<0>年", str(told.get("date", "")).strip())
    spans = [span for span in find_dates(when, today) if span.earliest <= today]
    if spec.kind != "event" or option is None or (when and not spans):
        return None, ""
    if option.value == NONE:
        return NONE, option.label
    span = spans[0] if spans else None
    value = {
        "grade": option.value,
        "earliest": span.earliest if span else None,
        "latest": min(span.latest, today) if span else None,
    }
    return value, option.label


def _chosen(spec: FactSpec, words: str, today: date) -> tuple[Any, str]:
    """The value meant by what was set: an option by value or label, 有 or 没有, else what the words say."""
    option = _option(spec, words)
    if option and spec.kind == "event":
        return _event(spec, {"grade": str(option.value)}, today)
    if option:
        return option.value, option.label
    if spec.kind == "have":
        value = _HAVE.get(words)
        return value, "有" if value == "yes" else "没有"
    if spec.kind == "name":
        return words, words
    if spec.kind == "count":
        number = parse_numeral(words)
        return (None if number is None else int(number)), words
    read = read_fact(spec, words, today)
    return (read[0].value, read[0].label or words) if read else (None, words)


def _option(spec: FactSpec, words: str) -> FactValue | None:
    """The value of that name or label; what never happened before what was cleared up, which share a label."""
    named = [each for each in spec.values if words in (each.value, each.label)]
    return next((each for each in named if each.value == NONE), named[0] if named else None)
