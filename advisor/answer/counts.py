"""How many units apply together, read out of a story: told as a number, by name, all together, or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.answer.days import NUMBERS
from advisor.answer.events import Story
from advisor.answer.language import sentence_at
from advisor.answer.names import without_names
from advisor.answer.sightings import segment_of, sighting
from advisor.domain import Sighting
from advisor.pack.facts import FactSpec
from ingest.chinese import find_numbers

_UNIT_OF = re.compile(
    r"$|[，。；、？！?!）)\s]|(?:联合|合作|共建|参与|外|省|本|成员|兄弟)?(?:单位|企业|公司|高校|大学|学校|医院|研究院|研究所|协会|院|所|机构|伙伴|厂|家)|一起|一块|联合|"
    r"合(?!伙人)|共|抱|凑|报|弄|搞|申|行|可以|跟|干|参|来|超|吗|呢|了|都|的|打算|想|准备|要"
)
_TOTAL = re.compile(
    r"一共|总共|加上|连(?:同)?|含|包括|合计|拢共|[家个所](?:单位|企业|公司|学校|高校)?(?:打算|想|准备|要)?(?:一起|一块|联合|合伙|抱团|合着|合起来|凑)"
)
_APART = re.compile(
    r"之外|另外|另|再|除|还(?:有|拉|联合)|拉了?|找了?|外加|伙伴|合作单位|联合(?:建设)?单位|partner"
)
_WITH_US = re.compile(r"(?:联合|跟|和|同|与|找|拉)着?(?:我们|我[校司院厂所]|咱|俺|本(?:单位|公司|[校院所]))")
"""四家想联合我们报: those are others"""
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
_AND = re.compile(
    r"[一两二三四五六七八九十\d][家个所名][^，。；\d一两二三四五六七八九十]{1,8}(?:和|、|及|与|加|外加)(?:另外)?[一两二三四五六七八九十\d][家个所]"
)
_ARTICLE = re.compile(r"一[个家所]")
_JOINED = re.compile(r"联合|共建|牵头|伙伴|partner|joint")


_ENGLISH = re.compile(
    r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten|another|one|\d{1,2}) (?P<what>(?:(?!and |or |years?|"
    r"months?)[\w-]+ ){0,3}?"
    r"(?:partners?|compan(?:y|ies)|universit(?:y|ies)|colleges?|institutes?|units?|organi[sz]ations?|firms?|"
    r"hospitals?|builders?|institutions?|"
    r"enterprises?|parties|members?|participants?|schools?|of us)\b)"
)
_ENGLISH_JOINT = re.compile(
    r"\b(?:partner\w*|joint\w*|together|consorti\w+|co-?build\w*|co-?appl\w*|team\w* up|build\w* (?:it )?with|lead|"
    r"leads|leading|led|join\w*|alliance|combined|of us)\b"
)
_ENGLISH_LIMIT = re.compile(
    r"\b(?:at most|up to|no more than|maximum(?: of)?|limit(?:ed)?(?: of| to)?|more than|exceed\w*|over|not|"
    r"how many|only|max) $"
)
_ENGLISH_PARTNER = re.compile(r"partner|builder|participant|member")
_LIST_GOES_ON = re.compile(r"，? ?(?:and |plus |as well as )?(?:also )?")
_WHOLE = re.compile(r"partner|participant|member|part(?:y|ies)$|unit|of us$")
"""a number of all, which a list of the kinds may follow: five partners, two universities and three companies"""
_ENGLISH_PLUS = re.compile(r"\b(?:and|plus|with) (?:one|another)\b|\b(?:one|another) [\w -]+ (?:and|plus)\b")
_ENGLISH_TOTAL = re.compile(
    r"\b(?:in total|altogether|all together|including (?:us|ourselves|the lead)|counting (?:us|ourselves|the lead)|"
    r"of us|together|jointly)\b"
)
_ENGLISH_APART = re.compile(
    r"\b(?:with|partners?|plus|besides|in addition|other|another|more|builders|under us|join us|and us)\b"
)
_ENGLISH_NUMBERS = NUMBERS | {"another": 1}


def _listed(text: str) -> Iterator[tuple[re.Match[str], int, int, bool]]:
    """The numbers of units, each with the offsets of the first and the last of its list, and whether there is a list:
    two universities, one hospital and one company."""
    lists: list[list[re.Match[str]]] = []
    for match in _ENGLISH.finditer(text):
        last = lists[-1][-1] if lists else None
        if (
            last
            and _LIST_GOES_ON.fullmatch(text[last.end() : match.start()])
            and not _WHOLE.search(last["what"])
        ):
            lists[-1].append(match)
        else:
            lists.append([match])
    for each in lists:
        yield from ((match, each[0].start(), each[-1].start(), len(each) > 1) for match in each)


def _in_english(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """The same in English: three companies together with us; kinds named one after the other are added up."""
    text = story.text
    found: dict[int, tuple[int, bool, str]] = {}
    for match, first, last, listed in _listed(text):
        begin, end = segment_of(text, first)[0], segment_of(text, last)[1]
        start, stop = sentence_at(text, match.start())
        own = segment_of(text, match.start())[0]
        if not _ENGLISH_JOINT.search(text[start:stop]) or _ENGLISH_LIMIT.search(text[own : match.start()]):
            continue
        number = int(_ENGLISH_NUMBERS.get(match["count"], 0) or match["count"])
        piece = text[begin:end]
        alone = number == 1 and not listed and not _ENGLISH_PARTNER.search(match["what"])
        if alone and not _ENGLISH_PLUS.search(piece):
            continue
        total = match["what"].endswith("of us") or bool(
            _ENGLISH_TOTAL.search(piece) and not _ENGLISH_APART.search(piece)
        )
        before = found.get(begin, (0, total, piece))
        found[begin] = (before[0] + number, total, piece)
    for number, total, piece in found.values():
        if number > 1 or not total:
            yield sighting(spec, number, piece, "total" if total else "partners")


def read_count(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """A number of units near a word of joining; the label says total when the number is that of all together.

    A number said of all together comes first, unless it only adds the asker to a number of partners; then the largest.
    """
    text = without_names(story.text)
    seen: list[Sighting] = []
    if listed := _LISTED.search(text):
        named = [each for each in re.split(r"[、和及]|以及", listed[1]) if each.strip()]
        yield sighting(spec, len(named), story.text[listed.start() : listed.end()], "partners")
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
        total = total and not _WITH_US.search(text[start:end])
        seen.append(
            sighting(spec, int(number.value), story.text[start:end], "total" if total else "partners")
        )
    seen = _added_up(seen) or list(_in_english(spec, story))
    partners = {each.value for each in seen if each.label == "partners"}
    seen = [each for each in seen if each.label == "partners" or each.value - 1 not in partners]
    yield from sorted(seen, key=lambda each: (each.label != "total", -each.value))


def _added_up(seen: list[Sighting]) -> list[Sighting]:
    """The counts, those of different kinds of partners named one after the other as one: 三家医院和一所大学 are four."""
    if len(seen) != 2 or any(each.label != "partners" for each in seen) or seen[0].quote != seen[1].quote:
        return seen
    if not _AND.search(seen[0].quote):
        return seen
    whole = seen[0].value + seen[1].value
    return [seen[0].model_copy(update={"value": whole})]


def count_changed(spec: FactSpec, text: str, before: int) -> int | None:
    """The number a question changes the earlier count to (砍到2家; 再拉2家), None when it changes nothing."""
    for number in find_numbers(text):
        unit = text[number.end : number.end + 1]
        if unit in spec.units and _ADDED.search(text[: number.start]):
            return before + int(number.value)
        if unit in spec.units and _CHANGED_TO.search(text[: number.start]):
            return int(number.value)
    return None
