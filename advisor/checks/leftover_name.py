"""Another unit's or another programme's name left in from an older document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.case import Case, Findings, Row
from advisor.checks.margin_named import margin_named
from advisor.checks.other_office import Offices, other_offices
from advisor.checks.other_programme import Programmes, other_programmes
from advisor.checks.own_places import OwnPlaces, named_in_own_places
from advisor.checks.self_named import Self, self_named
from advisor.checks.unit_frames import Added, Managed, Organs, Owned, Running, expressions, owned
from advisor.pack.squeeze import around, squeeze
from advisor.profile.organisations import likeness
from advisor.profile.reading import Reading
from advisor.profile.shortnames import is_part
from advisor.retrieval.lexical import is_common, words_in
from ingest.document import Block, Frozen

_SERVED = re.compile(
    r"[^。；\n]{0,16}?(?:为|向|与|给|同|和|使用|采购|委托|帮助|支持|配合|选用)"
    r"(?:公司|单位|学校|学院|我们|[我本](?:单位|公司|院|校|所|中心|会|司))"
)
"""Words behind a name that tell what it has to do with the applicant: a customer's or a partner's, and no leftover."""
_UNMANAGED, _NOT_ADDED, _NO_ORGANS, _NO_OFFICES = Managed(), Added(), Organs(), Offices()
_OTHERS = re.compile(
    "全资|股东|母公司|上级|派遣|第三方|依托单位|子公司|控股|共建|合作|协作|联合|伙伴|成员单位|单位共"
)
"""Words that bring in other units, of which the next sentence may tell."""
_HALF, _NEAR_MISS = 0.5, 0.75
_DEPARTMENT = re.compile("(?:研究院|研究所|学院)$")
"""Endings of names that parts of companies, universities and hospitals bear."""
_SMALL = frozenset("云新大与和")
"""Words of one character in names of trades (云计算, 新材料, 大数据)."""
_HELD = (
    "(?:建有|拥有|设有|设立了?|下设|获批|组建了?|成立了?|改[组建制称]为|升格为|认定为?|获评|入选)"
    "(?!以?后|之后|以?前|之前|以来|时)"
)
"""Words before a body that the applicant itself runs; with 后 or 以来 behind them they tell when."""


class Told(Frozen):
    """How a text tells what another unit is: `roles` before its name, what it `used` of the applicant's behind it, and that
    it runs something by contract (`contracted`)."""

    roles: str = "$^"
    used: str = "$^"
    contracted: str = "$^"


def check(
    case: Case,
    row: Row,
    *,
    programmes: Programmes,
    told: Told,
    unit_frames: tuple[str, ...],
    seated_frames: tuple[str, ...] = (),
    added: Added = _NOT_ADDED,
    managed: Managed = _UNMANAGED,
    organs: Organs = _NO_ORGANS,
    offices: Offices = _NO_OFFICES,
    own_places: OwnPlaces | None = None,
    selves: tuple[Self, ...] = (),
    speech: str = "$^",
    kinds: tuple[str, ...] = (),
    titles: tuple[str, ...] = (),
    not_near: tuple[str, ...],
    materials: tuple[str, ...],
) -> Findings:
    """`unit_frames` are wordings with {name} in which only one's own unit can stand, `seated_frames` those for names that
    begin with a place and end as parts of a unit do (…研究中心). A unit known as partner or former name, or beside a word of
    `not_near`, is no leftover. `kinds` are groups of words for kinds of unit: a name that begins with a bare one is a part
    of such a unit. `selves` and `speech` are of `self_named`, `titles` of `margin_named`.
    Where other applicants name themselves (`own_places`) a name is asked about."""
    ruled = expressions(case, managed.frames, managed.frames)
    running = Running(ruled, re.compile(managed.titles), re.compile(managed.unless))
    units = expressions(case, unit_frames, seated_frames)
    further = expressions(case, (), added.frames)
    strange = _Strange(units, further, added.parts, not_near, told, kinds, running, owned(case, organs))
    found = [
        *other_programmes(case, row, programmes, materials),
        *(each for reading in case.of(*materials) for each in _units(case, row, reading, strange)),
        *other_offices(case, row, offices, materials),
        *self_named(case, row, selves, speech, materials),
        *(margin_named(case, row, titles) if titles else ()),
    ]
    yield from found
    if own_places:
        yield from named_in_own_places(case, row, own_places, found)


@dataclass(frozen=True)
class _Strange:
    """How another unit's name stands where only one's own can, and how a text tells what that unit is."""

    expressions: tuple[re.Pattern[str], ...]
    added: tuple[re.Pattern[str], ...]
    parts: tuple[str, ...]
    not_near: tuple[str, ...]
    told: Told
    kinds: tuple[str, ...]
    managed: Running
    organs: Owned

    def new(self, case: Case, block: Block, here: bool) -> list[re.Match[str]]:
        """Names of units of which nothing else is told: in wordings that go on about a unit, `here` where it stands in one
        of `parts`, and as owners of what is the applicant's."""
        going_on = [m for e in self.added for m in e.finditer(block.text)] if here else []
        return [m for m in (*going_on, *self.organs.in_block(block)) if _is_new(case, block, m)]

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
        if re.search(f"(?:{self.told.roles})$", before) or any(
            re.search(f"(?:{self.told.roles})$", head) for head in heads
        ):
            return True
        after = text[found.end("name") :]
        whole = "".join(around(text, *found.span("name")))
        return bool(re.match(self.told.used, after) or re.search(self.told.contracted, whole))

    def is_own(self, name: str, applicant: str, known: frozenset[str]) -> bool:
        """A name of the applicant, of one that is told, or of a part that bears the bare kind of such a unit
        (集团数字研究院) or tells nothing but its trade (智能制造研究所); a near miss of the own name is told by the check
        on names."""
        if any(likeness(name, each) > 0.9 or each in name or is_part(name, each) for each in known):
            return True
        begun = [kind for kind in self.kinds if re.match(f"[本我]?(?:{kind})", name)]
        if any(re.search(kind, applicant) for kind in begun):
            return True
        if not begun and _DEPARTMENT.search(name) and _is_trade(_DEPARTMENT.sub("", name)):
            return True
        return name.endswith(applicant) or is_part(name, applicant) or likeness(name, applicant) >= _NEAR_MISS


