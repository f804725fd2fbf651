"""An applicant that speaks of itself as another kind of unit does (我院 in a company's form): words of an older paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Frozen


class Self(Frozen):
    """How units of one kind call themselves, what is in the names of that kind, and words that tell that there is one."""

    said: str
    own: str
    told: str
    tracks: tuple[str, ...] = ()
    """Kinds of platform that call themselves so; empty where it is units that do."""


def self_named(
    case: Case, row: Row, selves: tuple[Self, ...], speech: str, materials: tuple[str, ...]
) -> Iterator[Finding]:
    """Each such wording once a file, where neither the applicant nor anybody the package knows is of that kind; words in
    quotation marks, sentences with words of `speech` and parts titled with them are somebody else's."""
    applicant = squeeze(str(case.profile.value("applicant") or ""))
    if not applicant:
        return
    names = "，".join((applicant, *_others(case)))
    text = "\n".join(squeeze(reading.text) for reading in case.readings)
    for each in selves:
        known = case.track in each.tracks or case.track is None if each.tracks else re.search(each.own, names)
        if known or re.search(each.told, text):
            continue
        for reading in case.of(*materials):
            before = ""
            for sentence in () if reading.document.ocr else reading.sentences:
                own = re.sub('[“"「][^”"」]*[”"」]', "", sentence.bare)
                found = re.search(each.said, own)
                around = before + re.sub(each.said, "", own)
                before = own
                others = re.search(speech, sentence.bare + _title(reading, sentence.start))
                if found and not others and not _is_named(each, around):
                    yield row.finding(
                        file=reading.path, place=sentence.place, quote=sentence.text, name=found.group()
                    )
                    break


def _title(reading: Reading, at: int) -> str:
    """The title over that place of a file."""
    return next((s.title for s in reversed(reading.sections) if (s.place.start or 0) <= at), "")


def _is_named(each: Self, text: str) -> bool:
    """Whether a unit of that kind is named, so that it may be the one that speaks."""
    return bool(each.own) and re.search(rf"[\u4e00-\u9fff]{{2}}(?:{each.own})", text) is not None


def _others(case: Case) -> Iterator[str]:
    platforms = {str(s.value) for s in case.profile.sightings("platform_name")}
    yield from (squeeze(each) for each in case.others | platforms)
