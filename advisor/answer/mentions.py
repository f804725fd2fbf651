"""Where a text says that an event happened, where it denies it, and where it only asks about such events."""

from __future__ import annotations

import re

from advisor.answer import english
from advisor.answer.apart import ELLIPTIC
from advisor.answer.language import ABOUT_RULE, DENIED_TWICE, MINE, asks_outright, has_exception, polarity
from advisor.answer.sightings import is_of_the_trade, segment_of
from advisor.pack.facts import FactSpec
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled

_AHEAD = re.compile(r"将来|以后(?!才)|日后|万一|今后|" + english.AHEAD)
_WHAT_IF = re.compile(
    r"几年[之以]?内|多少年(?!都|来|没|不|一直)|(?:怎么?|如何)(?:算|认定|划分|界定|定义|分)|哪(?:些|种|级|类|个级)|什么样|包括|会咋样|会怎么?样|啥后果|什么后果|咋处理|怎么处理|"
    + english.WHAT_IF
)
"""a question about such events at large"""
_HAPPENED = re.compile(
    r"(?<!超)(?<!通)(?<!经)过(?!期|程|户|关|年|去|后|分)|了(?!解|吗|没)|[去前今大]年|\d{2,4}年(?!内)|上个?月|"
    r"我们|我司|咱|俺|被|刚|本公司|" + english.HAPPENED
)
_ONE_DAY = re.compile(
    r"[去前今大]年|\d{2,4}年(?!内)|上个?月|我们|我司|咱|俺|被|刚|本公司|\b(?:we|our|last year|ago|in (?:19|20)\d\d)\b"
)


_COUNTS_AS = re.compile(r"(?:算不算|会不会算|是不是算|属不属于|是否属于|算是?)(?:是|作)?$")
"""请吃饭算不算违规: whether a thing counts as one, where nothing is said to have been done"""
_WISHED = re.compile(
    r"想|要|打算|计划|准备|申请|建[成设个一了]|获|得[了到]|拿|办|成立|招|买|"
    r"\b(?:plan|want|wish|hope|will|built|build|open|apply|got|won|get|buy|bought|now)\w*"
)
"""words for what one would have or was given, no event"""


def offsets_of_events(text: str, pack: Pack) -> tuple[int, ...]:
    """Where any event of the pack is said to have happened."""
    found: set[int] = set()
    for spec in pack.facts:
        if spec.kind == "event":
            found.update(match.start() for match in mentions(spec, text)[0])
    return tuple(sorted(found))


def words_for_events(text: str, pack: Pack) -> tuple[tuple[int, int], ...]:
    """Offsets of every word for an event of the pack, told, denied or only asked about."""
    patterns = (pattern for spec in pack.facts if spec.kind == "event" for pattern in spec.words)
    return tuple(match.span() for pattern in patterns for match in compiled(pattern).finditer(text))


def mentions(spec: FactSpec, text: str) -> tuple[list[re.Match[str]], list[tuple[int, int]]]:
    """Where the event is said to have happened, and the spans in which it is denied; mere questions are neither."""
    none = next((value for value in spec.values if value.value == "none"), None)
    denied = [
        match.span()
        for pattern in (none.patterns if none else ())
        for match in compiled(pattern).finditer(text)
        if not (text[: match.start()].endswith("有") or asks_outright(text, match.start()))
        and not DENIED_TWICE.search(text[slice(*segment_of(text, match.start()))])
        and not _about_rule_only(text)
        and not has_exception(text, *match.span())
    ]
    happened, excepted = [], []
    for pattern in spec.words:
        for match in compiled(pattern).finditer(text):
            begin, end = segment_of(text, match.start())
            segment = text[begin:end]
            if any(start <= match.start() < stop for start, stop in denied):
                continue
            if is_of_the_trade(text, match.start(), match.end()):
                continue
            if _only_asked(text, segment, match.start() - begin) or asks_outright(text, match.start()):
                continue
            if polarity(segment, match.start() - begin, match.end() - begin) is not False:
                happened.append(match)
            elif has_exception(text, *match.span()):
                excepted.append(match)
            else:
                denied.append((begin, end))
    happened += [match for match in ELLIPTIC.finditer(text) if _goes_on(text, match.start(), happened)]
    return happened or excepted, denied


def _goes_on(text: str, offset: int, happened: list[re.Match[str]]) -> bool:
    """Whether another is told at `offset` of what just happened: in its piece or the one before."""
    here = segment_of(text, offset)
    if _WISHED.search(text[slice(*here)]):
        return False
    return any(
        (match.start() < offset and text[match.end() : here[0]].strip("， ") == "")
        or segment_of(text, match.start())[1] + 1 >= here[0] > match.start()
        for match in happened
    )


def _about_rule_only(text: str) -> bool:
    """Whether a text asks about the rule and speaks of nobody's own case."""
    return bool(ABOUT_RULE.search(text)) and not _HAPPENED.search(text) and not MINE.search(text)


def _only_asked(text: str, segment: str, offset: int) -> bool:
    """Whether a segment speaks of what may come, or of the rule, and not of anything that happened."""
    if _AHEAD.search(segment[:offset]) or (
        _COUNTS_AS.search(segment[:offset]) and not _HAPPENED.search(text)
    ):
        return True
    if MINE.search(segment):
        return False
    if is_what_if(segment):
        return True
    return bool(ABOUT_RULE.search(text)) and not _HAPPENED.search(segment)


def is_what_if(segment: str) -> bool:
    """Whether a segment asks what would come of such a thing (出了重大事故几年内不能报, 造假会咋样), and tells of no day."""
    return bool(_WHAT_IF.search(segment)) and not _ONE_DAY.search(segment)
