"""What text recognition makes of a name."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from advisor.retrieval.lexical import is_common
from ingest.document import Place

CLEAR = 0.97
"""Confidence of recognition from which a name that differs is another."""
_LOST = 80
"""Likeness (0 to 100) of what recognition left of a name to the part of the name it is."""

_STEPS = 3
"""Characters misread, dropped and put in, at most."""
_PAIR = 2
"""Characters dropped together where a word was cut in two."""


def is_clear(reading: Reading | None, place: Place | None) -> bool:
    """Whether the words at a place were read, or recognised without a doubt."""
    sure = reading.document.confidence_at(place.start or 0) if reading and place else None
    return sure is None or sure >= CLEAR


def may_be_misread(value: str, name: str) -> bool:
    """Whether `value` may be `name` as recognition read it: it misreads or drops a character, or loses an end; it does not
    put two in, leave a word out of the middle, or make one word into another (装备 into 设备)."""
    if _another_word(squeeze(value), squeeze(name)):
        return False
    if value in name or name in value:
        return True
    if len(value) < len(name) - 3:
        return fuzz.partial_ratio(value, name) >= _LOST
    steps = Counter(step.tag for step in Levenshtein.editops(squeeze(value), squeeze(name)))
    few = steps["insert"] <= 1 and steps["delete"] <= 1 and steps["replace"] <= 2
    return (few and steps.total() <= _STEPS) or _runs_together(squeeze(value), squeeze(name))


def _runs_together(value: str, name: str) -> bool:
    """Whether nothing was dropped but two characters beside each other that cut a word in two (数链信息服务 into 数息服务):
    who leaves a word out leaves out the whole of it."""
    if len(name) - len(value) != _PAIR:
        return False
    gaps = [g for g in range(1, len(value)) if value[:g] + name[g : g + _PAIR] + value[g:] == name]
    return bool(gaps) and all(is_common(name[g + 1 : g + 3]) or is_common(name[g - 1 : g + 1]) for g in gaps)


def may_have_lost(value: str, name: str) -> bool:
    """Whether a name that was not read surely may be `name` with two characters dropped, beside each other or apart."""
    steps = Levenshtein.editops(squeeze(value), squeeze(name))
    return may_be_misread(value, name) or (
        len(steps) == _PAIR and all(step.tag == "insert" for step in steps)
    )


def _another_word(value: str, name: str) -> bool:
    """True where the names differ in one word of everyday use against another, and in nothing else; two characters beside
    each other are hardly both misread as such a word."""
    if len(value) != len(name):
        return False
    odd = [index for index, (one, other) in enumerate(zip(value, name, strict=True)) if one != other]
    if not odd or odd[-1] - odd[0] > 1:
        return False
    if len(odd) == 2 and is_common(value[odd[0] : odd[1] + 1]):
        return True
    spans = [(at, at + 2) for at in (odd[-1] - 1, odd[0]) if at >= 0 and at + 2 <= len(name)]
    return any(is_common(value[a:b]) and is_common(name[a:b]) for a, b in spans)
