"""The applicant's own facts, read out of a story by the patterns of facts.yaml; each with the words it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from advisor.answer.events import Story, is_what_if, offsets_of_events, read_event, told_of_others
from advisor.answer.language import ABOUT_RULE, ASKED, MINE, polarity, segments, sentence_at
from advisor.answer.places import read_place
from advisor.answer.sightings import matches, segment_of, set_right, sighting
from advisor.answer.whose import alone, applicant_of, others, own
from advisor.domain import Fact, Sighting
from advisor.pack.model import FactSpec, Pack
from advisor.pack.patterns import compiled
from ingest.chinese import find_numbers

_QUOTED = re.compile(r"[“\"「『《‘'【]([^”\"」』》’'】]{2,40})[”\"」』》’'】]")
_PLATFORM = re.compile(r"(?:实验室|中心|基地|机构|平台)$")
_BESIDE = re.compile(r"(?:和|与|跟|同|给|向|帮|为|替|卖给|服务)[^，。我咱俺]{0,7}$")
_UNIT_OF = re.compile(
    r"$|[，。；、？！?!）)\s]|(?:联合|合作|共建|参与|外|省|本|成员|兄弟)?(?:单位|企业|公司|高校|大学|学校|院|所|机构|伙伴|厂|家)|一起|一块|联合|合(?!伙人)|共|抱|凑|报|弄|搞|申|行|可以|跟|干|参|来|超|吗|呢|了|都|的"
)
_TOTAL = re.compile(
    r"一共|总共|加上|连(?:同)?|含|包括|合计|拢共|[家个所](?:单位|企业|公司|学校|高校)?(?:一起|一块|联合|合伙|抱团|合着|凑)"
)
_APART = re.compile(
    r"之外|另外|另|再|除|还(?:有|拉|联合)|拉了?|找了?|外加|伙伴|合作单位|联合(?:建设)?单位|partner"
)
_SPOKEN = re.compile(r"我|咱|俺|[吗不没](?=$|[，。？])|能[不报]")
"""what stands in quotation marks is speech, no name: “我们德州的公司，能报不”"""
_DECLARED = re.compile(r"(?:登记|注册|性质|证书?上|执照上?)[^，。；]{0,6}(?:是|为|成|写的?)[^，。；]{0,2}$")
"""what leads the kind a unit is registered as: 登记的是民办非企业"""
_NO_NAME = re.compile(r"报|申请|自己|我们|(?<!有限)公司|有没有|[像要能可必得吗]|怎|什么|哪")
_LIMIT = re.compile(r"上限|最多|至多|不(?:能|得)?超过?|超过?|限|别超")
_ABOUT = re.compile(r"[一二三四五六七八九]{2}[个家]")
"""七八个 is no number"""
_CHANGED_TO = re.compile(
    r"(?:砍|减|降|缩|改|增|加|变|换|换成|退)(?:到|成|为|掉了?只剩)?$|只(?:剩|留|拉|找|要)$|(?:就|换成|要是|如果)[^，。]{0,4}$"
)
_ADDED = re.compile(r"(?:再|又|多|另外?)(?:拉|加|添|找|来|增|带|叫)?(?:进来?|上|了|个)*$")
_LISTED = re.compile(
    r"联合(?:建设)?单位(?:分别|依次)*(?:为|是|有|：)+([^，。；？、]{2,}(?:、[^，。；？、]{2,})+)"
)
"""联合单位分别为甲大学、乙集团、丙研究所: the partners by name"""
_ARTICLE = re.compile(r"一[个家所]")
_JOINED = re.compile(r"联合|共建|牵头|伙伴|partner|joint")
_HAPPENED = re.compile(r"了(?!解|吗|没)|[去前今]年|\d{2,4}年")
_LACKED = re.compile(
    r"^(?:可是?|但是?)?(?:我们?|咱们?|俺们?|我[司校院])(?:这边|这里|学校|公司|单位)?(?:都|也|还|暂时)?(?:没有?|缺|不具备)$"
)
_THEIRS = re.compile(
    r"^(?!我们|咱|俺)[^，。；]{1,12}是(?:人家|别人|学校|医院|大学|集团|总公司|母公司|对方|合作(?:方|单位|企业)|隔壁[^，。；]{0,4})的$"
)
"""博士后站是学校的: what belongs to somebody else"""
_HELD = re.compile(
    r"^(?:我们?|咱们?|俺们?|我[司校院])(?:这边|这里|学校|公司|单位)?(?:都|也)?(?:有|具备)(?:的|了)?$"
)

Reader = Callable[[FactSpec, Story], Iterator[Sighting]]


def read_story(text: str, pack: Pack, today: date) -> dict[str, Fact]:
    """Facts by name. `text` is normalised; relative dates are read from `today`. The first sighting gives the value.

    The names of platform types and the name in quotation marks are blanked out first: to apply for a type, or to
    call it something, tells nothing of what the unit has or where it is.
    """
    whole = _prepared(text, pack, today)
    found = {}
    for spec in pack.facts:
        sightings = tuple(_READERS[spec.kind](spec, whole))
        if sightings:
            found[spec.name] = Fact(name=spec.name, value=sightings[0].value, sightings=sightings)
    return found


def read_fact(spec: FactSpec, text: str, today: date) -> tuple[Sighting, ...]:
    """Every sighting of one fact in a text that speaks of the applicant alone."""
    return tuple(_READERS[spec.kind](spec, Story.plain(text, today)))


def events_of_others(text: str, pack: Pack, today: date) -> frozenset[str]:
    """Names of the events told only of somebody else (a subsidiary's accident)."""
    whole = _prepared(text, pack, today)
    return frozenset(spec.name for spec in pack.facts if spec.kind == "event" and told_of_others(spec, whole))


def _prepared(text: str, pack: Pack, today: date) -> Story:
    spans = tuple(others(text))
    blanked = _without_names(_without_types(_without_called(text, pack), pack))
    return Story(
        text=text,
        today=today,
        own=_both(blanked, own(text)),
        alone=_both(blanked, alone(text)),
        others=spans,
        happened=offsets_of_events(text, pack),
        applicant=applicant_of(text),
        quoted=frozenset(
            match[1]
            for match in _QUOTED.finditer(text)
            if any(match[1] in source for source in pack.texts.values())
        ),
    )


def _both(first: str, second: str) -> str:
    """The text with what is blank in either blanked out."""
    return "".join("□" if "□" in (a, b) else a for a, b in zip(first, second, strict=True))


def _without_types(text: str, pack: Pack) -> str:
    """The text with every mention of a platform type replaced by blanks of the same length."""
    for patterns in pack.lexicon.tracks.values():
        for pattern in patterns:
            text = compiled(pattern).sub(lambda match: "□" * len(match[0]), text)
    return text


def _without_names(text: str) -> str:
    """The text with the names in quotation marks blanked out."""
    return _QUOTED.sub(lambda match: match[0] if _SPOKEN.search(match[1]) else "□" * len(match[0]), text)


def _without_called(text: str, pack: Pack) -> str:
    """The text with the names that follow a word of naming blanked out (叫某某有限公司创新实验室)."""
    for spec in pack.facts:
        if spec.kind == "name":
            for match in _called(spec, text):
                text = text[: match.start(1)] + "□" * len(match[1]) + text[match.end(1) :]
    return text


def _called(spec: FactSpec, text: str) -> Iterator[re.Match[str]]:
    """Names without quotation marks after a word of naming."""
    words = "|".join(re.escape(word) for word in spec.words)
    pattern = rf"(?:{words})(?:为|成|作|是|个)?[:：，]?([\w+＋]{{3,24}}?{_PLATFORM.pattern[:-1]})"
    return (match for match in re.finditer(pattern, text) if not _NO_NAME.search(match[1]))


def _choice(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Telling values in their order; of the ordinary ones the one named first, partners and customers left out."""
    text = story.alone
    border = set_right(text)
    found: list[tuple[tuple[int, ...], Sighting]] = []
    for order, value in enumerate(spec.values):
        told = [
            match for match in matches(value, text) if not (spec.stated and _only_asked(text, match.start()))
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


def _only_asked(text: str, offset: int) -> bool:
    """Whether a mention stands in a question about the rule (哪一条规定了弄虚作假)."""
    begin, end = segment_of(text, offset)
    if is_what_if(text[begin:end]):
        return True
    if MINE.search(text) or _HAPPENED.search(text[begin:end]):
        return bool(ABOUT_RULE.search(text[begin:end])) and not MINE.search(text[begin:end])
    return bool(ABOUT_RULE.search(text))


def _have(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Yes and no sightings; a denial comes first, since it is said on purpose, but not of one of several alternatives.

    A segment that tells of something that happened (机房着过火) tells nothing of what the unit has.
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
            or any(start <= place < end for place in story.happened)
        ):
            continue
        had = polarity(segment, found.start(), found.end())
        if (had is not False and ASKED.search(segment)) or had is None:
            had = _said_next(text, pieces, number)
        if had is not None:
            said = story.text[start:end]
            seen.append(sighting(spec, "yes" if had else "no", said, "有" if had else "没有"))
    first = "yes" if spec.any else "no"
    yield from sorted(seen, key=lambda each: each.value != first)


def _said_next(text: str, pieces: list[tuple[int, int]], number: int) -> bool | None:
    """Whether the piece after one that only asks or hears of a thing says that it is had (我们没有)."""
    if number + 1 >= len(pieces):
        return None
    start, end = pieces[number + 1]
    said = text[start:end].strip()
    return False if _LACKED.match(said) else True if _HELD.match(said) else None


def _count(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """A number of units near a word of joining; the label says total when the number is that of all together.

    A number said of all together comes first, unless it only adds the asker to a number of partners; then the largest.
    """
    text = _without_names(story.text)
    seen: list[Sighting] = []
    if listed := _LISTED.search(text):
        named = [each for each in re.split(r"[、和及]|以及", listed[1]) if each.strip()]
        yield sighting(spec, len(named), listed[0], "partners")
        return
    for number in find_numbers(text):
        start, end = segment_of(text, number.start)
        begin, stop = sentence_at(text, number.start)
        around = text[max(begin, start - 24) : min(stop, end + 24)]
        before = text[start : number.start]
        if before.endswith("哪") or _LIMIT.search(before) or _ABOUT.match(text[number.start :]):
            continue
        unit = text[number.end : number.end + 1]
        if unit not in spec.units or not any(word in around for word in spec.words):
            continue
        if not _UNIT_OF.match(text[number.end + 1 :]) or (
            _ARTICLE.match(text[number.start :]) and not _JOINED.search(around)
        ):
            continue
        total = bool(_TOTAL.search(text[start:end])) and not _APART.search(text[start:end])
        seen.append(sighting(spec, int(number.value), text[start:end], "total" if total else "partners"))
    partners = {each.value for each in seen if each.label == "partners"}
    seen = [each for each in seen if each.label == "partners" or each.value - 1 not in partners]
    yield from sorted(seen, key=lambda each: (each.label != "total", -each.value))


def count_changed(spec: FactSpec, text: str, before: int) -> int | None:
    """The number a question changes the earlier count to (砍到2家; 再拉2家), None when it changes nothing."""
    for number in find_numbers(text):
        unit = text[number.end : number.end + 1]
        if unit in spec.units and _ADDED.search(text[: number.start]):
            return before + int(number.value)
        if unit in spec.units and _CHANGED_TO.search(text[: number.start]):
            return int(number.value)
    return None


def _name(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Names in quotation marks or after a word of naming; one that ends as a platform's does comes first."""
    text = story.text
    quoted = []
    for match in _QUOTED.finditer(text):
        around = text[max(0, match.start() - 14) : match.end() + 10]
        whole = bool(_PLATFORM.search(match[1]))
        if not whole and match[1] in story.quoted:
            continue
        if whole or any(word in around for word in spec.words):
            quoted.append((not whole, sighting(spec, match[1], match[0])))
    yield from (each for _, each in sorted(quoted, key=lambda item: item[0]))
    for match in _called(spec, text):
        yield sighting(spec, match[1], match[0])


_READERS: dict[str, Reader] = {
    "choice": _choice,
    "have": _have,
    "event": read_event,
    "place": read_place,
    "count": _count,
    "name": _name,
}
