"""The asker's own facts, read out of a story by the patterns of facts.yaml; each with the words it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from advisor.answer.language import DOUBTED, polarity, segments, sentence_at
from advisor.answer.whose import others, own
from advisor.domain import Fact, Sighting
from advisor.pack.model import FactSpec, FactValue, Pack
from advisor.pack.patterns import compiled
from ingest.chinese import find_numbers
from ingest.dates import find_dates
from ingest.divisions import Division, find_divisions

_QUOTED = re.compile(r"[“\"「『《‘'【]([^”\"」』》’'】]{2,40})[”\"」』》’'】]")
_PLATFORM = re.compile(r"(?:实验室|中心|基地|机构|平台)$")
_UNNEEDED = re.compile(r"不用|无需|不必|不需要")
_NOT_SELF = re.compile(r"(?:不是|并非|不算|又不是|既非|亦非|也非)[^，。]{0,3}$")
_BESIDE = re.compile(r"(?:和|与|跟|同|给|向|帮|为|替|卖给|服务)[^，。我咱俺]{0,7}$")
_UNIT_OF = re.compile(
    r"$|[，。；、？！?!）)\s]|(?:联合|合作|共建|参与|外|省|本|成员|兄弟)?(?:单位|企业|公司|高校|大学|学校|院|所|机构|伙伴|厂|家)|一起|一块|联合|合|共|抱|凑|报|弄|搞|申|行|可以|超|吗|呢|了|都|的"
)
_OTHERS = re.compile(
    r"(?<!们)(?:子公司|母公司|分公司|关联公司|股东|法人代表|法定代表人|法人(?=去年|前年|个人|因|被)|老板|员工|供应商|客户|合作(?:方|单位|伙伴)|"
    r"联合(?:建设)?单位|同行|隔壁|别的公司|上级)"
)
_TOTAL = re.compile(
    r"一共|总共|加上|连(?:同)?|含|包括|合计|拢共|[家个所](?:单位|企业|公司|学校|高校)?(?:一起|一块|联合|合伙|抱团|合着|凑)"
)
_APART = re.compile(
    r"之外|另外|另|再|除|还(?:有|拉|联合)|拉了?|找了?|外加|伙伴|合作单位|联合(?:建设)?单位|partner"
)

Reader = Callable[[FactSpec, str, date], Iterator[Sighting]]


def read_story(text: str, pack: Pack, today: date) -> dict[str, Fact]:
    """Facts by name. `text` is normalised; relative dates are read from `today`. The first sighting gives the value.

    The names of platform types are blanked out first: to apply for a type tells nothing of what the unit has.
    """
    found = {}
    blanked = _without_types(text, pack)
    told = {"name": text, "choice": own(blanked), "have": own(blanked), "place": own(blanked)}
    for spec in pack.facts:
        sightings = read_fact(spec, told.get(spec.kind, blanked), today)
        if sightings:
            found[spec.name] = Fact(name=spec.name, value=sightings[0].value, sightings=sightings)
    return found


def read_fact(spec: FactSpec, text: str, today: date) -> tuple[Sighting, ...]:
    """Every sighting of one fact in a text."""
    return tuple(_READERS[spec.kind](spec, text, today))


def _without_types(text: str, pack: Pack) -> str:
    """The text with every mention of a platform type replaced by blanks of the same length."""
    for patterns in pack.lexicon.tracks.values():
        for pattern in patterns:
            text = compiled(pattern).sub(lambda match: "□" * len(match[0]), text)
    return text


def _sighting(spec: FactSpec, value: Any, quote: str, label: str | None = None) -> Sighting:
    return Sighting(value=value, by="pattern", quote=quote, label=label or _label(spec, value))


def _label(spec: FactSpec, value: Any) -> str:
    return next((item.label for item in spec.values if item.value == value), str(value))


def _choice(spec: FactSpec, text: str, today: date) -> Iterator[Sighting]:
    """Telling values in their order; of the ordinary ones the one named first, partners and customers left out."""
    ordinary: list[tuple[int, Sighting]] = []
    for value in spec.values:
        match = _first(value, text)
        if match and value.ordinary:
            beside = bool(_BESIDE.search(text[max(0, match.start() - 8) : match.start()]))
            ordinary.append(
                (match.start() + len(text) * beside, _sighting(spec, value.value, match[0], value.label))
            )
        elif match:
            yield _sighting(spec, value.value, match[0], value.label)
    yield from (sighting for _, sighting in sorted(ordinary, key=lambda item: item[0]))


def _first(value: FactValue, text: str) -> re.Match[str] | None:
    for pattern in value.patterns:
        for match in compiled(pattern).finditer(text):
            start, end = sentence_at(text, match.start())
            if _NOT_SELF.search(text[start : match.start()]):
                continue
            if any(compiled(other).search(text[start:end]) for other in value.unless):
                continue
            return match
    return None


def _have(spec: FactSpec, text: str, today: date) -> Iterator[Sighting]:
    """Yes and no sightings; a denial comes first, since it is said on purpose, but not of one of several alternatives."""
    seen: list[Sighting] = []
    for start, end in segments(text):
        segment = text[start:end]
        word = next((word for word in spec.words if word in segment), None)
        if word is None:
            continue
        at = segment.find(word)
        had = polarity(segment, at, at + len(word))
        if had is not None:
            seen.append(_sighting(spec, "yes" if had else "no", segment, "有" if had else "没有"))
    first = "yes" if spec.any else "no"
    yield from sorted(seen, key=lambda sighting: sighting.value != first)


def _event(spec: FactSpec, text: str, today: date) -> Iterator[Sighting]:
    """What happened, with grade and dates: value is {"grade", "earliest", "latest"}; "none" when only denied.

    What befell somebody else weighs on the asker in a way only the office can tell, unless the asker denies it of oneself.
    """
    theirs = others(text)
    cleared = next((value for value in spec.values if value.value == "cleared"), None)
    if cleared and (match := _first(cleared, text)):
        yield _sighting(spec, "none", match[0])
        return
    told, denied = _told(spec, text)
    befell = [match for match in told if not _of_others(text, match.start(), theirs)]
    own_denial = next((span for span in denied if not _of_others(text, span[0], theirs)), None)
    for match in told if befell or not own_denial else []:
        begin, end = _segment_of(text, match.start())
        when = _when(text, match.start(), today)
        grade = _grade(spec, text, match.start()) if match in befell else "unknown"
        value = {"grade": grade, "earliest": when[0], "latest": when[1]}
        yield _sighting(spec, value, text[begin:end], match[0])
    if denied and not befell and (own_denial or not told):
        span = own_denial or denied[0]
        yield _sighting(spec, "none", text[span[0] : span[1]])


def _told(spec: FactSpec, text: str) -> tuple[list[re.Match[str]], list[tuple[int, int]]]:
    """Where the event is said to have happened, and the spans in which it is denied."""
    none = next((value for value in spec.values if value.value == "none"), None)
    denied = [
        match.span()
        for pattern in (none.patterns if none else ())
        for match in compiled(pattern).finditer(text)
    ]
    happened = []
    for pattern in spec.words:
        for match in compiled(pattern).finditer(text):
            begin, end = _segment_of(text, match.start())
            inside = any(start <= match.start() < stop for start, stop in denied)
            if inside or polarity(text[begin:end], match.start() - begin, match.end() - begin) is False:
                denied.append((begin, end))
            else:
                happened.append(match)
    return happened, denied


def _of_others(text: str, offset: int, theirs: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands at `offset` is told of somebody else."""
    begin, _ = _segment_of(text, offset)
    return bool(_OTHERS.search(text[begin:offset])) or any(start <= offset < end for start, end in theirs)


