"""Wordings in which the name of a unit stands, as packs write them: {name} for a name, {company} for a company's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.case import Case
from advisor.pack.squeeze import around
from advisor.profile.reading import Reading
from ingest.document import Block, Frozen

_UNIT = (
    r"(?![与同及向对由在将被为是经从请至])[\u4e00-\u9fff（）()]{3,24}?"
    r"(?:有限责任公司|股份有限公司|有限公司|职业技术学院|学院|大学|研究院|研究所)"
)
_COMPANY = (
    r"(?![与同及向对由在将被为是经从请至])[\u4e00-\u9fff（）()]{3,24}?(?:有限责任公司|股份有限公司|有限公司)"
)
_SEATED = (
    r"(?:{places})[\u4e00-\u9fff（）()]{2,20}?"
    r"(?:研究总院|设计院|科学院|研究中心|技术中心|检测中心|数据中心|协会|商会|学会|联合会|促进会|研究会|联盟|医院|学校|集团|合作社|总厂|(?<!工)厂)"
)
"""Endings that parts of a unit's own bear as well: another unit's only where a place stands in front."""


_OWNER = (
    r"(?:[\u4e00-\u9fff（）()]{3,24}?(?:有限责任公司|股份有限公司|有限公司)|(?:{places})[县市区]?[\u4e00-\u9fff（）()]{2,20}?"
    r"(?:学院|大学|学校|技校|研究总?院|研究所|设计院|科学院|医院|协会|商会|学会|促进会|集团|公司|合作社|总厂))"
)
"""A company, or a unit that a place tells apart from a part of one's own."""


class Managed(Frozen):
    """Wordings (`frames`) that hold only under `titles` where a unit tells how it runs itself, but for those that serve
    it (`unless`)."""

    frames: tuple[str, ...] = ()
    titles: str = "$^"
    unless: str = "$^"


class Added(Frozen):
    """Wordings that go on about a unit (…还参与; {company}: of companies alone): they hold for a name that stands nowhere
    else, in `parts` on the applicant and its platform."""

    frames: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Organs(Frozen):
    """Wordings with {owner} before what belongs to the applicant alone, but where the sentence has a word of `unless`."""

    frames: tuple[str, ...] = ()
    unless: str = "$^"


@dataclass(frozen=True)
class Owned:
    """How the owner of the applicant's own organs is told."""

    expressions: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]

    def in_block(self, block: Block) -> Iterator[re.Match[str]]:
        """Names that stand there as owners."""
        for expression in self.expressions:
            yield from (
                m for m in expression.finditer(block.text) if not self.unless.search(_sentence(block, m))
            )


def owned(case: Case, organs: Organs) -> Owned:
    """The wordings with owners filled in: places are towns and counties, at home and elsewhere."""
    lists = ("home_places", "home_counties", "other_places")
    name = _OWNER.replace("{places}", "|".join(word for each in lists for word in case.checking.words(each)))
    frames = (re.compile(each.replace("{owner}", f"(?P<name>{name})")) for each in organs.frames)
    return Owned(tuple(frames), re.compile(organs.unless))


@dataclass(frozen=True)
class Running:
    """How a unit tells of running itself, under which titles, and who else is told of there."""

    expressions: tuple[re.Pattern[str], ...]
    titles: re.Pattern[str]
    unless: re.Pattern[str]

    def blocks(self, reading: Reading) -> set[int]:
        """The blocks under such titles and the titles below them."""
        found: set[int] = set()
        above: list[tuple[int, str]] = []
        for section in reading.sections:
            above = [*(each for each in above if each[0] < section.level), (section.level, section.title)]
            if any(self.titles.search(title) for _, title in above):
                found |= {id(block) for block in section.blocks}
        return found

    def in_block(self, block: Block) -> Iterator[re.Match[str]]:
        """Names that stand there as only one's own can."""
        for expression in self.expressions:
            for found in expression.finditer(block.text):
                if not self.unless.search(_sentence(block, found)):
                    yield found


def expressions(case: Case, frames: tuple[str, ...], seated: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """The wordings with names filled in: those of units in `frames`, those of parts of units by their place in `seated`."""
    places = "|".join((*case.checking.words("home_places"), *case.checking.words("other_places")))
    named = [frame.replace("{name}", f"(?P<name>{_UNIT})") for frame in frames]
    named += [frame.replace("{company}", f"(?P<name>{_COMPANY})") for frame in seated if "{company}" in frame]
    if places:
        name = _SEATED.replace("{places}", places)
        named += [frame.replace("{name}", f"(?P<name>{name})") for frame in seated if "{name}" in frame]
    return tuple(re.compile(expression) for expression in named)


def _sentence(block: Block, found: re.Match[str]) -> str:
    before, behind = around(block.text, *found.span("name"))
    return before + found["name"] + behind
