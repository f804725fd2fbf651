"""Another platform's name for which the text says that it is called 中心, 基地 … from there on, as only the own one is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.checks.misread import is_clear, may_be_misread
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.shortnames import is_part

_FRAME = (
    r"^(?:20\d\d年度?|本年度?|全年|年内)?[,“\"]?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{4,30}}?(?:{nouns}))"
    r"[”\"]?[(（](?:以下|下文|下)?(?:统一|统)?简?称(?:为|:)?[“\"]?(?:本|该)?(?P<noun>{noun})[”\"]?[)）](?P<rest>.*)"
)
"""A sentence about another platform, which is called by the noun of the own one from there on."""
_DEFINED = r"[”\"]?[^。;]{0,24}?[(（,，][^()（）。;]{0,24}(?:[简下]称|[“\"])"
"""What stands behind the own name where it has a short form of its own."""
_ELSEWHERE = re.compile(
    r"^[原曾]|的|[省市县区]级|国家|重点|检[测验]|测试|公共|算力|数据中心|孵化|众创|创业|软件|系统|(?:大学|学院|学校|公司|集团|研究院|研究所|医院|协会)"
)
"""Words of a name that tell of a former platform, somebody else's, another programme's, or of something else (a laboratory
for tests, a place for founders)."""
_TOLD = re.compile(
    r"更名|改名|变更名称|原名|前身|合作|共享|共建|交付|验收|结题|租用|支撑系统|线上载体|向[^,。;]{2,8}开放|"
    r"(?:由|是|系)[^,。;]{2,24}(?:建设|承担|运营|举办|主管|管理)"
)
"""Words behind it that tell of a former name, of somebody else's, or of a work of the unit's."""
_TYPE = 5
"""Characters from which the end of a name tells a type; shorter ones (实训基地) are those of much else."""
_NEAR = 0.9
"""Likeness above which a name is a slip of the pen, which other places tell."""


def named_for_short(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
) -> Iterator[Finding]:
    """At the beginning of sentences, in papers in which the own name has no short form: names that end as a type does
    (…产业创新中心), or otherwise than they are called (…中心, called 基地); kinds of platforms are no names. In scans names that
    were read surely and are not the own one misread."""
    bare, nouns = squeeze(name), case.checking.words("platform_nouns")
    own = [noun for noun in nouns if bare.endswith(noun)]
    if not own or any(re.search(re.escape(bare) + _DEFINED, s.bare) for s in case.sentences):
        return
    seats = case.checking.words("home_places")
    frame = re.compile(_FRAME.format(nouns="|".join(nouns), noun="|".join(own)))
    for sentence in case.sentences:
        found = frame.search(sentence.bare)
        value = found["name"] if found else ""
        if not found or value in known | {bare} or bare in sentence.bare or (sentence.file, value) in told:
            continue
        if _is_kind(case, value, bare) or is_part(value, name) or likeness(value, bare) > _NEAR:
            continue
        if value.endswith(found["noun"]) and not _is_typed(case, value):
            continue
        if value.startswith(seats) or _ELSEWHERE.search(value) or _TOLD.search(found["rest"]):
            continue
        reading = case.reading(sentence.file)
        drawn = reading is not None and reading.document.ocr
        if drawn and (not is_clear(reading, sentence.place) or may_be_misread(value, bare)):
            continue
        told.add((sentence.file, value))
        yield row.finding(file=sentence.file, place=sentence.place, quote=value, name=name, other=value)


def _is_typed(case: Case, value: str) -> bool:
    """Whether a name ends as one of a platform of the types that there are, in so many words (…产业创新中心)."""
    plain = case.checking.any_of(("plain_in_names",)) or "(?!)"
    types = (w for key, each in case.checking.vocabulary.items() if key.startswith("track.") for w in each)
    ends = (re.sub(plain, "", each) for each in types)
    return value.endswith(tuple(end for end in ends if len(end) >= _TYPE))


def _is_kind(case: Case, value: str, bare: str) -> bool:
    """Whether nothing is left of a name without its level and the words of its kind (山东省数字经济创新人才基地)."""
    words = case.checking.any_of(("before_names", "before_types", "plain_in_names")) or "(?!)"
    types = [w for key, each in case.checking.vocabulary.items() if key.startswith("track.") for w in each]
    left, *others = (re.sub(f"{words}|[省市]", "", each) for each in (value, bare, *types))
    return any(left in other for other in others)
