"""An agreement signed after a paper that says it has been signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from advisor.checks.case import Case, Row
from advisor.checks.told_early import signatures
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import DateSpan, find_dates, shown_day
from ingest.document import Frozen

_YEAR = re.compile(r"(20\d\d)年")
_TITLE = 40
"""Characters of a line that may be a title."""
_REACH = 16
"""Characters behind a label of signing in which its day stands."""


class Agreed(Frozen):
    """How a paper says that the parties have signed (`told`, with what stands `between` the signing and 协议 or before it;
    where one of `parties` or a partner is named and not `unless`), and labels of the day of signing (`label`) in an
    agreement of one of `materials`; `again` titles one that follows another.

    An agreement is of the `kinds` its name has behind words of `joint` and of parties (`lead`): one told is the one handed
    in where the latter's title has those kinds, and one of no kind where the sentence speaks of what is applied for
    (`matter`). `many` counts several."""

    told: tuple[str, ...]
    kinds: dict[str, str]
    joint: str
    lead: str
    matter: str
    many: str
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
        if (said := _told(case, reading, agreements[0], agreed, span.earliest.year)) is not None:
            detail = (
                f"协议签订于{shown_day(span.latest)}，晚于写明“{said}”的材料的落款日期（{shown_day(last)}）"
            )
            place = agreements[0].place(offset + span.start, offset + span.end)
            yield row.finding(file=agreements[0].path, place=place, quote=span.quote, detail=detail)
            return


def _told(case: Case, reading: Reading, agreement: Reading, agreed: Agreed, year: int) -> str | None:
    """The words by which the reading says that the parties have signed the agreement, of that year."""
    partners = [name for s in case.profile.sightings("partners") if (name := squeeze(str(s.value)))]
    for sentence in reading.sentences:
        text = sentence.bare
        named = re.search(agreed.parties, text) or any(name in text for name in partners)
        past = any(int(told) != year for told in _YEAR.findall(text))
        if not named or past or re.search(agreed.unless, text):
            continue
        for found in (found for told in agreed.told for found in re.finditer(told, text)):
            if not re.match(agreed.many, text[found.end() :]) and _is_meant(found, agreement, agreed):
                return found.group()
    return None


def _is_meant(found: re.Match[str], agreement: Reading, agreed: Agreed) -> bool:
    """Whether an agreement told to be signed is of the kind of the one handed in."""
    kinds = "|".join(agreed.kinds.values())
    name = re.fullmatch(rf"(?:{agreed.lead})*(?P<kind>(?:{agreed.joint}|{kinds})*)", found["name"])
    if name is None:
        return False
    told = _kinds(name["kind"], agreed)
    return told <= _kinds(_title(agreement), agreed) if told else bool(re.search(agreed.matter, found.string))


def _kinds(text: str, agreed: Agreed) -> set[str]:
    return {kind for kind, words in agreed.kinds.items() if re.search(words, text)}


def _title(agreement: Reading) -> str:
    """The title of an agreement: its first lines, and the name of its file."""
    firsts = [squeeze(block.text)[:_TITLE] for block in agreement.body[:2] if not block.cells]
    return "\n".join([*firsts, PurePosixPath(agreement.path).stem])


def _signed(reading: Reading, label: str) -> Iterator[tuple[DateSpan, int]]:
    """The days of signing, alone in their line or behind their label, with the offset of what they were found in."""
    yield from signatures(reading)
    for block in reading.body:
        for found in re.finditer(rf"(?:{label})\s*[：:]?", block.text):
            behind = block.text[found.end() : found.end() + _REACH]
            for span in find_dates(behind)[:1]:
                if span.exact and not behind[: span.start].strip():
                    yield span, (block.place.start or 0) + found.end()
