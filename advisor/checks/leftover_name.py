"""Another unit's or another programme's name left in from an older document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.case import Case, Findings, Row
from advisor.checks.margin_named import margin_named
from advisor.checks.self_named import Self, self_named
from advisor.checks.unit_frames import Added, Managed, Running, expressions
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.reading import Reading
from advisor.profile.shortnames import is_part
from ingest.document import Block

_SERVED = re.compile(
    r"[^。；\n]{0,16}?(?:为|向|与|给|同|和|使用|采购|委托|帮助|支持|配合|选用)"
    r"(?:公司|单位|学校|学院|我们|[我本](?:单位|公司|院|校|所|中心|会|司))"
)
"""Words behind a name that tell what it has to do with the applicant: a customer's or a partner's, and no leftover."""
_UNMANAGED, _NOT_ADDED = Managed(), Added()
_Frames = list[tuple[re.Pattern[str], tuple[str, ...]]]
"""Wordings with a name of a programme, and words that a name of the one applied for has."""
_OTHERS = re.compile("子公司|控股|共建|合作|协作|联合|伙伴|成员单位|单位共")
"""Words that bring in other units, of which the next sentence may tell."""
_SAID_OF_OWN = ("本", "履行", "继续", "将", "保证", "承诺", "按要求", "认真")
"""How wordings begin that are lawful for what the applicant is told to have."""
_NEAR_MISS = 0.75
_HELD = "(?:建有|拥有|设有|获批|组建了?|成立了?|认定为?|获评|入选)(?!以?后|之后|以?前|之前|以来|时)"
"""Words before a body that the applicant itself runs; with 后 or 以来 behind them they tell when."""


def check(
    case: Case,
    row: Row,
    *,
    programmes: tuple[str, ...],
    programme_frames: tuple[str, ...],
    joining_frames: tuple[str, ...],
    programme_unless: tuple[str, ...],
    held: str,
    roles: str,
    used: str,
    unit_frames: tuple[str, ...],
    seated_frames: tuple[str, ...] = (),
    added: Added = _NOT_ADDED,
    managed: Managed = _UNMANAGED,
    selves: tuple[Self, ...] = (),
    speech: str = "$^",
    kinds: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
    not_near: tuple[str, ...],
    materials: tuple[str, ...],
) -> Findings:
    """`programme_frames` and `unit_frames` are wordings with {name} in which only one's own programme or unit can stand,
    `joining_frames` (group `name`) those that ask to be taken into a programme, `seated_frames` those for names that begin
    with a place and end as parts of a unit do (…研究中心). A unit known as partner or former name, or beside a word of
    `not_near`, is no leftover. `kinds` are groups of words for kinds of unit: a name that begins with a bare one is a part
    of such a unit. `selves` and `speech` are of `self_named`, `titles` of `margin_named`."""
    names = f"(?P<name>{'|'.join(programmes)})"
    frames: _Frames = [(re.compile(frame.replace("{name}", names)), ()) for frame in programme_frames]
    frames += [(re.compile(frame), _ours(case)) for frame in joining_frames]
    ruled = expressions(case, managed.frames, managed.frames)
    running = Running(ruled, re.compile(managed.titles), re.compile(managed.unless))
    units = expressions(case, unit_frames, seated_frames)
    further = expressions(case, (), added.frames)
    strange = _Strange(units, further, added.parts, not_near, roles, used, kinds, running)
    for reading in case.of(*materials):
        yield from _programmes(case, row, reading, frames, programme_unless, held)
        yield from _units(case, row, reading, strange)
    yield from self_named(case, row, selves, speech, materials)
    yield from margin_named(case, row, titles) if titles else ()


def _ours(case: Case) -> tuple[str, ...]:
    """Words in the names of the programme that is applied for."""
    return (*case.checking.words("platform_ends"), *case.checking.words("plain_in_names"))


def _programmes(
    case: Case, row: Row, reading: Reading, frames: _Frames, unless: tuple[str, ...], held: str
) -> Findings:
    own = squeeze(str(case.profile.value("platform_name") or ""))
    blocks = [block for block in reading.document.blocks if block.kind != "comment"]
    seen = [
        (block, m, ours) for block in blocks for frame, ours in frames for m in frame.finditer(block.text)
    ]
    for block, found, ours in seen:
        if found["name"] in own or (own and own in found.group()):
            continue
        if any(word in found["name"] for word in ours):
            continue
        if _told_otherwise(block.text, found, unless) or _held(case, found, held):
            continue
        start = (block.place.start or 0) + found.start()
        place = reading.place(start, start + len(found.group()))
        yield row.finding(file=reading.path, place=place, quote=found.group(), name=found["name"])


@dataclass(frozen=True)
class _Strange:
    """How another unit's name stands where only one's own can, and how a text tells what that unit is."""

    expressions: tuple[re.Pattern[str], ...]
    added: tuple[re.Pattern[str], ...]
    parts: tuple[str, ...]
    not_near: tuple[str, ...]
    roles: str
    used: str
    kinds: tuple[str, ...]
    managed: Running

    def named(self, block: Block, managed: set[int]) -> Iterator[re.Match[str]]:
        """Names that stand in a block so; those of how a unit runs itself in the `managed` ones."""
        for expression in self.expressions:
            yield from expression.finditer(block.text)
        if id(block) in managed:
            yield from self.managed.in_block(block)

    def is_told(self, text: str, found: re.Match[str]) -> bool:
        """A role before the name, which a greedy reading takes for its head (试点企业…), or what the unit uses behind it."""
        start, name = found.start("name"), found["name"]
        before = re.split(r"[。；\n]", text[max(0, start - 12) : start])[-1]
        heads = (name[:at] for at in range(2, len(name) - 4))
        if re.search(f"(?:{self.roles})$", before) or any(
            re.search(f"(?:{self.roles})$", head) for head in heads
        ):
            return True
        return re.match(self.used, text[found.end("name") :]) is not None

    def is_own(self, name: str, applicant: str, known: set[str]) -> bool:
        """A name of the applicant, of one that is told, or of a part that bears the bare kind of such a unit
        (集团数字研究院); a near miss of the own name is told by the check on names."""
        if any(likeness(name, each) > 0.9 or each in name or is_part(name, each) for each in known):
            return True
        if any(re.match(f"[本我]?(?:{kind})", name) and re.search(kind, applicant) for kind in self.kinds):
            return True
        return name.endswith(applicant) or is_part(name, applicant) or likeness(name, applicant) >= _NEAR_MISS


def _told_otherwise(text: str, found: re.Match[str], unless: tuple[str, ...]) -> bool:
    """Whether the sentence speaks of another programme by the way: a former one, one that others apply for."""
    before = re.split(r"[。\n]", text[: found.start()])[-1]
    after = re.split(r"[。\n]", text[found.end() :])[0]
    return any(re.search(word, f"{before}…{after}") for word in unless)


def _held(case: Case, found: re.Match[str], held: str) -> bool:
    """Whether 本… or 履行… speaks of what the package elsewhere tells that the applicant has."""
    if not found.group().startswith(_SAID_OF_OWN) or found.group().startswith(("本次", "本项")):
        return False
    wording = re.compile(held.replace("{name}", f"(?:{re.escape(found['name'])})"))
    return any(wording.search(reading.text) for reading in case.readings)


def _units(case: Case, row: Row, reading: Reading, strange: _Strange) -> Findings:
    applicant = str(case.profile.value("applicant") or "")
    own = squeeze(str(case.profile.value("platform_name") or ""))
    if not applicant:
        return
    known = {
        str(s.value)
        for f in ("partners", "former_name", "new_name", "related", "lead_name", "recommender")
        for s in case.profile.sightings(f)
    }
    told: set[str] = set()
    managed = strange.managed.blocks(reading)
    for block in reading.body:
        if block.kind == "table":
            continue
        here = reading.section_at(block.place.start or 0) & set(strange.parts)
        added = [m for e in strange.added for m in e.finditer(block.text) if here and _is_new(case, block, m)]
        for found in (*strange.named(block, managed), *added):
            name = found["name"]
            around = block.text[max(0, found.start() - 8) : found.end() + 16]
            if (
                any(name in each or each in name for each in told)
                or applicant in found.group()
                or (own and own in found.group())
            ):
                continue
            beside = found not in added and _beside(block.text, found, around, strange.not_near)
            if beside or strange.is_own(name, applicant, known):
                continue
            if strange.is_told(block.text, found) or _SERVED.match(block.text[found.end("name") :]):
                continue
            if (found not in added and _cooperates(case, name, strange.not_near)) or (
                reading.document.ocr and _misread(name, applicant)
            ):
                continue
            told.add(name)
            start = (block.place.start or 0) + found.start("name")
            place = reading.place(start, start + len(name))
            yield row.finding(file=reading.path, place=place, quote=found.group()[:60], name=name)


def _beside(text: str, found: re.Match[str], around: str, near: tuple[str, ...]) -> bool:
    """A word of `near` about the name; one of a single character (与, 和) counts only right before or after it."""
    touching = text[max(0, found.start("name") - 1) : found.start("name")] + text[found.end("name") :][:1]
    return any(re.search(word, around if len(word) > 1 else touching) for word in near)


def _is_new(case: Case, block: Block, found: re.Match[str]) -> bool:
    """Whether nothing in the package tells who that is: it is named once, and nobody it may be was spoken of before."""
    name, before = squeeze(found["name"]), block.text[: found.start("name")]
    once = sum(squeeze(reading.text).count(name) for reading in case.readings) == 1
    return once and not _OTHERS.search(before)


def _misread(name: str, applicant: str) -> bool:
    """Recognition may have spoilt the applicant's own name; a name that shares less than half of it is another."""
    return likeness(name, applicant) >= 0.5


def _cooperates(case: Case, name: str, near: tuple[str, ...]) -> bool:
    """True when the package elsewhere tells how that organisation comes in."""
    plain = [word for word in near if len(word) > 1]
    plain.append(
        rf"{_HELD}[^。；]{{0,12}}{re.escape(name)}|{re.escape(name)}[^。；]{{0,4}}(?:挂靠|依托|设在)"
    )
    return any(
        name in said and any(re.search(word, said) for word in plain)
        for reading in case.readings
        for said in (*(s.text for s in reading.sentences), *_rows(reading))
    )


def _rows(reading: Reading) -> Iterator[str]:
    """Rows of tables; a cell of running text is told by its sentences."""
    for block in reading.document.tables():
        yield from (row for row in block.text.split("\n") if "。" not in row)
