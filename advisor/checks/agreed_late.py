"""An agreement signed after a paper that says it has been signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.checks.told_early import signatures
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import DateSpan, find_dates, shown_day
from ingest.document import Frozen

_REACH = 16
"""Characters behind a label of signing in which its day stands."""


class Agreed(Frozen):
    """How a paper says that the parties have signed (`told`, where one of `parties` or a partner is named and not `unless`),
    and labels of the day of signing (`label`) in an agreement of one of `materials`; `again` titles one that follows
    another."""

    told: str
    parties: str
    unless: str
    label: str
    again: str
    materials: tuple[str, ...]


def agreed_late(case: Case, row: Row, agreed: Agreed, others: tuple[str, ...]) -> Iterator[Finding]:
    """The only agreement, where the main material told it to be signed and was itself signed before; what parts of
    `others` sign is somebody else's."""
    agreements = [r for r in case.of(*agreed.materials) if not r.document.ocr]
    if len(agreements) != 1 or re.search(agreed.again, agreements[0].text):
        return
    days = list(_signed(agreements[0], agreed.label))
    for reading in case.main if days else ():
        last = max((span.latest for span, _ in signatures(reading, others)), default=None)
        span, offset = max(days, key=lambda day: day[0].earliest)
        if last is None or reading.document.ocr or span.earliest <= last:
            continue
        if (said := _told(case, reading, agreed)) is not None:
            detail = (
                f"协议签订于{shown_day(span.latest)}，晚于写明“{said}”的材料的落款日期（{shown_day(last)}）"
            )
            place = agreements[0].place(offset + span.start, offset + span.end)
            yield row.finding(file=agreements[0].path, place=place, quote=span.quote, detail=detail)
            return


def _told(case: Case, reading: Reading, agreed: Agreed) -> str | None:
    """The words by which the reading says that the parties have signed."""
    partners = [name for s in case.profile.sightings("partners") if (name := squeeze(str(s.value)))]
    for sentence in reading.sentences:
        found = re.search(agreed.told, sentence.bare)
        named = re.search(agreed.parties, sentence.bare) or any(name in sentence.bare for name in partners)
        if found and named and not re.search(agreed.unless, sentence.bare):
            return found.group()
    return None


def _signed(reading: Reading, label: str) -> Iterator[tuple[DateSpan, int]]:
    """The days of signing, alone in their line or behind their label, with the offset of what they were found in."""
    yield from signatures(reading)
    for block in reading.body:
        for found in re.finditer(rf"(?:{label})\s*[：:]?", block.text):
            behind = block.text[found.end() : found.end() + _REACH]
            for span in find_dates(behind)[:1]:
                if span.exact and not behind[: span.start].strip():
                    yield span, (block.place.start or 0) + found.end()