def _grade(spec: FactSpec, text: str, offset: int) -> str:
    start, end = sentence_at(text, offset)
    for wanted in ("lesser", "major"):
        value = next((item for item in spec.values if item.value == wanted), None)
        for begin, stop in ((start, end), (0, len(text))):
            if value and any(_graded(text, begin, stop, pattern) for pattern in value.patterns):
                return wanted
    return "unknown"


def _graded(text: str, start: int, end: int, pattern: str) -> bool:
    """Whether the grade is stated there; a grade inside a question (算不算重大) is not."""
    for match in re.finditer(pattern, text[start:end]):
        begin, stop = _segment_of(text, start + match.start())
        if not DOUBTED.search(text[begin:stop]):
            return True
    return False


def _when(text: str, offset: int, today: date) -> tuple[date | None, date | None]:
    """The dates of what happened at `offset`: those of its sentence nearest to it, else the nearest before it."""
    spans = [span for span in find_dates(text, today) if span.earliest <= today]
    start, end = sentence_at(text, offset)
    inside = [span for span in spans if start <= span.start < end] or spans
    if not inside:
        return None, None
    span = min(inside, key=lambda item: (item.start > offset, abs(item.start - offset)))
    return span.earliest, min(span.latest, today)


def _place(spec: FactSpec, text: str, today: date) -> Iterator[Sighting]:
    """inside / outside the pack's division; a place beside a word of registration wins, a parent's place is left out."""
    scored: list[tuple[int, Sighting]] = []
    for place in find_divisions(text) if spec.division else ():
        start, end = _segment_of(text, place.start)
        segment = text[start:end]
        value = _side(place, spec.division)
        if value and not _UNNEEDED.search(segment):
            others = any(compiled(unit).search(segment) for unit in spec.units)
            registered = any(word in segment for word in spec.words)
            rank = (2 if registered else 4) if others else (0 if registered else 1)
            scored.append((rank, _sighting(spec, value, segment, place.quote)))
    for value_spec in spec.values:
        match = _first(value_spec, text)
        if match:
            scored.append((3, _sighting(spec, value_spec.value, match[0], match[0])))
    yield from (sighting for rank, sighting in sorted(scored, key=lambda item: item[0]) if rank < 4)


