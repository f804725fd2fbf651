"""Names of organisations found in text, and how near one name is to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from advisor.pack.squeeze import squeeze

_SPLIT = re.compile(r"[、；;，,/\n]|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{6,})")
_LEAD = re.compile(
    r"^(?:\d+[.、．]|[（(][一二三四五六七八九十\d]+[）)]|[①-⑩]|(?:单位|乙方|丙方|甲方)[一二三\d]?[：:]?)"
)
_TAIL = re.compile(
    r"[（(](?:以下)?简称.*?[）)]|[（(](?:牵头|盖章|公章|联合|成员|乙方|甲方|联合单位|牵头单位)[^）)]*[）)]"
)
_SEALED = re.compile(
    r"^[（(](?:申报|承诺|建设)?(?:单位)?(?:加?盖章|加盖公章|加?盖公章|公章|签章)[:：]([^（()）]+)[）)]?$"
)
"""A name within the bracket that asks for its seal, closed or not."""
_AND_MORE = re.compile(
    r"等(?:共?[\d两二三四五六七八九十]*[家个所])?(?:单位|机构|企业)?(?:[（(][^）)]*[）)])?$"
)
"""A list left open behind a name (等，见基本信息表)."""
_DATED = re.compile(r"(?:19|20|二[〇○零])[\d〇○零一二三四五六七八九]{2}年.*$")
"""A date on the line of the seal, behind the name."""
_LISTING = re.compile(r"[（(][^（()）]*[、，,；;][^（()）]*[）)]")
"""A bracket that lists things beside a name (提供样机、数据、人员)."""
_NAMED = re.compile(
    r"[\u4e00-\u9fff（）()·]{5,29}[社站园场院校厂局会所室团区馆处委办行店庄盟司心部队库港矿台坊堂)）]"
)
_REMARK = re.compile(r"[的了将]|负责|提供|承担|参与|共\d|等$|不含|牵头|联合体|分工|合作方|盖章")
"""what a remark beside a list has and no organisation's name"""
_TOLD = re.compile(
    r"\d(?:人|名|万元|亿元|项|件)|注册地|位于|成立于|(?:现有|拥有|共有)(?:在职|在编)?(?:职工|员工|人员|研发)|"
    r"(?:年|月)?(?:营业收入|销售收入|注册资本)"
)
"""What is told of a unit behind its name, in a sentence that was taken for a list."""
_NO_NAME = re.compile(
    "^(?:见|详见|同|以|本|无|未|不|否|暂|独立|自主|单独)|某|(?:局|厅|委员会|公司|学院|大学).{0,10}[处科部室]室?$"
)
"""What stands in a cell for a name, and parts of a unit."""
_NAME_CHARS = r"[\u4e00-\u9fffA-Za-z0-9·（）()]"


@dataclass(frozen=True)
class Mention:
    """Words that end like an organisation's name, with their offsets; the left edge is a guess."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _ending(ends: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(ends, key=len, reverse=True)))


def organisation(value: str) -> str:
    """A name as written in a cell, without bracketed remarks such as （盖章） or （以下简称…）."""
    value = _SEALED.sub(r"\1", value.strip())
    name = squeeze(_TAIL.sub("", value)).strip("_。；;，,、:：")
    return _DATED.sub("", _AND_MORE.sub("", name)).strip("_。；;，,、:：")


def split_organisations(value: str, ends: tuple[str, ...]) -> tuple[str, ...]:
    """The organisations a cell lists, in order, each once."""
    names: list[str] = []
    value = _LISTING.sub("", value)
    parts = [organisation(_LEAD.sub("", part.strip())) for part in _SPLIT.split(value)]
    known = sum(len(name) >= 4 and _ending(ends).search(name) is not None for name in parts)
    for name in parts:
        if _TOLD.search(name):
            continue
        # Among organisations, a name that ends like none of those known (合作联社, 种植园) is one as well.
        listed = known >= 1 and _NAMED.fullmatch(name) is not None and not _REMARK.search(name)
        if ((len(name) >= 4 and _ending(ends).search(name)) or listed) and name not in names:
            names.append(name)
    return tuple(names)


def is_organisation(value: str, ends: tuple[str, ...]) -> bool:
    """True when the value reads as one organisation's name."""
    name = organisation(value)
    found = _ending(ends).search(name)
    return found is not None and len(name) >= 5


def could_be_named(value: str, platforms: tuple[str, ...]) -> bool:
    """True when a whole value could be the name of an organisation of a kind not known by its ending (…培训中心, …工作站),
    and is none of a platform; only where a label asks for an organisation."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", squeeze(value))
    if _NAMED.fullmatch(bare) is None or _REMARK.search(bare) or _NO_NAME.search(bare):
        return False
    return not (platforms and re.search(f"(?:{'|'.join(platforms)})$", bare))


def find_like(
    text: str, name: str, ends: tuple[str, ...], least: float, lead_ins: tuple[str, ...] = ()
) -> Iterator[tuple[Mention, float]]:
    """Mentions in `text` that resemble `name` without being it, with their likeness from 0 to 1.

    `lead_ins` are words that may stand before a name without being part of it.
    """
    spans = [m.span() for m in re.finditer(re.escape(name), text)]
    for found in _ending(ends).finditer(text):
        if any(start <= found.start() < end for start, end in spans):
            continue
        mention, score = _best(text, found.end(), name)
        if mention is not None and lead_ins and name.endswith(mention.text):
            mention, score = _other_head(text, mention, name, lead_ins)
        if mention is None or any(start < mention.end and mention.start < end for start, end in spans):
            continue
        if least <= score < 1:
            yield mention, score


def _other_head(
    text: str, tail: Mention, name: str, lead_ins: tuple[str, ...]
) -> tuple[Mention | None, float]:
    """The tail of the name behind another head (工业… for 高温…); behind a lead-in it is the name cut short."""
    start = max(0, tail.end - len(name))
    head = text[start : tail.start]
    if len(head) < 2 or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]+", head):
        return None, 0.0
    if re.search(f"(?:{'|'.join(lead_ins)})$", head):
        return None, 0.0
    head = re.sub(f"^.*(?:{'|'.join(lead_ins)})", "", head)
    mention = Mention(text[tail.start - len(head) : tail.end], tail.start - len(head), tail.end)
    return mention, fuzz.ratio(mention.text, name) / 100


def _best(text: str, end: int, name: str) -> tuple[Mention | None, float]:
    best: tuple[Mention | None, float] = (None, 0.0)
    for length in range(max(4, len(name) - 5), len(name) + 6):
        start = end - length
        if start < 0 or not re.fullmatch(_NAME_CHARS + "+", text[start:end]):
            continue
        score = fuzz.ratio(text[start:end], name) / 100
        if score > best[1]:
            best = (Mention(text[start:end], start, end), score)
    return best


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    return fuzz.ratio(squeeze(one), squeeze(other)) / 100


def most_common(values: Iterable[tuple[str, float]]) -> str | None:
    """The value with the greatest weight; the first seen wins a draw."""
    weights: dict[str, float] = {}
    for value, weight in values:
        weights[value] = weights.get(value, 0.0) + weight
    return max(weights, key=lambda v: weights[v]) if weights else None
