"""Which year an annual report is about, by several signs: its title, its cell, its plan, its signature, its body."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.dates import DateSpan, find_dates

_HEAD = 12
"""Blocks among which the title stands."""
_LINE = 40
"""Characters of a line of the title at most."""
_SIGNED = 6
"""Blocks at the end among which it is dated."""
_TITLED = (
    re.compile(r"(20\d{2})年度"),
    re.compile(r"(20\d{2})年(?!\d{1,2}月).{0,8}(?:报告|总结|小结|汇报)"),
    re.compile(r"报告期:?(20\d{2})年"),
)
_ALONE = re.compile(r"(20\d{2})年(?!\d{1,2}月)\D{0,6}")
_TOLD = re.compile(r"^(20\d{2})年(?!\d{1,2}月)")
_FILLED = re.compile(
    r"(?:(?:填[表报写制]|申[报请]|报[送告出]|[上呈]报|[提递]交|编制|制表|签[订字署章])|(?:^|[^\u4e00-\u9fff]))(?:日\s*期|时\s*间)[\s:：]{0,6}$"
)
"""A label of the day on which a paper was filled in; of the founding, the publication or the like there are many."""
_PLAN = "next-plan"
_TITLE, _CELL, _SIGN = 2.5, 3.0, 1.0
_SURE = 2.0
"""What the signs must weigh together, so that a single minor one decides nothing."""


def reported_year(reading: Reading, labels: Collection[str]) -> int | None:
    """The year most signs speak for; None where there are too few, so that nothing is measured by a guess.

    `labels` are those of the cell in which a report says its year.

    A title or a cell outweighs each other sign, yet not all of them together: a cover left from another year is wrong.
    """
    weights: defaultdict[int, float] = defaultdict(float)
    for year, weight in _signs(reading, labels):
        weights[year] += weight
    if not weights:
        return None
    year, weight = max(weights.items(), key=lambda item: item[1])
    return year if weight >= _SURE else None


def _signs(reading: Reading, labels: Collection[str]) -> Iterator[tuple[int, float]]:
    if (title := _title(reading)) is not None:
        yield title, _TITLE
    for item in reading.labelled:
        found = re.search(r"20\d{2}", item.value) if squeeze(item.label) in labels else None
        if found:
            yield int(found.group()), _CELL
            break
    planned = {
        int(year)
        for section in reading.sections
        if section.meaning == _PLAN
        for year in re.findall(r"(20\d{2})年", squeeze(section.title))
    }
    if len(planned) == 1:
        yield planned.pop() - 1, _SIGN
    signed = [day for block in reading.body[-_SIGNED:] for day in filled_in_dates(block.text)]
    if signed and (year := _before(signed[-1])) is not None:
        yield year, _SIGN
    told = Counter(found[1] for s in reading.sentences if (found := _TOLD.search(s.bare)))
    if told:
        yield int(told.most_common(1)[0][0]), _SIGN


def _title(reading: Reading) -> int | None:
    lines = [
        line
        for block in reading.body[:_HEAD]
        if block.kind != "table"
        for line in map(squeeze, block.text.splitlines())
        if len(line) <= _LINE and not any(day.exact for day in find_dates(line))
    ]
    for pattern in _TITLED:
        if found := pattern.search("".join(lines)):
            return int(found[1])
    alone = next(filter(None, (_ALONE.fullmatch(line) for line in lines)), None)
    return int(alone[1]) if alone else None


def _before(signed: DateSpan) -> int | None:
    """The year that a report signed on that day is about: the one that ends, or the last before spring."""
    day = signed.latest
    return day.year - 1 if day.month <= 6 else day.year if day.month >= 11 else None


def filled_in_dates(text: str) -> list[DateSpan]:
    """Dates of filling in: those that stand alone on their line or behind a label of a date."""
    return [
        day
        for line in text.splitlines()
        for day in find_dates(line)
        if not day.relative and _filled_in(line, day)
    ]


def _filled_in(line: str, date: DateSpan) -> bool:
    alone = not re.search(r"\w", line[: date.start] + line[date.end :])
    return alone or _FILLED.search(line[: date.start]) is not None
