"""A paper of the office that names the platform throughout by a name the applicant's papers never use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.checks.misread import CLEAR, may_be_misread
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.reading import Reading

_LIKE = 0.9
_AROUND = 8
_ROLE = "(?:的)?(?:建设|依托|申报|运行|牵头)单位"
_MATTER = (
    "(?:的)?(?:建设单位)?(?:变更(?:注册地址?|住所|地址|建设单位)|迁址|搬迁|重组|兼并|合并)[^，。；更]{0,8}"
    "的?(?:申请|请示|报告|函|材料|备案)"
)
"""What the unit in charge asks for, which leaves the platform's name as it is."""


def named_apart(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
    explained: tuple[str, ...],
) -> Iterator[Finding]:
    """A quoted name, with the type in brackets or the unit in charge told behind it, in a paper without the own name.

    `known` are names that may rightly differ, `told` files and names reported already (added to), `ends` vocabularies of
    endings of platforms' names, `explained` words beside a former one.
    """
    types = [w for key, words in case.checking.vocabulary.items() if key.startswith("track.") for w in words]
    endings = case.checking.any_of(ends)
    behind = rf"[（(][^）)]{{0,12}}(?:{'|'.join(types)})|{_ROLE}|{_MATTER}"
    frame = re.compile(rf"[“\"「](?P<name>[^“”\"「」，。；、《》]{{4,30}}(?:{endings}))[”\"」](?={behind})")
    for reading in case.of("recommendation"):
        if squeeze(name) in squeeze(reading.text):
            continue
        for block in reading.body:
            if block.kind == "table" or (reading.document.ocr and (block.confidence or 0) < CLEAR):
                continue
            for found in frame.finditer(block.text):
                value = squeeze(found["name"])
                if _is_name(case, reading, value, name, known) or (reading.path, value) in told:
                    continue
                if _is_former(case, value) or _is_explained(block.text, found, explained):
                    continue
                told.add((reading.path, value))
                start = (block.place.start or 0) + found.start("name")
                place = reading.place(start, start + len(found["name"]))
                yield row.finding(file=reading.path, place=place, quote=value, name=name, other=value)


def _is_name(case: Case, reading: Reading, value: str, name: str, known: set[str]) -> bool:
    """Whether it is the own name, what recognition made of it, or one that may rightly differ."""
    tail = value[-len(name) :]
    misread = reading.document.ocr and (may_be_misread(value, name) or may_be_misread(tail, name))
    near = any(likeness(value, other) > _LIKE for other in known)
    kind = re.sub(f"^(?:{case.checking.any_of(('before_names',)) or '(?!)'})+", "", value) in known
    return value in name or name in value or misread or near or kind


def _is_explained(text: str, found: re.Match[str], explained: tuple[str, ...]) -> bool:
    """Whether words beside it tell of a former name; those for the matter itself do not, but where 原 stands before it."""
    former = re.search(r"(?:原|更名|曾用名?|改名)[^，。；]{0,6}$", text[: found.start()])
    if not former and re.match(_MATTER, text[found.end() :]):
        return False
    around = f"{text[: found.start()][-_AROUND:]}…{text[found.end() :][:_AROUND]}"
    return any(re.search(word, around) for word in explained)


def _is_former(case: Case, value: str) -> bool:
    """Whether a paper tells that the platform was called so."""
    told = re.compile(
        rf"(?:原名|曾用名|更名前|改名前|前身)[为是:“\"]*{re.escape(value)}|{re.escape(value)}[”\"]?(?:已|现)?(?:更名|改名)"
    )
    return any(told.search(squeeze(reading.text)) for reading in case.readings)
