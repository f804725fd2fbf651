"""What a document calls itself and which edition it is, read off its first and last lines.

Titles end in the word for their kind (办法, 通知 …); the form of Chinese official documents: GB/T 9704-2012.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from advisor.pack.squeeze import squeeze
from ingest.dates import DateSpan, find_dates
from ingest.outline import marker_of

HEAD, TAIL = 15, 6
"""lines, from the beginning and the end, in which titles and dates stand"""
LONGEST_TITLE = 80
LONGEST_LABEL = 24
_KIND = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|通知|意见|方案|规则|决定|决议|章程|制度|指南|公告|通告|标准|指引|规范|规程|纲要|规划|计划|目录"
    r"|措施|政策|解释|批复|复函|函|报告|说明|解答|问答|手册|守则|准则|要点|清单)$"
)
_REMARK = re.compile(r"[（(\[【〔][^）)\]】〕]*[）)\]】〕]\s*$")
_EDITION = re.compile(r"试行|暂行|修订|修正|修改|\d{4}|版")
_DRAFT = re.compile(r"草案|草稿|征求意见|送审|讨论稿|审议稿|初稿")
_DOCUMENT_NUMBER = re.compile(r"[〔\[［(（](?P<year>(?:19|20)\d{2})[〕\]］)）]\s*\d+\s*号")
_IN_FORCE = re.compile(r"自[^。\n]{4,20}起(?:施行|实施|执行)")
_NAME_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})[-._年]?(?:(?P<month>0?[1-9]|1[0-2])[-._月]?(?P<day>0?[1-9]|[12]\d|3[01])?)?"
)
_VERSION = re.compile(r"(?:[vV]|第)\s*(\d{1,3}|[一二三四五六七八九十])(?:\.\d+)*\s*版?")


@dataclass(frozen=True)
class Edition:
    """Which edition of which text: `key` is the title without remarks on the edition; `day` may be unknown.

    `version` (第二版, v2) counts only where the days tell nothing.
    """

    key: str
    day: date | None = None
    version: int = 0

    def is_after(self, other: Edition) -> bool:
        """True where this is surely the later edition of the same text."""
        if self.day and other.day and self.day != other.day:
            return self.day > other.day
        return self.version > other.version > 0


def title_of(stated: str, text: str, name: str) -> str:
    """The title: a first line that ends like one, else what the reader took for it, else the file's name."""
    lines = _lines(text)[:HEAD]
    for line in (stated.strip(), *lines):
        bare = _REMARK.sub("", line).strip("《》 　")
        if (
            marker_of(line) is None
            and 4 <= len(bare) <= LONGEST_TITLE
            and _KIND.search(squeeze(bare))
            and not re.search(r"[。；：:]", bare)
        ):
            return re.sub(r"\s+", " ", line)
    plausible = 2 <= len(stated.strip()) <= LONGEST_TITLE and marker_of(stated) is None
    if plausible and re.search(r"[\u4e00-\u9fffA-Za-z]", stated):
        return re.sub(r"\s+", " ", stated.strip())
    first = lines[0] if lines else ""
    plain = (
        marker_of(first) is None
        and 2 <= len(first) <= LONGEST_TITLE // 2
        and not re.search(r"[。；，]", first)
    )
    return first if plain else name


def edition_of(title: str, text: str, name: str) -> Edition:
    """The edition a text says it is; `name` is the file's, which counts where the text itself has no date."""
    bare, draft = squeeze(title).strip("《》"), ""
    while (remark := _REMARK.search(bare)) and (_EDITION.search(remark[0]) or _DRAFT.search(remark[0])):
        draft = draft or ("/draft" if _DRAFT.search(remark[0]) else "")
        bare = bare[: remark.start()]
    if _DRAFT.search(name):
        draft = "/draft"
    key = re.sub(r"[\W_]", "", bare).casefold() + draft
    version = _VERSION.search(name) or _VERSION.search(title)
    return Edition(key, _day(title, text, name), _count(version[1]) if version else 0)


def label_of(title: str) -> str:
    """A title as the name of a document in clause ids and file names: letters, digits, at most 24 of them."""
    bare = re.sub(r"[^\w-]", "", title)
    return bare[:LONGEST_LABEL].strip("-_") or "document"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _day(title: str, text: str, name: str) -> date | None:
    """The latest day of the head, else of the signature, else the first day in force, else of the file's name."""
    lines = _lines(text)
    head = "\n".join(
        [title, *(line for line in lines[:HEAD] if len(line) <= LONGEST_TITLE or line[:1] in "（(")]
    )
    force = _IN_FORCE.findall(text)
    tail = "\n".join(line for line in lines[-TAIL:] if len(line) <= LONGEST_TITLE // 2)
    for place in (head, tail, force[-1] if force else ""):
        days = [span for span in find_dates(place) if not span.relative]
        if days:
            return _latest(days).earliest
    number = _DOCUMENT_NUMBER.search(head)
    return date(int(number["year"]), 1, 1) if number else _named_day(name)


def _latest(days: list[DateSpan]) -> DateSpan:
    return max(days, key=lambda span: span.earliest)


def _named_day(name: str) -> date | None:
    found = _NAME_DATE.search(name)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return date(int(found["year"]), 1, 1)


def _count(written: str) -> int:
    return int(written) if written.isdigit() else "一二三四五六七八九十".index(written) + 1
