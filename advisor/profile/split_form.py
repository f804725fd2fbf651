"""A form handed in as several files: a cover, a table, and parts with numbers of their own (第二部分…), or beside the scan of
the pages of it that are signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.domain import MaterialFile, Stage
from advisor.pack.checking import Checking
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.reading import Reading
from advisor.profile.titles import title_number
from ingest.chinese import parse_numeral

_LABELS = 5
"""Labels of fields by which a table is known as the form's."""
_PARTS = 2
"""Files with parts the form must have, below which the others are papers beside it."""
_SHARE, _ALIKE = 3, 0.6
"""A scan of signed pages has at most one in so many of the form's pages, and so much of it stands in the form."""
_SIGNED, _SIGNED_NAME = 2, re.compile("(?:签章|签字|盖章|签署|签字盖章)页")
"""Pages of such a scan of which nothing else is known, and what its file is called."""
_CONTRACT = re.compile("合同|协议|授信|借款|甲方|乙方|审计")
"""Words of other papers that are signed."""
_LONG = 6
"""Characters from which a line tells where it comes from."""
_PART = re.compile(r"第(?P<a>.+)(?:部分|[章篇])|(?P<b>[一二三四五六七八九十]+)[、．.]")


def joined(readings: Sequence[Reading], stage: Stage | None, checking: Checking) -> tuple[Reading, ...]:
    """The readings, in which files of no known material count as further parts of the stage's main material, where its
    one file is a bare cover (none of the parts it must have) and the others' numbers make one series from the first on;
    so does a scan of a few pages of another file of that material (申报书签章页)."""
    main = [
        r for r in readings if (row := checking.material(r.file.material)) and row.main and r.stage == stage
    ]
    if signed := {r.path for r in main if any(_is_taken_from(r, whole) for whole in main)}:
        return tuple(_as_part(each, each.file) if each.path in signed else each for each in readings)
    if len(main) == 1 and (beside := {r.path for r in readings if _is_signed_page(r, main[0])}):
        return tuple(_as_part(each, main[0].file) if each.path in beside else each for each in readings)
    needed = {row.id for row in checking.sections if stage in (*row.required, *row.practice)}
    if len(main) != 1 or main[0].unread or _told(main[0], needed):
        return tuple(readings)
    others = [r for r in readings if r.file.material is None and r.document.readable and not r.unread]
    numbered = [(number, each) for each in others if (number := _number(each)) is not None]
    series = dict(numbered)
    whole = sorted(number for number, _ in numbered) == list(range(1, len(numbered) + 1))
    if not whole or sum(_told(each, needed) for each in series.values()) < _PARTS:
        return tuple(readings)
    parts = {each.path for each in others if each in series.values() or _is_form(each, checking)}
    return tuple(_as_part(each, main[0].file) if each.path in parts else each for each in readings)


def _is_signed_page(page: Reading, whole: Reading) -> bool:
    """Whether a scan of a page or two, of no known material, is called the signed pages or begins with a title of the form."""
    if (
        page.file.material is not None
        or not page.document.ocr
        or len(page.document.pages) > _SIGNED
        or not page.body
    ):
        return False
    if _CONTRACT.search(f"{page.path}\n{page.text}"):
        return False
    first = squeeze(page.body[0].text)
    titles = {squeeze(section.title) for section in whole.sections if title_number(section.title)}
    asked = first in titles and re.search("承诺|意见|签章|签字|声明", first) is not None
    return _SIGNED_NAME.search(page.path) is not None or asked


def _is_taken_from(pages: Reading, whole: Reading) -> bool:
    """Whether a scan is one of a few pages of the form: most of its lines stand there, but for what was misread."""
    if pages is whole or not pages.document.ocr or pages.file.material != whole.file.material:
        return False
    if len(pages.document.pages) * _SHARE > len(whole.document.pages) and len(pages.text) * _SHARE > len(
        whole.text
    ):
        return False
    # What stands behind a label is looked for alone: the form may give it in a cell.
    lines = {
        squeeze(line).rsplit(":", 1)[-1] for block in pages.body for line in re.split(r"[\n。；]", block.text)
    }
    told, text = [line for line in lines if len(line) >= _LONG], squeeze(whole.text)
    return bool(told) and sum(line in text for line in told) >= _ALIKE * len(told)


def _told(reading: Reading, needed: set[str]) -> bool:
    return any(section.meanings & needed for section in reading.sections)


def _is_form(reading: Reading, checking: Checking) -> bool:
    labels = {bare_label(item.label) for item in reading.labelled}
    return sum(label in checking.fields_by_label for label in labels) >= _LABELS


def _number(reading: Reading) -> int | None:
    """The number of the part a file is, by its first line; None where it counts parts of its own in the same style."""
    numbers = [
        title_number(block.text) or "" for block in reading.body if block.kind in {"heading", "paragraph"}
    ]
    own = [found for number in numbers if (found := _PART.fullmatch(number))]
    if not own or own[0].string != numbers[0] or len(own) > 1:
        return None
    value = parse_numeral(own[0]["a"] or own[0]["b"])
    return int(value) if value is not None else None


def _as_part(reading: Reading, main: MaterialFile) -> Reading:
    file = reading.file.model_copy(update={"material": main.material, "score": main.score, "part": True})
    whole = Reading(file, reading.checking)
    whole.grasp()
    return whole