def _units(case: Case, row: Row, reading: Reading, strange: _Strange) -> Findings:
    applicant = str(case.profile.value("applicant") or "")
    own = squeeze(str(case.profile.value("platform_name") or ""))
    if not applicant:
        return
    told: set[str] = set()
    managed = strange.managed.blocks(reading)
    for block in reading.body:
        if block.kind == "table":
            continue
        here = reading.section_at(block.place.start or 0) & set(strange.parts)
        added = strange.new(case, block, bool(here))
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
            if beside or strange.is_own(name, applicant, case.others):
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


def _is_trade(stem: str) -> bool:
    """Whether a name without its ending is made of everyday words alone, of which no brand is."""
    return all((len(word) > 1 and is_common(word)) or word in _SMALL for word in words_in(stem))


def _beside(text: str, found: re.Match[str], around: str, near: tuple[str, ...]) -> bool:
    """A word of `near` about the name; one of a single character (与, 和) counts only right before or after it."""
    touching = text[max(0, found.start("name") - 1) : found.start("name")] + text[found.end("name") :][:1]
    return any(re.search(word, around if len(word) > 1 else touching) for word in near)


def _is_new(case: Case, block: Block, found: re.Match[str]) -> bool:
    """Whether nothing in the package tells who that is: it is named in one sentence, and nobody it may be was spoken of
    before."""
    name, before = squeeze(found["name"]), block.text[: found.start("name")]
    here = squeeze("".join(around(block.text, *found.span("name")))).count(name) + 1
    once = sum(squeeze(reading.text).count(name) for reading in case.readings) == here
    return once and not _OTHERS.search(before)


def _misread(name: str, applicant: str) -> bool:
    """Recognition may have spoilt the applicant's own name; a name that shares less than half of it is another."""
    return likeness(name, applicant) >= _HALF


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
