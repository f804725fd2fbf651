"""What happened to the applicant, read out of a story: of which grade and when, denied, only asked about, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advisor.answer import english
from advisor.answer.days import find_days
from advisor.answer.language import (
    DOUBTED,
    LONG_AGO,
    segments,
    sentence_at,
)
from advisor.answer.mentions import mentions
from advisor.answer.sightings import first, segment_of, sighting
from advisor.domain import Sighting
from advisor.pack.facts import FactSpec
from advisor.pack.patterns import compiled
from ingest.dates import DateSpan

_GRADED = re.compile(
    r"定性|定的|定为|认定|属于?|算|评为|结论|定级|级别|等级|不构成|够不上|没到|未达|(?:就?是|为)(?:一般|较大|重大|特大|轻微|小)|"
    + english.GRADED
)
_ANOTHER = re.compile(
    r"又|另|还(?!能|有戏|可|受|会|算|是)|再(?!没)|第二|两[起次件]|以及|同时|加上|也(?!没)|" + english.ANOTHER
)
_ELLIPTIC = re.compile(
    r"(?:我们|咱们?|俺们?|本公司|本单位|我司|我校|我院|自己|自家|公司|单位|学校|医院)(?:自己|本身|这边|公司|单位|这里|倒是|是|可)*"
    r"(?:从来|一直|都|也)?(?:没有?(?:出|受|犯)?过?|没事|没出事|没问题|干干?净净?|清白|清清白白|啥事没有)(?=$|[，。；？\s])|"
    + english.NOT_OURS
)
"""我们自己没有过: denies of oneself what was just told of somebody else"""
_ALSO = re.compile(
    r"(?:我们|咱们?|俺们?|公司|单位|厂[里子]?|学校|院里)(?:自己|本身)?(?:也|同样|一样|跟着|连带)[^，。；]{0,8}(?:了|被|过)"
)
"""公司也挂上去了: what befell somebody else befell the applicant too"""


_BESIDE = 24
"""characters around a grade in which a doubt is about it; people who type without commas ask far behind it"""
GRADES = ("lesser_certified", "lesser", "major")
"""the grades of an event in the order in which they are looked for; what an office certified comes first"""


@dataclass(frozen=True)
class Story:
    """A text prepared for reading: all of it, what is told of the applicant, that without units beside it; the offsets
    told of others, those at which something is said to have happened, and the words in quotation marks that stand in the
    policy (they name nothing)."""

    text: str
    today: date
    own: str
    alone: str
    others: tuple[tuple[int, int], ...] = ()
    happened: tuple[int, ...] = ()
    quoted: frozenset[str] = frozenset()
    applicant: str = ""
    """the relative of the asker's unit that is to apply (子公司)"""

    @classmethod
    def plain(cls, text: str, today: date) -> Story:
        """A text that speaks of the applicant alone."""
        return cls(text=text, today=today, own=text, alone=text)

    def of_others(self, offset: int) -> bool:
        """Whether what stands at `offset` is told of somebody else."""
        return any(start <= offset < end for start, end in self.others)


