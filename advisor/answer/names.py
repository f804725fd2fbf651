"""The names a platform is to bear, read out of a story, and the text without them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from advisor.answer.events import Story
from advisor.answer.sightings import sighting
from advisor.domain import Sighting
from advisor.pack.facts import FactSpec
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from advisor.retrieval.hashed import BLANK

QUOTED = re.compile(r"[“\"「『《‘'【]([^”\"」』》’'】]{2,40})[”\"」』》’'】]")
_PLATFORM = re.compile(r"(?:实验室|中心|基地|机构|平台)$")
_SPOKEN = re.compile(r"我|咱|俺|[吗不没](?=$|[，。？])|能[不报]")
"""what stands in quotation marks is speech, no name: “我们德州的公司，能报不”"""
_NAME_OF = re.compile(r"的?(?:名义|名头|章)")
_CALLED = re.compile(
    r"(?:叫|名|名字|名称|名为|起|取|定|拟|改|写成)(?:成|为|作|是|了|的|个|叫|里|中|上|带|有|含|着)*[:：，]?$"
)
_TERM = 7
"""characters up to which words quoted from the policy are a term (“博士后工作站”) and no passage that is asked about"""
_UNIT_NAME = re.compile(r"公司|集团|大学|学院|医院|研究院|研究所|协会|学会|工作室")
_KIND = re.compile(
    r"(?:[总分子母支]|有限(?:责任)?|股份(?:有限)?|集团|独资|外资|个人独资|合伙)*(?:公司|企业|集团)(?:\([^)]*\))?"
)
"""a kind of unit, as licences name it: “分公司”, “有限责任公司（自然人独资）”"""
_PART = re.compile(r"(?:[加+＋带缀]|结尾|末尾|收尾)(?:上|了|着|是|为|用|个)?$")
"""what comes is a part of a name: 地名后面加“某某中心”"""
_OF_PLATFORM = re.compile(
    r"(?:实验室|平台|中心|基地|服务机构|牌子)[^，。；？]{0,6}(?:起名|取名|命名|定名|改名|更名|名字|名称|叫)(?:为|成|作|是|个|叫)*"
    r"[“\"]?([^，。；？“”\"\s]{2,20}?(?:研究院|研究所|学院|研究会|联盟|协会|公司))"
)
"""a name meant for a platform that ends as a unit's does: 实验室起名叫海洋牧场研究院"""
_TAKEN_FOR = re.compile(
    r"(?:会不会|会|怕|担心|是否|容易)被[^，。；？]{0,4}(?:当成|当作|视为|看成|误认为|误以为)是?([^，。；？]{1,8})"
)
"""what something may be taken for, and is not said to be: 会不会被当成学校"""
_NO_NAME = re.compile(r"报|申请|自己|我们|(?<!有限)公司|有没有|[像要能可必得吗]|怎|什么|哪")


def without_names(text: str, quoted: Collection[str] = ()) -> str:
    """The text with the names in quotation marks blanked out, and of what is `quoted` from the policy all but single terms."""
    return QUOTED.sub(
        lambda match: (
            BLANK * len(match[0]) if _is_name(text, match) or _passage(match[1], quoted) else match[0]
        ),
        text,
    )


def _passage(words: str, quoted: Collection[str]) -> bool:
    return len(words) > _TERM and words in quoted


def _is_name(text: str, quoted: re.Match[str]) -> bool:
    """Whether the words in quotation marks are a name: a platform's, a unit's, or what something is called; not what stands
    on a licence (“个体工商户”) or is only said."""
    is_kind = bool(_KIND.fullmatch(quoted[1]))
    if is_kind or _SPOKEN.search(quoted[1]) or _NAME_OF.match(text[quoted.end() :]):
        return False
    before = text[: quoted.start()]
    return bool(_PLATFORM.search(quoted[1]) or _UNIT_NAME.search(quoted[1]) or _CALLED.search(before))


def without_called(text: str, pack: Pack) -> str:
    """The text with the names that follow a word of naming blanked out (叫某某有限公司研究中心)."""
    for spec in pack.facts:
        if spec.kind == "name":
            for match in _called(spec, text):
                text = _blanked(text, match)
    for match in _OF_PLATFORM.finditer(text):
        if not _NO_NAME.search(match[1]):
            text = _blanked(text, match)
    for match in _TAKEN_FOR.finditer(text):
        text = _blanked(text, match)
    return text


def _blanked(text: str, match: re.Match[str]) -> str:
    """The text with the first group of the match blanked out."""
    return text[: match.start(1)] + BLANK * len(match[1]) + text[match.end(1) :]


def _called(spec: FactSpec, text: str) -> Iterator[re.Match[str]]:
    """Names without quotation marks after a word of naming."""
    words = "|".join(re.escape(word) for word in spec.words)
    pattern = rf"(?:{words})(?:为|成|作|是|个)?[:：，]?([\w+＋]{{3,24}}?{_PLATFORM.pattern[:-1]})"
    return (match for match in re.finditer(pattern, text) if not _NO_NAME.search(match[1]))


def read_name(spec: FactSpec, story: Story) -> Iterator[Sighting]:
    """Names in quotation marks or after a word of naming; one that ends as a platform's does comes first."""
    text = story.text
    quoted = []
    for match in QUOTED.finditer(text):
        around = text[max(0, match.start() - 14) : match.end() + 10]
        whole = bool(_PLATFORM.search(match[1]))
        if (not whole and match[1] in story.quoted) or _PART.search(text[: match.start()]):
            continue
        if whole or any(word in around for word in spec.words):
            quoted.append((not whole, sighting(spec, match[1], match[0])))
    yield from (each for _, each in sorted(quoted, key=lambda item: item[0]))
    for match in _called(spec, text):
        yield sighting(spec, match[1], match[0])


def without_types(text: str, pack: Pack) -> str:
    """The text with every mention of a platform type replaced by blanks of the same length."""
    for patterns in pack.lexicon.tracks.values():
        for pattern in patterns:
            text = compiled(pattern).sub(lambda match: BLANK * len(match[0]), text)
    return text
