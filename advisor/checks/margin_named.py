"""Headers, footers and names of files that bear another unit's name alone or before the title of the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.reading import Reading
from advisor.profile.shortnames import is_part
from ingest.document import Block

_LONGEST = 60
"""Characters of a running line at most."""
_PAGES = 3
"""Pages from which a short line that stands on half of all is a running one; fewer are those of a paper bound in."""
_LIKE = 0.75
_HEADS = 3
"""Blocks at the top of a list among which its title is."""
_LIST = "(?:清单|台账|一览表|明细表?|登记表|汇总表|目录)"
_LEADING = re.compile(r"^(?:\d{4}年度?|附件\d*[:：]?|[-—\s\d.、]+)|(?:第?[-—\d/]+页?|共\d+页)+$")


def margin_named(case: Case, row: Row, titles: tuple[str, ...]) -> Iterator[Finding]:
    """`titles` are words for what may follow the name (申报书); a near miss of the own name is the check on names'."""
    applicant = squeeze(str(case.profile.value("applicant") or ""))
    if not applicant:
        return
    ends = "|".join(sorted(case.checking.words("organisation_ends"), key=len, reverse=True))
    line = re.compile(
        rf"(?P<name>[\u4e00-\u9fff()]{{3,24}}?(?:{ends}))(?:的?[^,。;:]{{0,30}}(?:{'|'.join(titles)}))?"
    )
    known = {
        squeeze(str(s.value))
        for fact in ("partners", "former_name", "new_name", "related", "lead_name", "recommender")
        for s in case.profile.sightings(fact)
    }
    for reading in case.of("application-form", "annual-report", "change-filing", "commitment"):
        for block, text in _running(reading):
            found = line.fullmatch(_LEADING.sub("", squeeze(text)).strip("_-—|"))
            if found is None or applicant in text or _is_told(found["name"], applicant, known):
                continue
            place = block.place if block else None
            yield row.finding(file=reading.path, place=place, quote=text.strip(), name=found["name"])
            break
    yield from _titled_lists(case, row, applicant, known, ends)


def _titled_lists(case: Case, row: Row, applicant: str, known: set[str], ends: str) -> Iterator[Finding]:
    """Lists of what the applicant has, headed by a unit that begins with a place and that no other paper names."""
    places = "|".join((*case.checking.words("home_places"), *case.checking.words("other_places")))
    head = re.compile(
        rf"(?P<name>(?:{places})(?![^,]*(?:[局厅委]|集团))[\u4e00-\u9fff()]{{3,24}}?(?:{ends}))(?:主要|现有|研发|实验|科研|试验|专用|固定资产|仪器|的)*(?:设备|设施)?{_LIST}"
    )
    for reading in case.of("equipment-list") if places else ():
        for block in () if reading.document.ocr else reading.document.blocks[:_HEADS]:
            line = squeeze(block.text.split("\n")[0])
            found = None if "\t" in block.text.split("\n")[0] else head.match(_LEADING.sub("", line))
            if found is None or applicant in line or _is_told(found["name"], applicant, known):
                continue
            if sum(found["name"] in squeeze(each.text) for each in case.readings) == 1:
                yield row.finding(file=reading.path, place=block.place, quote=line, name=found["name"])
                break


def _is_told(name: str, applicant: str, known: set[str]) -> bool:
    near = any(likeness(name, other) > 0.9 or other in name or name in other for other in known)
    return near or is_part(name, applicant) or likeness(name, applicant) >= _LIKE


def _running(reading: Reading) -> Iterator[tuple[Block | None, str]]:
    """The name of the file, the lines of headers and footers, and short lines that stand on several pages."""
    yield None, PurePosixPath(reading.path).stem
    if reading.document.ocr:
        return
    lines = [(b, line) for b in reading.document.blocks if b.kind != "table" for line in b.text.split("\n")]
    lines = [(b, line) for b, line in lines if len(line) <= _LONGEST]
    pages = Counter(text for text, _ in {(squeeze(line), b.place.page) for b, line in lines})
    least = max(_PAGES, len({block.place.page for block in reading.document.blocks}) / 2)
    for block, line in lines:
        if block.kind in {"header", "footer"} or pages[squeeze(line)] >= least:
            yield block, line
