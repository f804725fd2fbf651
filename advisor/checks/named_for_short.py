"""Another platform's name for which the text says that it is called 平台, 中心, 基地 … from there on, as only the own one is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.checks.described import is_run_by_another
from advisor.checks.misread import is_clear, may_be_misread
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.shortnames import is_part

_HEAD = r"^(?:.*(?:[,。;:“\"]|建设|申报|组建|设立|成立|申请|承建|承担|变更|负责|关于|将|为|是|的))?"
_SHORT = r"[”\"]?[(（](?:以下|下文|下)?(?:统一|统)?简称(?:为|:)?[“\"]?(?:本|该)?(?P<short>{nouns})[”\"]?[)）]"
_ELSEWHERE = re.compile(
    r"依托|加入|参与|参加|合作|托管|国家级?|教育部|科技部|[市县区]级|重点实验室|工程(?:技术)?研究中心|原名|曾用名|更名|前身|"
    r"(?:与|同|和|由)[^,。;]{2,24}$"
)
"""Words before a name that tell of a platform of somebody else's, of another programme's, or of a former name."""
_OWNED = re.compile("大学|学院|学校|公司|集团|研究院|研究所|医院|协会")
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
    """In papers of the applicant, where its own name has no such short form; kinds of platforms are no names. In scans
    names that were read surely and are not the own one misread."""
    words = case.checking.any_of(("platform_nouns",))
    if not words:
        return
    nouns = f"(?:{words})"
    bare = squeeze(name)
    short = _SHORT.replace("{nouns}", nouns)
    frame = re.compile(rf"{_HEAD}(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{4,30}}?{nouns}){short}")
    if any(re.search(re.escape(bare) + short, s.bare) for s in case.sentences):
        return
    for sentence in case.sentences:
        found = frame.search(sentence.bare)
        value = found["name"] if found else ""
        if not found or value in known | {bare} or bare in sentence.bare or (sentence.file, value) in told:
            continue
        if _is_kind(case, value, bare) or is_part(value, name) or likeness(value, bare) > _NEAR:
            continue
        if _is_others(case, sentence.bare, found):
            continue
        reading = case.reading(sentence.file)
        drawn = reading is not None and reading.document.ocr
        if drawn and (not is_clear(reading, sentence.place) or may_be_misread(value, bare)):
            continue
        told.add((sentence.file, value))
        yield row.finding(file=sentence.file, place=sentence.place, quote=value, name=name, other=value)


def _is_kind(case: Case, value: str, bare: str) -> bool:
    """Whether nothing is left of a name without its level and the words of its kind (山东省数字经济创新人才基地)."""
    words = case.checking.any_of(("before_names", "before_types", "plain_in_names")) or "(?!)"
    types = [w for key, each in case.checking.vocabulary.items() if key.startswith("track.") for w in each]
    left, *others = (re.sub(f"{words}|[省市]", "", each) for each in (value, bare, *types))
    return any(left in other for other in others)


def _is_others(case: Case, text: str, found: re.Match[str]) -> bool:
    """Whether the sentence tells of a platform of somebody else's, of another programme's, or of a former name."""
    unit = squeeze(str(case.profile.value("applicant") or ""))
    before = re.split("[。;]", text[: found.end("name")])[-1]
    owned = _OWNED.search(found["name"]) is not None and unit not in found["name"]
    return owned or _ELSEWHERE.search(before) is not None or is_run_by_another(text, unit)
