"""What there can be only one of (credit code, legal representative), given differently in two papers of the applicant."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from advisor.checks.case import Case
from advisor.checks.misread import is_clear
from advisor.domain import Sighting
from advisor.pack.squeeze import same_name, squeeze
from advisor.profile.reading import Reading
from ingest.codes import code_fault

_MISREAD, _SIGNED = 1, 2
"""Characters by which a recognised name may differ from the written one, and one written by hand."""


def differing(case: Case, fact: str, materials: tuple[str, ...]) -> Iterator[tuple[Sighting, Sighting]]:
    """Each paper's value that parts from the first one's, with that first one.

    Only papers of `materials` count that name the applicant and nobody else's value beside: a list of partners gives
    several. Codes that fail GB 32100-2015 are told elsewhere; names recognised from a picture may be misread.
    """
    seen = [found for reading in case.of(*materials) if (found := _only(case, reading, fact))]
    for other in seen[1:]:
        if not _agree(case, seen[0], other):
            yield other, seen[0]


def _only(case: Case, reading: Reading, fact: str) -> Sighting | None:
    applicant = str(case.profile.value("applicant") or "")
    names = [str(s.value) for s in case.profile.sightings("applicant") if s.file == reading.path]
    mine = [s for s in case.profile.sightings(fact) if s.file == reading.path and len(str(s.value)) > 1]
    values = {squeeze(str(s.value)) for s in mine}
    if len(values) != 1 or not any(same_name(name, applicant) for name in names):
        return None
    return None if fact == "uscc" and code_fault(values.pop()) else mine[0]


def _agree(case: Case, one: Sighting, other: Sighting) -> bool:
    here, there = squeeze(str(one.value)), squeeze(str(other.value))
    if here == there:
        return True
    drawn = any(r is not None and r.document.ocr for r in map(case.reading, (one.file, other.file)))
    steps = _SIGNED if _by_hand(case, one, other) else _MISREAD
    return drawn and Levenshtein.distance(here, there) <= steps


def _by_hand(case: Case, one: Sighting, other: Sighting) -> bool:
    """Whether one of two names was signed and the other may be it: they begin alike, or have a character at the same place and
    were not both read surely."""
    here, there = squeeze(str(one.value)), squeeze(str(other.value))
    if not any("签" in f"{s.label}{s.quote}" for s in (one, other)) or min(len(here), len(there)) <= _SIGNED:
        return False
    same = [a == b for a, b in zip(here, there, strict=False)]
    return same[0] or (any(same) and not all(is_clear(case.reading(s.file), s.place) for s in (one, other)))
