"""A name that must be the same throughout and is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.described import describes, is_namesake, names_another
from advisor.checks.misread import CLEAR, may_be_misread, may_have_lost
from advisor.checks.named_after_change import named_after_change
from advisor.checks.named_apart import named_apart
from advisor.checks.named_as_subject import named_as_subject
from advisor.checks.named_for_short import named_for_short
from advisor.checks.named_in_title import named_in_title
from advisor.domain import Finding, Sighting
from advisor.pack.squeeze import around, same_name, squeeze
from advisor.profile.changes import renamed
from advisor.profile.organisations import Mention, find_like, likeness
from advisor.profile.reading import Reading
from advisor.profile.shortnames import is_cut_short, is_part, short_names

_FORMER = re.compile("原名|曾用名|前身|原[系为]")
"""How words begin that tell of a former name."""
_TEMPLATE = re.compile(r"某某|[XＸ×*]{2,}|_{2,}|[(（]请")
_ORDINAL = re.compile("第[一二三四五六七八九十]")
"""What alone tells one of several units of a place from another (市第二中心医院)."""
_UNCLOSED = re.compile(r"[（(][^）)]*$")
"""A bracket that the words found cut off (…研究所（…检测中心）)."""
_NEAR = 0.93
"""Likeness above which a name is a slip of the pen of another."""
_SLIP = 0.9
"""Likeness above which a name in a sentence on a change is a slip of the new one."""
_LISTS = frozenset({"equipment-list", "evidence", None})
"""Papers in whose titles a platform's name may be cut short."""
_SUFFIXES = r"[（(].*?[）)]$"


def check(
    case: Case,
    row: Row,
    *,
    fact: Literal["applicant", "platform_name"],
    ends: tuple[str, ...] = (),
    least: float,
    explained: tuple[str, ...] = (),
    introduced: tuple[str, ...] = (),
    renamed: tuple[str, ...] = (),
    lead_ins: tuple[str, ...] = (),
    titled_by: tuple[str, ...] = (),
) -> Findings:
    """Sightings in label cells that differ from the chosen name, then near misses in running text.

    `ends` names vocabularies of name endings; `least` is the likeness (0 to 1) from which a mention in text is taken
    for the same name; `explained` are words beside a former name, `introduced` words about one that may stand anywhere
    after they were said once (a former name, a company of the same group), as may one ({other}) in a
    wording of `renamed` in a sentence with the name.
    """
    name = case.profile.value(fact)
    if not name:
        return
    told: set[tuple[str | None, str]] = set()
    short = short_names(case.readings, str(name))
    known = (
        _known(case, fact, str(name)) | short | _introduced(case, str(name), ends, least, introduced, renamed)
    )
    yield from _in_cells(case, row, fact, str(name), known, told, ends)
    if titled_by:
        yield from named_in_title(case, row, str(name), known, told, ends, titled_by)
        for named in (named_as_subject, named_after_change, named_for_short):
            yield from named(case, row, str(name), known, told, ends)
        yield from named_apart(case, row, str(name), known, told, ends, explained)
    yield from _in_text(case, row, str(name), known, told, ends, least, explained, lead_ins)


def _in_cells(
    case: Case,
    row: Row,
    fact: str,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
) -> Findings:
    """Sightings beside labels that differ from the name and from those that may; words recognised in a picture only
    where they end as such names do."""
    named = case.checking.any_of(ends)
    for sighting in case.profile.sightings(fact):
        value = str(sighting.value)
        if (
            _same(value, name, fact)
            or (sighting.file, value) in told
            or _TEMPLATE.search(value)
            or _FORMER.match(value)
        ):
            continue
        near = any(likeness(value, other) > _NEAR for other in known) or is_cut_short(value, name)
        reading = case.reading(sighting.file)
        if near or reading is None:
            continue
        if reading.document.ocr and not re.search(f"(?:{named})$", value):
            continue
        spoilt = may_have_lost if _doubtful(reading, sighting) else may_be_misread
        if reading.document.ocr and spoilt(value, name):
            continue
        told.add((sighting.file, value))
        yield row.finding(file=sighting.file, place=sighting.place, quote=value, name=name, other=value)