def _side(place: Division, home: str) -> str | None:
    if place.provinces == {home}:
        return "inside"
    return None if home in place.provinces else "outside"


def _segment_of(text: str, offset: int) -> tuple[int, int]:
    return next(((s, e) for s, e in segments(text) if s <= offset < e), (0, len(text)))


def _count(spec: FactSpec, text: str, today: date) -> Iterator[Sighting]:
    """A number of units near a word of joining; the label says total when the number is that of all together.

    A number said of all together comes first, then the largest.
    """
    seen: list[Sighting] = []
    for number in find_numbers(text):
        start, end = _segment_of(text, number.start)
        around = text[max(0, start - 24) : end]
        unit = text[number.end : number.end + 1]
        if unit not in spec.units or not any(word in around for word in spec.words):
            continue
        if not _UNIT_OF.match(text[number.end + 1 :]):
            continue
        total = bool(_TOTAL.search(text[start:end])) and not _APART.search(text[start:end])
        seen.append(_sighting(spec, int(number.value), text[start:end], "total" if total else "partners"))
    yield from sorted(seen, key=lambda sighting: (sighting.label != "total", -sighting.value))


def _name(spec: FactSpec, text: str, today: date) -> Iterator[Sighting]:
    for match in _QUOTED.finditer(text):
        around = text[max(0, match.start() - 14) : match.end() + 10]
        if any(word in around for word in spec.words) or _PLATFORM.search(match[1]):
            yield _sighting(spec, match[1], match[0])
    words = "|".join(re.escape(word) for word in spec.words)
    for match in re.finditer(
        rf"(?:{words})(?:为|成|作|是|个)?[:：]?([\w+＋]{{3,24}}?{_PLATFORM.pattern[:-1]})", text
    ):
        yield _sighting(spec, match[1], match[0])


_READERS: dict[str, Reader] = {
    "choice": _choice,
    "have": _have,
    "event": _event,
    "place": _place,
    "count": _count,
    "name": _name,
}