def read_event(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """What happened, with grade and dates: value is {"grade", "earliest", "latest"}; "none" when only denied."""
    text = story.text
    told, denied = mentions(spec, text)
    cleared = next((value for value in spec.values if value.value == "cleared"), None)
    if cleared and told and (match := first(cleared, text)):
        yield sighting(spec, "none", match[0])
        return
    shared = bool(_ALSO.search(story.own))
    ours = _separate([match for match in told if shared or not story.of_others(match.start())], story)
    for match in ours:
        yield event_at(spec, match.start(), match[0], story)
    if ours:
        return
    own_denial = next((span for span in denied if not story.of_others(span[0])), None)
    if told and (elliptic := _ELLIPTIC.search(story.own)):
        own_denial = own_denial or elliptic.span()
    if own_denial:
        yield sighting(spec, "none", text[own_denial[0] : own_denial[1]])


def event_at(spec: FactSpec, offset: int, word: str, story: Story, grade: str = "") -> Sighting:
    """The event told at `offset` by `word`, with its dates, and with its grade where none is given."""
    begin, end = segment_of(story.text, offset)
    earliest, latest = _when(offset, story)
    value = {"grade": grade or _grade(spec, offset, story), "earliest": earliest, "latest": latest}
    return sighting(spec, value, story.text[begin:end], word)


def _separate(told: list[re.Match[str]], story: Story) -> list[re.Match[str]]:
    """The mentions in order, one for each event: what only grades the one before (定的一般事故) or comes back to it
    (那次事故), without a date of its own or a word for another, is the same event."""
    dated = [span.start for span in _past(story)]
    kept: dict[int, re.Match[str]] = {}
    for match in sorted(told, key=lambda item: item.start()):
        begin, end = segment_of(story.text, match.start())
        segment = story.text[begin:end]
        own_date = any(begin <= place < end for place in dated)
        grades = bool(_GRADED.search(story.text[begin : match.end()]))
        again = bool(kept) and (grades or not (own_date or _ANOTHER.search(segment)))
        if begin not in kept and not again:
            kept[begin] = match
    return list(kept.values())


def _past(story: Story) -> list[DateSpan]:
    """The dates told that can be those of an event: none to come, and not the day of asking itself (到今天)."""
    spans = [span for span in find_days(story.text, story.today) if span.earliest < story.today]
    sure = [span for span in spans if not _is_not_its_day(story.text, span)]
    return sure or spans


def _is_not_its_day(text: str, span: DateSpan) -> bool:
    """Whether a date is one that was taken for the day (原先以为是2024年), or that of what came of it (2024年结案)."""
    begin, end = segment_of(text, span.start)
    return bool(_TAKEN_FOR.search(text[begin : span.start]) or _CAME_OF_IT.match(text[span.end : end]))


def told_of_others(spec: FactSpec, story: Story) -> bool:
    """Whether such an event is told, and only of somebody else."""
    told = mentions(spec, story.text)[0]
    return (
        bool(told) and not _ALSO.search(story.own) and all(story.of_others(match.start()) for match in told)
    )


_TAKEN_FOR = re.compile(r"(?:以为|误当|记成|说成|写成|不是|并非)(?:是|在|成)?$")
_CAME_OF_IT = re.compile(
    r"[^，。；]{0,4}(?:才|是)?(?:结的?案|归档|销号|整改完|移出|修复完?|公示(?:期满|结束)|批复(?!认定))"
)


def _scope(offset: int, story: Story) -> list[tuple[int, int]]:
    """The segments in which the grade of the event at `offset` may stand, the nearest first; other events' are not among them."""
    pieces = segments(story.text)
    at = next((i for i, (start, end) in enumerate(pieces) if start <= offset < end), 0)

    dated = [span.start for span in _past(story)]

    def is_other(index: int) -> bool:
        start, end = pieces[index]
        segment = story.text[start:end]
        held = any(start <= place < end for place in story.happened)
        another = any(start <= place < end for place in dated) or bool(_ANOTHER.search(segment))
        return held and another and not _GRADED.search(segment)

    after = []
    for index in range(at + 1, len(pieces)):
        if is_other(index):
            break
        after.append(index)
    before = []
    for index in range(at - 1, -1, -1):
        if is_other(index):
            break
        before.append(index)
    return [pieces[index] for index in (at, *after, *before)]


def _grade(spec: FactSpec, offset: int, story: Story) -> str:
    """What an office certified of the event, else the grade said nearest to it; one only asked (算不算重大) is none."""
    said = [story.text[begin:end] for begin, end in _scope(offset, story)]
    for grades in (GRADES[:1], GRADES[1:]):
        for segment in said:
            for wanted in grades:
                value = next((item for item in spec.values if item.value == wanted), None)
                if value and any(_stands(pattern, segment) for pattern in value.patterns):
                    return wanted
    return "unknown"


def _stands(pattern: str, segment: str) -> bool:
    """Whether a grade is said in a segment, and neither denied of another (没有重大的) nor asked beside it (算不算重大)."""
    match = compiled(pattern).search(segment)
    if match is None or DOUBTED.search(segment[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]):
        return False
    return not re.search(
        r"(?:没有?|无|未|不)(?:被)?(?:发生|出|定|认定|构成|算|够|达到?|属于)?(?:成|为|上|到)?过?(?:任何)?$|"
        + english.NOT_GRADED,
        segment[: match.start()],
    )


def _when(offset: int, story: Story) -> tuple[date | None, date | None]:
    """The dates of what happened at `offset`: its own segment's, else the nearest before it in its sentence, else the
    nearest of the sentence or of the text."""
    text = story.text
    spans = _past(story)
    begin, stop = segment_of(text, offset)
    start, end = sentence_at(text, offset)
    near = (
        [span for span in spans if begin <= span.start < stop]
        or [span for span in spans if start <= span.start < end]
        or spans
    )
    if not near:
        return (date.min, story.today) if LONG_AGO.search(text[start:end]) else (None, None)
    others = {segment_of(text, place)[0] for place in story.happened} - {begin}
    more = [
        span for span in spans if begin <= span.start < end and segment_of(text, span.start)[0] not in others
    ]
    if len(more) > 1 and _ANOTHER.search(text[more[0].end : end]):
        return min(span.earliest for span in more), min(max(span.latest for span in more), story.today)
    span = min(near, key=lambda item: (item.start > offset, abs(item.start - offset)))
    return span.earliest, min(span.latest, story.today)