def _other_unit(value: str, name: str, known: set[str]) -> bool:
    """Whether a name is rather one of `known`, one that an ordinal tells apart, or a company's name cut short."""
    near = any(likeness(value, other) > likeness(value, name) for other in known)
    ordinal = value != name and _ORDINAL.sub("", value) == _ORDINAL.sub("", name)
    return near or ordinal or value in known or is_cut_short(value, name)


def _plainly(value: str, name: str, plain: tuple[str, ...], *, longer: bool) -> bool:
    """True where only words that say nothing of a platform (数字经济) are left out in passing; `longer` where they may be
    put in as well, as in no unit's name (东营市…研究所 for 东营…研究所)."""
    if value == name or (len(value) > len(name) and not longer):
        return False
    return re.sub("|".join(plain), "", value) == re.sub("|".join(plain), "", name)


def _introduced(
    case: Case,
    name: str,
    ends: tuple[str, ...],
    least: float,
    introduced: tuple[str, ...],
    renamed: tuple[str, ...],
) -> set[str]:
    """Names like this one that some paper tells to be a former one or another unit's, and those that words of
    renaming touch in a sentence that has the name of today."""
    endings = tuple(word for vocabulary in ends for word in case.checking.words(vocabulary))
    papers = case.readings if introduced else ()
    sentences = (each.text for reading in papers for each in reading.sentences if name in each.text)
    beside = (
        mention.text
        for text in sentences
        for mention, _ in find_like(text, name, endings, least, ())
        if any(re.search(p.replace("{other}", re.escape(mention.text)), text) for p in renamed)
    )
    return {
        *(each for each in beside if each != name),
        *(
            str(sighting.value)
            for reading in papers
            for sighting in _mentions(reading, name, endings, least, ())
            if any(re.search(word, sighting.quote) for word in introduced)
        ),
    }


def _known(case: Case, fact: str, name: str) -> set[str]:
    """Names that may rightly differ: partners, former names, those who recommend; never the name itself, in whatever
    cell it stands, since what is like it would then be taken for somebody else's."""
    names: set[str] = set()
    for other in ("partners", "former_name", "related", "recommender"):
        names |= _named_in(case, other)
    if fact == "platform_name":
        names |= _named_in(case, "applicant")
        if case.stage == "change":
            names |= {n for r in case.main for block in r.document.tables() for n in renamed(block)}
        names |= {
            w for key, words in case.checking.vocabulary.items() if key.startswith("track.") for w in words
        }
    if fact == "applicant":
        # A cell for the 机构名称 of a service institution gives the platform's.
        names |= _named_in(case, "platform_name")
    if fact == "applicant" and case.profile.sightings("former_name"):
        # Where a field gives the former name, another that the text gives beside it may be a slip of the new one.
        beside = _named_in(case, "related") - _named_in(case, "former_name")
        names -= {each for each in beside if likeness(each, name) > _SLIP}
    if fact == "applicant" and case.profile.value("partners"):
        leads = _named_in(case, "lead_name")
        names |= {lead for lead in leads if likeness(lead, name) <= _NEAR}
    return {each for each in names if not same_name(each, name)}


def _named_in(case: Case, fact: str) -> set[str]:
    return {str(sighting.value) for sighting in case.profile.sightings(fact)}


def _same(value: str, name: str, fact: str) -> bool:
    if same_name(re.sub(_SUFFIXES, "", value), re.sub(_SUFFIXES, "", name)):
        return True
    # A branch carries its company's name in front; whether it may apply is another check's matter.
    if fact == "applicant" and (value.startswith(name) or name.startswith(value)):
        return True
    return (
        fact == "platform_name"
        and (value.endswith(name) or name.endswith(value))
        and abs(len(value) - len(name)) <= 3
    )


