"""What drafting works with. The JSON form of `Draft` is the contract of `advisor draft --json`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from advisor.domain import Finding, Level, Summary, Track
from advisor.drafting.trace import Ask, Conflict, Enclosed, Reminder, Use
from ingest.document import Frozen


def _word(value: object) -> object:
    """YAML reads 2026-03-02 as a date and a telephone as a number; both are meant as written."""
    plain = isinstance(value, date | int) and not isinstance(value, bool)
    return str(value) if plain else value


GAP_WORDS = "待补"
Word = Annotated[str, BeforeValidator(_word)]


class DraftSection(Frozen):
    """One part of a paper, how far it is filled, and where its words come from."""

    title: str
    state: Literal["filled", "partly", "missing"]
    sources: tuple[str, ...] = ()


class Draft(Frozen):
    """A paper that was written; `missing` names every field left as 【待补：…】."""

    schema_: int = Field(1, alias="schema", serialization_alias="schema")
    file: str
    sections: tuple[DraftSection, ...] = ()
    missing: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """further files written beside it"""
    name: str = ""
    """what the paper is called, such as 年度工作报告"""
    track: Track | None = None
    sources: tuple[Use, ...] = ()
    """every value in the paper with where it was seen"""
    conflicts: tuple[Conflict, ...] = ()
    asks: tuple[Ask, ...] = ()
    """what is still wanted, as it is asked for"""
    papers: tuple[Enclosed, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    unused: tuple[str, ...] = ()
    """facts and evidence that found no place in the paper, with the reason"""
    notes: tuple[str, ...] = ()
    """what a model did, where one is attached"""
    summary: Summary = Summary()
    findings: tuple[Finding, ...] = ()
    """what the check of the finished paper says"""

    @property
    def open_points(self) -> tuple[Finding, ...]:
        """The findings, each told once, but those that only see our own marks of what is missing, which `missing`
        lists already."""
        own = (f for f in self.findings if GAP_WORDS not in f.quote and GAP_WORDS not in f.message)
        return tuple({(f.check, f.message, f.hint): f for f in own}.values())


class Platform(Frozen):
    """One recommended platform: a line of the summary table."""

    id: Word = ""
    track: Track | None = None
    platform_name: Word | None = None
    unit_name: Word | None = None
    uscc: Word | None = None
    entity_type: Word | None = None
    partners: Word | None = None
    direction: Word | None = None
    leader: Word | None = None
    contact: Word | None = None
    phone: Word | None = None
    remark: Word | None = None


class LetterFacts(Frozen):
    """--facts of a correction letter or a recommendation; dates as YYYY-MM-DD or in words."""

    issuer: Word | None = None
    number: Word | None = None
    date: Word | None = None
    deadline: Word | None = None
    contact: Word | None = None
    phone: Word | None = None
    year: int | None = None
    unit_name: Word | None = None
    platform_name: Word | None = None
    track: Track | None = None
    order: tuple[Word, ...] = ()
    """ids (or platform names) as the clerk ranked them; what is not named is not recommended"""
    platforms: tuple[Platform, ...] = ()


class Group(Frozen):
    """A part of the correction letter: findings of one level."""

    level: Level
    title: str


class CorrectionTemplate(Frozen):
    """templates/correction.yaml"""

    title: str
    labels: dict[str, str]
    opening: str
    clean: str
    groups: tuple[Group, ...]
    lines: dict[str, str]
    closing_title: str
    closing: tuple[str, ...]
    practice: str = ""
    """said where an item rests on practice alone"""
    ourselves: tuple[str, str] = ("", "")
    """whom a hint sends the reader to, and how an issuer of that name says it of itself"""
    contact: str
    basis: dict[str, str]
    more: str


class RecommendationTemplate(Frozen):
    """templates/recommendation.yaml; `quote` must stand in `clause`, character for character."""

    title: str
    labels: dict[str, str]
    recipient: str
    opening: str
    clause: str
    quote: str
    counts_title: str
    counts: str
    track: str
    list_title: str
    item: str
    none: str
    closing: str
    contact: str
    attachment: str


class Column(Frozen):
    """A column of a table: its title, the field it shows and its width."""

    title: str
    value: str
    width: int
    optional: bool = False
    """may be blank and is then not reported as missing"""


class SheetTemplate(Frozen):
    """A sheet of a workbook, or the summary table."""

    title: str
    head: str = ""
    columns: tuple[Column, ...]


class QueueTemplate(Frozen):
    """templates/queue.yaml"""

    queue: SheetTemplate
    findings: SheetTemplate
    cross: SheetTemplate
