"""A sentence that tells what is so after the change that is filed, of a platform that is not the one filed for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.shortnames import is_part

_HALF = 0.55
"""Likeness from which such a subject is the platform under a name left in from an older paper."""
_ONCE = 2
"""How often a name left in stands in the papers at most: the words of a cell are there as a table's and as prose."""


def named_after_change(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
) -> Iterator[Finding]:
    """更名后，… with a subject half like the platform's name, of the same type, of no level of its own, and named this once.

    `known` are names that may rightly differ, `told` files and names reported already (added to), `ends` vocabularies of
    endings of platforms' names.
    """
    endings = case.checking.any_of(ends)
    after = "|".join(case.checking.words("after_change"))
    levels = re.compile("|".join(case.checking.words("platform_levels")))
    frame = re.compile(
        rf"^[^,。;]{{0,6}}(?:{after}),(?P<name>(?![本我该原])(?:(?!的)[\u4e00-\u9fffA-Za-z0-9]){{4,20}}?"
        rf"(?P<end>{endings}))(?=[的将由于是已以自在仍照继])"
    )
    bare = squeeze(name)
    for sentence in case.sentences:
        found = frame.match(sentence.bare)
        value = found["name"] if found else ""
        if not found or not bare.endswith(found["end"]) or likeness(value, bare) < _HALF:
            continue
        reading = case.reading(sentence.file)
        if value in known or is_part(value, bare) or (reading and reading.document.ocr):
            continue
        often = sum(squeeze(each.text).count(value) for each in case.readings) > _ONCE
        if often or levels.search(value) or bare in sentence.bare or (sentence.file, value) in told:
            continue
        told.add((sentence.file, value))
        yield row.finding(file=sentence.file, place=sentence.place, quote=value, name=name, other=value)