def _in_text(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
    least: float,
    explained: tuple[str, ...],
    lead_ins: tuple[str, ...],
) -> Iterator[Finding]:
    endings = tuple(word for vocabulary in ends for word in case.checking.words(vocabulary))
    unit = str(case.profile.value("applicant") or "")
    yield from _in_file_names(case, row, name, known, endings, least)
    told_in = {r.path for r in (*case.main, *case.of("commitment", "recommendation", "agreement"))}
    for reading in (each for each in case.readings if not each.document.ocr or each.path in told_in):
        for sighting in _mentions(reading, name, endings, least, lead_ins, unit):
            value = str(sighting.value)
            if (
                _other_unit(value, name, known)
                or _plainly(value, name, _left_out(case, reading), longer=bool(lead_ins))
                or (reading.path, value) in told
                or any(value in old or old in value for _, old in told)
                or _FORMER.match(value)
                or (reading.document.ocr and (_doubtful(reading, sighting) or may_be_misread(value, name)))
            ):
                continue
            if (
                any(re.search(word, sighting.quote) for word in explained)
                or _same(_UNCLOSED.sub("", value), name, "")
                or value.startswith(name)
                or name.endswith(value)
                or value.endswith(name)
                or name.startswith(value)
            ):
                continue
            told.add((reading.path, value))
            yield row.finding(file=reading.path, place=sighting.place, quote=value, name=name, other=value)


def _doubtful(reading: Reading, sighting: Sighting) -> bool:
    """Whether the words about a name were recognised with less than full confidence."""
    start = sighting.place.start if sighting.place else None
    block = reading.document.block_at(start or 0)
    return block is None or (block.confidence or 0) < CLEAR


def _left_out(case: Case, reading: Reading) -> tuple[str, ...]:
    """Words that say nothing of a platform, and those that its name may lack in the title of a list."""
    words = (
        "home_places",
        "plain_in_names",
        *(("left_out_in_lists",) if reading.file.material in _LISTS else ()),
    )
    return tuple(word for each in words for word in case.checking.words(each))


def _in_file_names(
    case: Case, row: Row, name: str, known: set[str], endings: tuple[str, ...], least: float
) -> Iterator[Finding]:
    """Names of files are cut short as people like; words put in or changed are another name."""
    for reading in case.readings:
        for mention, _ in find_like(PurePosixPath(reading.path).stem, name, endings, least):
            near = any(likeness(mention.text, other) > _NEAR for other in known)
            if not near and not is_part(mention.text, name):
                yield row.finding(file=reading.path, quote=mention.text, name=name, other=mention.text)


def _mentions(
    reading: Reading,
    name: str,
    endings: tuple[str, ...],
    least: float,
    lead_ins: tuple[str, ...],
    unit: str = "",
) -> Iterator[Sighting]:
    for block in reading.document.blocks:
        if block.kind in {"comment"}:
            continue
        text = block.text
        if squeeze(text) != text and "\n" not in text and len(text) < 200:
            text = text.replace("　", "")
        for mention, _ in find_like(text, name, endings, least, lead_ins):
            before = re.split(r"[，。；：\n]", text[: mention.start])[-1]
            if names_another(before, text[mention.end :]) or describes(mention.text, name, before):
                continue
            if lead_ins and is_namesake(_sentence(text, mention), mention.text, name, unit):
                continue
            start = (block.place.start or 0) + mention.start
            around = (
                f"{text[max(0, mention.start - 8) : mention.start]}…{text[mention.end : mention.end + 8]}"
            )
            place = reading.place(start, start + len(mention.text))
            yield Sighting(value=mention.text, by="pattern", quote=around, file=reading.path, place=place)


def _sentence(text: str, mention: Mention) -> str:
    """The sentence in which a name is mentioned."""
    before, behind = around(text, mention.start, mention.end)
    return before + mention.text + behind
