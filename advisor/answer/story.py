"""The applicant's own facts, read out of a story by the patterns of facts.yaml; each with the words it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from advisor.answer.apart import apart
from advisor.answer.counts import read_count
from advisor.answer.events import Story, read_event, told_of_others
from advisor.answer.had import doubted
from advisor.answer.hindrance import settled
from advisor.answer.language import (
    ABOUT_RULE,
    ASKED,
    MINE,
    asks_outright,
    polarity,
    segments,
    unsettled,
)
from advisor.answer.mentions import is_what_if, offsets_of_events, words_for_events
from advisor.answer.names import QUOTED, read_name, without_called, without_names, without_types
from advisor.answer.places import read_place
from advisor.answer.sightings import GONE, is_of_the_trade, matches, segment_of, set_right, sighting
from advisor.answer.told import completed
from advisor.answer.whose import alone, applicant_of, beside, others, own
from advisor.domain import Fact, Sighting
from advisor.pack.facts import FactSpec
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from advisor.retrieval.hashed import BLANK

_BESIDE = re.compile(r"(?:和|与|跟|同|给|向|帮|为|替|卖给|服务)[^，。我咱俺]{0,7}$")
_DECLARED = re.compile(r"(?:登记|注册|性质|证书?上|执照上?)[^，。；]{0,6}(?:是|为|成|写的?)[^，。；]{0,2}$")
"""what leads the kind a unit is registered as: 登记的是民办非企业"""
_HAPPENED = re.compile(r"了(?!解|吗|没)|[去前今]年|\d{2,4}年")
_LACKED = re.compile(
    r"^(?:可是?|但是?)?(?:我们?|咱们?|俺们?|我[司校院])(?:这边|这里|学校|公司|单位)?(?:都|也|还|暂时)?(?:没有?|缺|不具备)$"
)
_NONE_OF_IT = re.compile(
    r"^(?:现在)?(?:一[样个条项]|啥|全|统统|哪样|都)(?:全|都|也)?(?:没有?|缺|不具备)(?:了|的)?$"
)
"""一样没有: says of what was listed before that nothing of it is had"""
_THEIRS = re.compile(
    r"^(?!我们|咱|俺)[^，。；]{1,12}是(?:人家|别人|学校|医院|大学|集团|总公司|母公司|对方|合作(?:方|单位|企业)|隔壁[^，。；]{0,4})的$"
)
"""博士后站是学校的: what belongs to somebody else"""
_CALLED_SO = re.compile(
    r"(?:算不算|会不会|是不是|不是|算作?|属于|构成|认定为?|当成|视为|看成|说成|怀疑|担心|怕)(?:被)?(?:算|说|当|认定|认为)?(?:作|成|是|为)?[^，。；]{0,2}$"
)
"""会不会算造假: whether something is that is what is asked"""
_HELD = re.compile(
    r"^(?:我们?|咱们?|俺们?|我[司校院])(?:这边|这里|学校|公司|单位)?(?:都|也)?(?:有|具备)(?:的|了)?$"
)

Reader = Callable[[FactSpec, Story], Iterator[Sighting]]


def read_story(text: str, pack: Pack, today: date) -> dict[str, Fact]:
    """Facts by name. `text` is normalised; relative dates are read from `today`. The first sighting gives the value.

    The names of platform types and the name in quotation marks are blanked out first: to apply for a type, or to
    call it something, tells nothing of what the unit has or where it is.
    """
    story = prepared(text, pack, today)
    return settled(completed(doubted(worded(story, pack), story, pack), story, pack), story, pack)


def worded(story: Story, pack: Pack) -> dict[str, Fact]:
    """The facts that the patterns of facts.yaml read, before it is weighed whose the hindrances among them are."""
    found = {}
    for spec in pack.facts:
        sightings = tuple(_READERS[spec.kind](spec, story))
        if sightings:
            found[spec.name] = Fact(name=spec.name, value=sightings[0].value, sightings=sightings)
    return found


def read_fact(spec: FactSpec, text: str, today: date) -> tuple[Sighting, ...]:
    """Every sighting of one fact in a text that speaks of the applicant alone."""
    return tuple(_READERS[spec.kind](spec, Story.plain(text, today)))


def events_of_others(text: str, pack: Pack, today: date) -> frozenset[str]:
    """Names of the events told only of somebody else (a subsidiary's accident)."""
    whole = prepared(text, pack, today)
    return frozenset(spec.name for spec in pack.facts if spec.kind == "event" and told_of_others(spec, whole))


def prepared(text: str, pack: Pack, today: date) -> Story:
    """The text as it is read: others, names and types set apart."""
    text = apart(text, words_for_events(text, pack), today)
    spans = (*others(text), *beside(text))
    quoted = frozenset(
        match[1]
        for match in QUOTED.finditer(text)
        if any(match[1] in source for source in pack.texts.values())
    )
    blanked = without_names(without_types(without_called(text, pack), pack), quoted)
    return Story(
        text=text,
        today=today,
        own=_both(blanked, own(text)),
        alone=_both(blanked, alone(text)),
        others=spans,
        happened=offsets_of_events(text, pack),
        applicant=applicant_of(text),
        quoted=quoted,
    )


def _both(first: str, second: str) -> str:
    """The text with what is blank in either blanked out."""
    return "".join(BLANK if BLANK in (a, b) else a for a, b in zip(first, second, strict=True))


def _choice(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Telling values in their order; of the ordinary ones the one named first, partners and customers left out."""
    text = story.alone
    border = set_right(text)
    found: list[tuple[tuple[int, ...], Sighting]] = []
    for order, value in sorted(enumerate(spec.values), key=lambda item: item[1].fallback):
        if value.fallback and found:
            break
        told = [
            match
            for match in matches(value, text)
            if not (spec.stated and _is_only_spoken_of(text, match.start(), match.end()))
        ]
        if not told:
            continue
        match = next((each for each in told if each.start() >= border), told[0])
        late = int(match.start() < border)
        ordinary = value.ordinary and not _DECLARED.search(text[max(0, match.start() - 14) : match.start()])
        beside = _BESIDE.search(text[max(0, match.start() - 8) : match.start()]) if value.ordinary else None
        rank = (late, int(ordinary), int(bool(beside)), match.start() if ordinary else order)
        said = story.text[match.start() : match.end()]
        found.append((rank, sighting(spec, value.value, said, value.label)))
    yield from (each for _, each in sorted(found, key=lambda item: item[0]))


def _is_only_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether a mention tells of nothing that was done: a question about the rule, or a subject of the unit's work."""
    begin, _ = segment_of(text, start)
    asked = _only_asked(text, start) or bool(_CALLED_SO.search(text[begin:start]))
    return asked or is_of_the_trade(text, start, end)


def _only_asked(text: str, offset: int) -> bool:
    """Whether a mention stands in a question about the rule (哪一条规定了弄虚作假)."""
    begin, end = segment_of(text, offset)
    if is_what_if(text[begin:end]) or asks_outright(text, offset):
        return True
    if MINE.search(text) or _HAPPENED.search(text[begin:end]):
        return bool(ABOUT_RULE.search(text[begin:end])) and not MINE.search(text[begin:end])
    return bool(ABOUT_RULE.search(text))


def _have(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Yes and no sightings; a denial comes first, since it is said on purpose, but not of one of several alternatives.

    A segment that tells of something that happened (机房着过火) or is gone (团队散了) tells nothing of what the unit has.
    """
    text = story.own
    if spec.when and not any(compiled(pattern).search(story.text) for pattern in spec.when):
        return
    seen: list[Sighting] = []
    pieces = segments(text)
    for number, (start, end) in enumerate(pieces):
        segment = text[start:end]
        found = next((match for word in spec.words if (match := compiled(word).search(segment))), None)
        if (
            found is None
            or _THEIRS.match(segment.strip())
            or GONE.match(segment[found.end() :])
            or asks_outright(text, start + found.start())
            or any(start <= place < end for place in story.happened)
        ):
            continue
        had = polarity(segment, found.start(), found.end())
        following = _next(text, pieces, number)
        doubtful = "" if ASKED.search(segment) else unsettled(segment, following)
        if (had is not False and ASKED.search(segment)) or had is None:
            had = _said_next(text, pieces, number)
        if doubtful:
            had, end = True, start + len(doubtful)
        elif had and _NONE_OF_IT.match(following):
            had = False
        if had is not None:
            said = story.text[start:end]
            seen.append(sighting(spec, "yes" if had else "no", said, "有" if had else "没有"))
    first = "yes" if spec.any else "no"
    yield from sorted(seen, key=lambda each: each.value != first)


def _said_next(text: str, pieces: list[tuple[int, int]], number: int) -> bool | None:
    """Whether the piece after one that only asks or hears of a thing says that it is had (我们没有)."""
    said = _next(text, pieces, number)
    return False if _LACKED.match(said) else True if _HELD.match(said) else None


def _next(text: str, pieces: list[tuple[int, int]], number: int) -> str:
    """The piece after one, "" after the last."""
    return text[slice(*pieces[number + 1])].strip() if number + 1 < len(pieces) else ""


_READERS: dict[str, Reader] = {
    "choice": _choice,
    "have": _have,
    "event": read_event,
    "place": read_place,
    "count": read_count,
    "name": read_name,
}
