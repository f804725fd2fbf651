"""Where the applicant is registered, read out of a story: places moved to, left, planned, denied, or of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from advisor.answer.events import Story
from advisor.answer.language import ABOUT_RULE, MINE
from advisor.answer.sightings import is_former, matches, segment_of, sighting
from advisor.domain import Sighting
from advisor.pack.model import FactSpec
from advisor.pack.patterns import compiled
from advisor.retrieval.lexical import words_in
from ingest.divisions import Division, find_divisions

_UNNEEDED = re.compile(r"不用|无需|不必|不需要")
_MOVED_TO = re.compile(
    r"(?:迁|搬|挪|转|落户|变更)(?:址|家|移)?(?:到|至|来|回|入|进|了)*[^，。；]{0,4}$|落户(?:在|于)?[^，。；]{0,3}$"
)
_NOT_THERE = re.compile(r"(?:不|没|未|非|没有)(?:是)?(?:在|到|去)?$")
_WORKS = re.compile(r"厂|研发|生产|办公|产线|车间|设备|团队|人员|社保")
"""what may move while the registration stays (厂子研发全搬枣庄了)"""
_PLANNED = re.compile(r"打算|计划|准备|拟|明年|后年|下个?月|将来|以后|想(?:要)?(?:迁|搬)|要(?:迁|搬)")
_GONE_TO = re.compile(r"(?:跑|飞|毕业于|来自|调|出差|去)(?:去|到|了)*$")
_HEARD = re.compile(r"(?:有人|人家|别人|都|他们|专家|同行)[^，。；]{0,3}(?:说|讲|觉得|认为)")
"""what others say of the applicant: 有人说它是上海的"""
_NOT_SEAT = re.compile(
    r"[^，。；]{0,3}?(?:交税|纳税|缴税|办公|干活|[做有]项目|有客户|设点|招人|开会|出差|参展)"
)


def read_place(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """inside / outside the pack's division; the place moved to wins, then one beside a word of registration."""
    text = story.alone
    scored: list[tuple[int, Sighting]] = []
    for place in find_divisions(text) if spec.division else ():
        if not _is_word(text, place):
            continue
        start, end = segment_of(text, place.start)
        segment = text[start:end]
        value = _side(place, spec.division)
        if value and _NOT_THERE.search(text[start : place.start]):
            value = "outside" if value == "inside" else None
        if _NOT_SEAT.match(text[place.end : end]) or _GONE_TO.search(text[start : place.start]):
            continue
        if _HEARD.search(segment) or (ABOUT_RULE.search(segment) and not MINE.search(segment)):
            continue
        if not value or _UNNEEDED.search(segment) or _left(text, place.start, place.end):
            continue
        rank = _rank_of_place(spec, segment, text[start : place.start], story.applicant)
        scored.append((rank, sighting(spec, value, story.text[start:end], place.quote)))
    for value_spec in spec.values:
        for match in matches(value_spec, text):
            said = story.text[match.start() : match.end()]
            scored.append((3, sighting(spec, value_spec.value, said, said)))
            break
    yield from (each for rank, each in sorted(scored, key=lambda item: item[0]) if rank < 4)


def _left(text: str, start: int, end: int) -> bool:
    """Whether the unit was there once and is no more; what is only planned (打算明年迁) leaves it where it is."""
    begin, stop = segment_of(text, start)
    return is_former(text, start, end, place=True) and not _PLANNED.search(text[begin:stop])


def _rank_of_place(spec: FactSpec, segment: str, before: str, applicant: str) -> int:
    """How surely a place is that of registration: -1 moved to, 0 said so, 1 said of the unit; 4 is somebody else's."""
    registered = any(word in segment for word in spec.words)
    named = [match[0] for unit in spec.units if (match := compiled(unit).search(segment))]
    if any(word != applicant for word in named):
        return 2 if registered else 4
    if _MOVED_TO.search(before) and (registered or not _WORKS.search(before)):
        return 4 if _PLANNED.search(segment) else -1
    return 0 if registered else 1


def _is_word(text: str, place: Division) -> bool:
    """Whether a word of the text begins where the place does: 财政和人社 does not speak of 政和."""
    return place.start in accumulate((len(word) for word in words_in(text[: place.end + 2])), initial=0)


def _side(place: Division, home: str) -> str | None:
    if place.provinces == {home}:
        return "inside"
    return None if home in place.provinces else "outside"
