"""Sections with a heading and nothing under it, or only words that stand for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.checks.case import Case, Findings, Row
from advisor.checks.title_rows import bare_title_rows
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Section
from advisor.profile.titles import title_number
from ingest.document import Block

_ENCLOSURES = re.compile(r"附件:?1[.、．]")
_FIRST = re.compile(r"\s*(?:[（(]?[一1][）)]|第?[一1](?:[、.．]|[章部]分?))")
"""A title that counts from one anew: under one without a number it is a part of that, however it was set."""
_BROKEN = re.compile(r"[的与和及、，]\s*$")
_GIVEN = re.compile(r"[：:]\s*\S{2,}")
"""A line with its own value behind a colon (1.20 三年计划总投入：1005万元) is no title over anything."""
_ROW = re.compile(r"\s*\d{1,3}\s*[^\d\s.、].*\d\s*$")
"""How a row of a table ends that recognition took for a title (6 正高级工程师 7)."""
_KNOWN = 3
"""Parts known before it, from which on a line is a title and not part of a cover."""


def check(
    case: Case,
    row: Row,
    *,
    fillers: tuple[str, ...],
    later: tuple[str, ...] = (),
    stages: tuple[str, ...] = (),
) -> Findings:
    """Every heading with a known meaning that has no content of its own or below; `fillers` count as none, and so do
    sentences that say no more than that it is written or supplied `later`, which make any part an empty one."""
    filler = re.compile("|".join(f"(?:{p})" for p in fillers))
    put_off = re.compile("|".join(f"(?:{p})" for p in later) or "(?!)")
    for reading in case.main:
        for cell in () if reading.unread else bare_title_rows(case, reading):
            place = reading.place(cell.start, cell.end)
            yield row.finding(file=reading.path, place=place, quote=cell.text, title=cell.text.strip())
        sections = reading.sections
        untitled = set(map(id, nameless(sections)))
        for index, section in enumerate(sections):
            known = section.meaning is not None
            numbered = section.level == 1 and title_number(section.title) is not None
            numbered = numbered or id(section) in untitled
            numbered = numbered or _is_put_off(section, put_off)
            if not (known or numbered) or _form(case, section) or _words(sections, index, filler, put_off):
                continue
            if _twice(sections, index) or _enclosed(sections, index) or _goes_on(sections, index):
                continue
            if _GIVEN.search(section.title) or (reading.document.ocr and _ROW.fullmatch(section.title)):
                continue
            if reading.unread:
                yield row.undecided(file=reading.path)
            else:
                yield row.finding(
                    file=reading.path,
                    level=None if known and not _unsure(sections, index) else "warning",
                    place=section.place,
                    quote=section.title,
                    title=section.title.strip(),
                )


def nameless(sections: Sequence[Section]) -> Iterator[Section]:
    """Parts whose title tells nothing known and under which nothing stands, among parts that are known."""
    known = 0
    for index, section in enumerate(sections):
        known += section.meaning is not None and section.level == 1
        follows = index + 1 < len(sections) and sections[index + 1]
        unknown = section.meaning is None and section.level == 1 and known >= _KNOWN
        if unknown and follows and follows.level == 1 and follows.meaning and not section.text.strip():
            yield section


def _twice(sections: Sequence[Section], index: int) -> bool:
    """A title over a part of the same meaning (基本情况 above 单位介绍) is no empty part."""
    own, following = sections[index], sections[index + 1 : index + 2]
    return any(own.meaning and own.meaning == later.meaning and later.text.strip() for later in following)


def _enclosed(sections: Sequence[Section], index: int) -> bool:
    """The last line of a list of enclosures that runs on (附件：1. … / 5. 成果目录), which is no title."""
    above = sections[index - 1].text.strip().splitlines()[-1:] if index else []
    return any(_ENCLOSURES.match(squeeze(line)) for line in above)


def _goes_on(sections: Sequence[Section], index: int) -> bool:
    """The first line of a title that goes on in the next one, which has no number (关于…更名的 / 备案申请)."""
    following = sections[index + 1 : index + 2]
    broken = _BROKEN.search(sections[index].title) is not None
    return broken and bool(following) and title_number(following[0].title) is None


def _form(case: Case, section: Section) -> bool:
    return any(r.id == section.meaning and r.form for r in case.checking.sections)


def _unsure(sections: Sequence[Section], index: int) -> bool:
    """Two titles without numbers, one right under the other: the second may well be a part of the first."""
    following = sections[index + 1 : index + 2]
    return bool(following) and all(title_number(each.title) is None for each in (sections[index], *following))


def _below(own: Section, later: Section) -> bool:
    """A title without a number under a numbered one is a part of it, however large it was set."""
    return title_number(own.title) is not None and title_number(later.title) is None


def _is_put_off(section: Section, put_off: re.Pattern[str]) -> bool:
    """Whether all that stands under the heading itself is that its words come later."""
    said = _told(squeeze(section.text))
    return bool(said) and all(put_off.fullmatch(each) for each in said)


def _told(text: str) -> list[str]:
    return [each for each in re.split("[。;!]", text) if each]


def _text(block: Block, filler: re.Pattern[str]) -> str:
    """The words of a block; a picture stands for some, and a row of a form with a filler for none."""
    if block.kind == "image":
        return f"{block.text}\n[图]"
    if block.kind != "table":
        return block.text
    blank = {c.start for pair in block.pairs for c in pair if filler.fullmatch(squeeze(pair[1].text))}
    return "\n".join(cell.text for cell in block.cells if cell.start not in blank) if blank else block.text


def _words(sections: Sequence[Section], index: int, filler: re.Pattern[str], put_off: re.Pattern[str]) -> str:
    """The content of a section with everything below it, fillers taken out."""
    own = sections[index]
    leads = title_number(own.title) is None and any(
        _FIRST.match(s.title) for s in sections[index + 1 : index + 2]
    )
    parts = [_text(block, filler) for block in own.blocks]
    for later in sections[index + 1 :]:
        numbered = leads and title_number(later.title) is not None
        if later.level <= own.level and not numbered and not _below(own, later):
            break
        parts += [_text(block, filler) for block in later.blocks]
    kept = [line for line in (squeeze(line) for part in parts for line in part.splitlines()) if line]
    said = [line for line in kept if not filler.fullmatch(line) and not re.fullmatch(r"[-—–\d]{1,5}", line)]
    return "".join(each for each in _told("".join(said)) if not put_off.fullmatch(each))
