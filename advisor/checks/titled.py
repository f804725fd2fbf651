"""A part, a row of a form or a paragraph that is given over to one element by its title (资金来源), with figures in it."""

from __future__ import annotations

import re
from itertools import takewhile

from advisor.checks.case import Case
from advisor.checks.elements import Element, Proof, Terms, is_outside
from advisor.checks.telling import shows
from advisor.pack.squeeze import squeeze
from advisor.profile.labels import is_listing, pairs
from advisor.profile.reading import Reading
from advisor.profile.titles import bare_title
from ingest.document import Block, Cell

_DATES = re.compile(r"(?:19|20)\d\d(?:年(?:\d+月)?(?:\d+日)?)?")
"""Days and years say nothing of how much there is."""
_RUN_IN = re.compile(r"\s*(?P<head>[^。：:；;\n]{2,20})[。：:]\s*(?P<rest>\S.*)", re.DOTALL)
"""A paragraph that begins with its own title (2.研究开发试验环境。以岸基雷达…)."""

_REFERENCE = re.compile(r"(?:详?见|参见|参照|附)[^,。;]*")
_QUANTITY = re.compile(
    r"\d(?:余|多)?(?:\([台套]\))?(?:台|套|平方米|㎡|平米|亩|万元|亿元|元|人|名|间|层|个|项|件|门|条|座|TB|PB|节点)"
)
_WORDS = 5
"""Characters of a cell that says something at least."""
_YET = re.compile(r"拟|未到|未落实|尚未|待定")
"""What a row says of a thing that is not there yet, in whichever cell."""
_AHEAD = re.compile(r"计划|拟|将|待|筹建|预计|力争|正在建")
"""What the cell or sentence that would tell it says of a plan."""


def titled(case: Case, element: Element, terms: Terms) -> Proof | None:
    """The first that tells the element and denies nothing; None for an element without `titled` words."""
    if not element.titled:
        return None
    return _part(case, element, terms) or _row(case, element, terms) or _paragraph(case, element, terms)


def _part(case: Case, element: Element, terms: Terms) -> Proof | None:
    """A part so titled, by its own words and those of the parts below it."""
    for index, part in enumerate(case.sections):
        if is_outside(part.meanings, terms.outside) or not re.search(element.titled, bare_title(part.title)):
            continue
        below = takewhile(lambda later: later.level > part.level, case.sections[index + 1 :])  # noqa: B023
        words = "\n".join((part.text, *(later.text for later in below)))
        if _tells("\n".join(map(squeeze, words.splitlines())), element, terms):
            return Proof("strong", part.file, part.place, part.title)
    return None


def _row(case: Case, element: Element, terms: Terms) -> Proof | None:
    """A row of a table that is titled as a part would be (设备设施 | 研发试验设备41台，原值2185万元), with a figure; under heads
    (要素 | 现状 | 安排) by its first cell."""
    for reading in case.main:
        for block in reading.document.tables():
            first = min(cell.column for cell in block.cells) if block.cells and is_listing(block) else None
            for label, value in pairs(block):
                if first is not None and (
                    label.column != first or not _is_home(reading, block, value, element)
                ):
                    continue
                text, head = squeeze(value.text), squeeze(label.text)
                if (
                    re.search(element.titled, head)
                    and re.search(r"[^\d.]", text)
                    and (_tells(text, element, terms) or _says(text, head, element, terms))
                    and not is_outside(reading.section_at(value.start), terms.outside)
                ):
                    place = reading.place(value.start, value.end)
                    return Proof("strong", reading.path, place, f"{label.text.strip()}：{value.text.strip()}")
    return None


def _is_home(reading: Reading, block: Block, value: Cell, element: Element) -> bool:
    """Whether a row under heads stands in the element's own part and tells nothing that is yet to come."""
    row = "".join(cell.text for cell in block.cells if cell.row == value.row)
    return bool(reading.section_at(value.start) & set(element.sections)) and not _YET.search(row)


def _says(text: str, head: str, element: Element, terms: Terms) -> bool:
    """Whether a brief cell says it in words, as a sentence under that title would (经费 | 由公司从年度预算列支)."""
    said = enumerate(re.split(r"[。;\n]", _REFERENCE.sub("", text)))
    told = ((index, each) for index, each in said if len(each) >= _WORDS and not _AHEAD.search(each))
    return any(shows(each, "" if index else head, element, terms, ()) for index, each in told)


def _paragraph(case: Case, element: Element, terms: Terms) -> Proof | None:
    """A paragraph that begins with such a title."""
    for reading in case.main:
        for block in reading.body:
            found = _RUN_IN.match(block.text) if block.kind == "paragraph" else None
            if (
                found
                and re.search(element.titled, bare_title(found["head"]))
                and _tells(_done(squeeze(found["rest"])), element, terms)
                and not is_outside(reading.section_at(block.place.start), terms.outside)
            ):
                return Proof("strong", reading.path, block.place, block.text.strip())
    return None


def _done(text: str) -> str:
    """The sentences with a quantity that are no plan, without what only refers to another place (详见附件5)."""
    said = (_REFERENCE.sub("", sentence) for sentence in re.split(r"[。;；\n]", text))
    return "。".join(each for each in said if _QUANTITY.search(each) and not _AHEAD.search(each))


def _tells(text: str, element: Element, terms: Terms) -> bool:
    """Whether the words under a title of its own tell it with a figure, and deny nothing."""
    if any(terms.denial.lacks(said, element.lack) for said in re.split(r"[。；;\n]", text)):
        return False
    return re.search(r"\d", _DATES.sub("", text)) is not None and not any(
        re.search(p, text) for p in element.unless
    )
