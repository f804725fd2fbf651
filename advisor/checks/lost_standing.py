"""An applicant that is a legal person no longer: merged into another unit as a part of it, or its registration ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.domain import Finding, Level
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading, Sentence
from ingest.document import Frozen

_YEAR = r"(?:(?:19|20)\d\d|[去今前]|当)年(?:初|底|末|度)?"
_DATE = rf"(?:(?:自|于|至|截至)?{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?(?:初|底|末)?)?(?:起|以来|以后|后)?,?)"
_NUMBER = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[)、.](?!\d)")
_PARTS = "[^,。;]{0,4}(?:全资|控股|参股|下属|所属|下设|旗下|子公司|分公司|原有|部分|职工|工会)"
"""Words behind the unit's name with which something else of it is spoken of."""
_GAP = 3
"""Characters between two sentences of one paragraph at most."""


class Standing(Frozen):
    """How papers tell it. In the wordings {own} is the unit's name and what it calls itself. `merged` and `ended` may leave
    the unit out where the sentence, or the one before, begins with it; `gone` names it. `lead` may stand before any of them."""

    merged: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    lead: str = "$^"
    unless: str = "$^"
    """Words about it that tell of another registration, or that the old one is kept."""
    pending: str = "(?!)"
    """Words of a wording by which the registration has not ended yet."""
    certified: tuple[str, ...] = ()
    """Wordings of certificates and reports on a unit."""
    dependent: tuple[str, ...] = ()
    """Wordings without a subject by which a unit tells of itself, in `own_parts`, that it is another's."""
    own_parts: tuple[str, ...] = ()


def lost_standing(
    case: Case,
    row: Row,
    standing: Standing,
    subjects: str,
    materials: tuple[str, ...],
    foreign: set[str | None],
) -> Iterator[Finding]:
    """Sentences that tell it of the applicant, then certificates that do; `foreign` are the files on others."""
    unit = squeeze(str(case.profile.value("applicant") or ""))
    own = f"(?:{re.escape(unit)}|{subjects})" if unit else f"(?:{subjects})"
    told = _expressions(standing, own)
    for reading in case.of(*materials):
        for sentence, wording in _told(reading, standing, told, own):
            level: Level | None = "warning" if _is_pending(standing, own, wording) else None
            yield row.finding(
                file=reading.path, place=sentence.place, quote=sentence.text, level=level, words=wording
            )
    for sentence in case.sentences:
        words = next(filter(None, (re.search(each, sentence.bare) for each in standing.dependent)), None)
        if words and sentence.meanings & set(standing.own_parts):
            yield row.finding(
                file=sentence.file, place=sentence.place, quote=sentence.text, words=words.group()
            )
    yield from _certified(case, row, standing, foreign)


def _certified(case: Case, row: Row, standing: Standing, foreign: set[str | None]) -> Iterator[Finding]:
    kinds = [re.compile(each) for each in standing.certified]
    for reading in case.of("licence", "credit-report"):
        if reading.path in foreign:
            continue
        for block in reading.body:
            found = next(filter(None, (each.search(squeeze(block.text)) for each in kinds)), None)
            if found:
                yield row.finding(
                    file=reading.path, place=block.place, quote=found.group(), words=found.group()
                )
                break


def _is_pending(standing: Standing, own: str, wording: str) -> bool:
    """Whether the registration is still to end, of a unit that is no part of another yet: until then it is a legal person."""
    merged = "|".join(standing.merged).replace("{own}", own) or "(?!)"
    return re.search(standing.pending, wording) is not None and re.match(merged, wording) is None


def _expressions(standing: Standing, own: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The wordings with the unit in them, and those that may leave it out."""
    before, lead = rf"(?:^|[,:])(?:{_DATE}|{standing.lead})*", rf"(?:{_DATE}|{standing.lead})*"
    short = "|".join((*standing.merged, *standing.ended)).replace("{own}", own)
    whole = "|".join((*standing.merged, *standing.ended, *standing.gone)).replace("{own}", own)
    return re.compile(rf"{before}{own}{lead}(?P<told>{whole})"), re.compile(rf"{before}(?P<told>{short})")


def _told(
    reading: Reading, standing: Standing, told: tuple[re.Pattern[str], re.Pattern[str]], own: str
) -> Iterator[tuple[Sentence, str]]:
    """Sentences that tell it, each with the words that do."""
    opens = re.compile(rf"{_DATE}?,?{own}(?!{_PARTS})")
    sentences = reading.sentences
    of_own, end = False, -_GAP
    for number, sentence in enumerate(sentences):
        text = _NUMBER.sub("", sentence.bare)
        whole = opens.match(re.sub(f"^{_DATE}", "", text)) is not None
        of_own = whole or (of_own and sentence.start - end <= _GAP)
        end = sentence.start + len(sentence.text)
        # Where only the sentence before named the unit, what goes on about it has to begin the sentence.
        bare = (told[1].search(text) if whole else told[1].match(text)) if of_own else None
        found = told[0].search(text) or bare
        after = sentences[number + 1].bare if number + 1 < len(sentences) else ""
        if found and not re.search(standing.unless, text + after):
            yield sentence, found["told"][:40]
