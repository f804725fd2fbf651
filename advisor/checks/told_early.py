"""Things told as done that bear a day after the one the paper telling them was signed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from advisor.checks.case import Case
from advisor.checks.decided_late import Steps
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import DateSpan, find_dates
from ingest.document import Frozen, Place

_DATE_LINE = re.compile(r"^\s*(?:填报|申报|填表|出具|签署)?(?:日期|时间)\s*[：:]")
_REACH = 24
"""Characters about a date in which a plan would say that it is one."""


def signatures(reading: Reading, unless: tuple[str, ...] = ()) -> Iterator[tuple[DateSpan, int]]:
    """Days that stand alone in a line, or behind a date label on the cover, with the offset of the line in the text;
    none in parts of a meaning of `unless`."""
    for section in reading.sections:
        if section.meanings & set(unless):
            continue
        for block in section.blocks:
            for line in re.finditer(r"[^\n]+", block.text) if block.kind != "table" else ():
                bare = _DATE_LINE.sub("", line.group())
                for span in find_dates(line.group()):
                    if span.exact and span.quote.strip() == bare.strip():
                        yield span, (block.place.start or 0) + line.start()


class Telling(Frozen):
    """How a thing is told as done: `fields` that give its day, or a date to the day followed by `done` with nothing of
    `planned` about it, in parts not of `outside`. What parts of `others` sign is signed by somebody else. Papers of
    `letters` are read for it as the main material is."""

    done: str
    planned: str
    outside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    steps: Steps | None = None
    """How a decision and its registration are told, which follow each other."""


def told_early(case: Case, reading: Reading, told: Telling) -> Iterator[tuple[Place, str, date]]:
    """Place and words of each thing told as done after the paper was signed, with the day of the signature."""
    signed = [span.latest for span, _ in signatures(reading, told.others)]
    if not signed or reading.document.ocr:
        return
    last = max(signed)
    for name in told.fields:
        for sighting in case.profile.sightings(name):
            days = [d for d in find_dates(str(sighting.value)) if d.exact]
            if sighting.file == reading.path and days and days[0].earliest > last and sighting.place:
                yield sighting.place, f"{sighting.label} {sighting.value}", last
    for sentence in reading.sentences:
        for span in (
            find_dates(sentence.text) if not sentence.meanings & {*told.outside, *told.others} else ()
        ):
            behind = squeeze(sentence.text[span.end :])[:_REACH]
            before = squeeze(sentence.text[: span.start])[-_REACH:]
            if not span.exact or span.earliest <= last or not re.match(told.done, behind):
                continue
            if not re.search(told.planned, before + "|" + re.split("[。;]", behind)[0]):
                place = reading.place(sentence.start + span.start, sentence.start + span.end)
                yield place, sentence.text.strip(), last
