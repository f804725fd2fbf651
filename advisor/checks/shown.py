"""What in the material speaks for a condition: certificates, cells, sentences, parts, in the order of their weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.case import Case
from advisor.domain import Sighting
from advisor.pack.checking import ConditionSpec
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Place

_OFFICIAL = ("licence", "credit-report")
_TITLED, _TREATED = 4, 2
"""Known titles from which a part without one is not there; sentences on a subject from which it is treated."""


@dataclass(frozen=True)
class Shown:
    """Words that speak for a condition, and where; not `certain` where they only state what papers must show."""

    file: str | None
    place: Place | None
    quote: str
    certain: bool = True


def shown_for(case: Case, spec: ConditionSpec, empty: set[tuple[str | None, int | None]]) -> Iterator[Shown]:
    """What speaks for the condition, the strongest kind of evidence first; `empty` are parts with nothing in them."""
    yield from _cells(case, spec)
    said = re.compile("|".join(spec.said)) if spec.said else None
    for reading in (*case.of(*spec.materials), *case.main) if said else ():
        certain = not spec.official
        yield from (Shown(reading.path, place, text, certain) for place, text in _said(reading, said))
    for section in case.sections:
        there = section.text.strip() and (section.file, section.place.start) not in empty
        if section.meanings & set(spec.sections) and there:
            yield Shown(section.file, section.place, f"{section.title}：{section.text.strip()}")
    yield from _treated(case, spec)
    for reading in case.of(*spec.present) if spec.present else ():
        yield Shown(reading.path, None, "", certain=False)


def _cells(case: Case, spec: ConditionSpec) -> Iterator[Shown]:
    """Labelled values: of certificates first, then where one is there without the value, then of other papers."""
    seen = [s for name in spec.facts for s in case.profile.sightings(name)]
    proper = [s for s in seen if _material(case, s.file) in (spec.materials or _OFFICIAL)]
    yield from (_cell(case, spec, s) for s in proper)
    for reading in case.of(*spec.materials) if spec.facts and spec.materials else ():
        yield Shown(reading.path, None, reading.text.strip().split("\n")[0], certain=not spec.official)
    for sighting in seen:
        shown = _cell(case, spec, sighting)
        yield Shown(shown.file, shown.place, shown.quote, certain=shown.certain and not spec.official)


def _cell(case: Case, spec: ConditionSpec, sighting: Sighting) -> Shown:
    quote = f"{sighting.label}：{sighting.quote}" if sighting.label else sighting.quote
    words = case.checking.words(spec.within) if spec.within else ()
    certain = not words or any(word in str(sighting.value) for word in words)
    return Shown(sighting.file, sighting.place, quote, certain)


def _said(reading: Reading, said: re.Pattern[str] | None) -> Iterator[tuple[Place | None, str]]:
    """Sentences, then rows of tables, in which it is said."""
    if said is None:
        return
    yield from ((s.place, s.text) for s in reading.sentences if said.search(s.bare))
    for block in reading.document.tables():
        rows = block.text.split("\n")
        yield from ((block.place, row.replace("\t", " ")) for row in rows if said.search(squeeze(row)))


def _treated(case: Case, spec: ConditionSpec) -> Iterator[Shown]:
    """Running text that treats the subject of a part under another title, where few titles are known ones."""
    if len({part.meaning for part in case.sections if part.meaning}) >= _TITLED:
        return
    for row in (row for row in case.checking.sections if row.id in spec.sections and row.evidence):
        about = re.compile("|".join(row.evidence))
        found = [s for s in case.sentences if about.search(s.bare)]
        if len(found) >= _TREATED:
            yield from (Shown(s.file, s.place, s.text) for s in found)


def _material(case: Case, path: str | None) -> str:
    reading = case.reading(path)
    return (reading.file.material if reading else None) or ""
