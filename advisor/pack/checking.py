"""The part of a pack that says what is checked: materials, sections, fields, figures, checks, rounds.

Programme folders inherit everything of `knowledge/common/`; a row of the same id replaces the common one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, TypeAdapter

from advisor.domain import Basis, Level, Stage, Track
from advisor.errors import PackError
from advisor.pack.figure_rows import FigureRow
from advisor.pack.labels import Labels
from advisor.pack.load import read
from ingest.document import Frozen

Effort = Literal["supply", "correct", "sign", "verify", "polish"]


class CheckRow(Frozen):
    """检查项: one check as data. `kind` names the module of `advisor/checks/` that runs it with `with`."""

    id: str
    kind: str
    level: Level
    basis: Basis
    title: str
    message: str
    hint: str
    why: str
    example: str
    clauses: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    stages: tuple[Stage, ...] = ()
    effort: Effort = "correct"
    batch: bool = False
    """True for a check over several submissions; a single package never runs it."""
    parameters: dict[str, Any] = Field(default_factory=dict, alias="with")


class MaterialRow(Frozen):
    """材料: how a document is recognised by its content, and where it is required."""

    id: str
    name: str
    titles: tuple[str, ...] = ()
    """Regular expressions tried on the first lines; the strongest sign."""
    words: tuple[str, ...] = ()
    """Regular expressions counted anywhere in the text."""
    at_most: int | None = None
    """Characters of a paper that is short by nature; a longer one is this material only with the title at its head."""
    not_titles: tuple[str, ...] = ()
    not_heads: tuple[str, ...] = ()
    """A paper so headed (…的通知) is never this material, whatever it speaks of."""
    about: tuple[str, ...] = ()
    """One of these must stand somewhere in the text: a form of another programme is not this programme's."""
    plain: tuple[str, ...] = ()
    """Titles, or names of files, that name no programme (申报书): with such a one, labels stand for `about`."""
    bears: tuple[str, ...] = ()
    """Ids of the fields whose labels tell a plainly titled form; two labels must stand in it."""
    mute: tuple[str, ...] = ()
    """Lines above a plain title that name no programme either (附件1, the unit, a label)."""
    others: tuple[str, ...] = ()
    """One of these among the first lines names another programme, whatever the labels."""
    stage: Stage | None = None
    """The stage this material by itself speaks for."""
    main: bool = False
    required: tuple[Stage, ...] = ()
    basis: Basis = "practice"
    clauses: tuple[str, ...] = ()
    section: str | None = None
    """A section of the main material that can stand for it."""
    repeatable: bool = False
    stands: tuple[str, ...] = ()
    """Other materials that do for it where the stage does not ask for them."""
    before_after: bool = False
    """In a change filing there are two lawfully: as it was, and as it is."""
    pictured: bool = False
    """True when it is usually handed in as a picture, so that a picture without words may be it."""


class SectionRow(Frozen):
    """章节: a part of a document known by meaning, whatever its title."""

    id: str
    name: str
    titles: tuple[str, ...]
    not_titles: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    """Expressions that, found in running text, show the subject is treated under another title; {next} is the year after."""
    content: tuple[str, ...] = ()
    """Expressions by which a part whose title says nothing known is taken for this one."""
    least: int = 2
    """How many of `content` such a part must match."""
    enough: int = 0
    """How many sentences of `evidence` stand for it even among parts with their usual titles; 0 for none do."""
    within: tuple[str, ...] = ()
    """Parts of other meanings whose own words may do for it, judged by `content`."""
    targets: tuple[str, ...] = ()
    """Rows of tables with a column for each of some years: two that match tell what it is for, with their figures."""
    proved_by: str | None = None
    """A check of kind `evidence`: where it finds everything told in full, no part of this name is wanted."""
    papers: tuple[str, ...] = ()
    """Materials that are this part, handed in as a paper of its own."""
    ahead: bool = False
    """True for what is planned for the year after, which a table of its own may tell as well as a part."""
    required: tuple[Stage, ...] = ()
    practice: tuple[Stage, ...] = ()
    """Stages in which only practice expects it, whatever its basis elsewhere."""
    tracks: tuple[Track, ...] = ()
    basis: Basis = "practice"
    clauses: tuple[str, ...] = ()
    min_characters: int = 0
    lists: bool = False
    """True for parts that list papers: a line of such a list that reads as a title opens no part."""
    form: bool = False
    """True for parts that hold a form, signature or list and no prose."""


class FieldRow(Frozen):
    """栏目: a labelled cell or line. `labels` are compared without blanks, brackets and units."""

    id: str
    name: str
    kind: Literal[
        "text", "organisation", "code", "phone", "email", "postcode", "date", "person", "number"
    ] = "text"
    labels: tuple[str, ...]
    like: tuple[str, ...] = ()
    """Expressions that take in further spellings whole."""
    materials: tuple[str, ...] = ()
    """Materials in which the labels mean this field; empty for all."""
    required: tuple[Stage, ...] = ()
    expected: tuple[Stage, ...] = ()
    """Stages in which the label itself must be there."""
    many: bool = False
    instead: tuple[str, ...] = ()
    """Fields that do for this one where they are filled."""


class ConditionSpec(Frozen):
    """条件: one condition of the policy and what in the material speaks for it."""

    id: str
    name: str
    clauses: tuple[str, ...]
    tracks: tuple[Track, ...] = ()
    stages: tuple[Stage, ...] = ("application",)
    facts: tuple[str, ...] = ()
    """Fields whose sightings meet it."""
    said: tuple[str, ...] = ()
    """Expressions on sentences without blanks."""
    sections: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    """Materials that are something for a person to read, whatever their words."""
    proves: str | None = None
    """A check of kind `evidence` whose elements stand for it, a row each."""
    faults: tuple[str, ...] = ()
    """Checks that, where they find anything, show it is not met by the material's own words."""
    lacking: tuple[str, ...] = ()
    """Checks that, where they find anything, show that nothing speaks for it."""
    official: bool = False
    """True where a certificate shows it and the applicant's own words only state it."""
    within: str = ""
    """A list of words of which what shows it must have one (places at home)."""
    only_with: str | None = None
    """A fact without which the condition does not arise."""
    person: bool = False
    """True where the material can only state it and a person must verify."""


class RoundRules(Frozen):
    """年度通知: what one year's notice sets beyond the policy. A year without a file sets nothing."""

    year: int
    title: str = ""
    deadline: str | None = None
    file_names: dict[str, str] = Field(default_factory=dict)
    max_pages: dict[str, int] = Field(default_factory=dict)
    required_materials: dict[Stage, tuple[str, ...]] = Field(default_factory=dict)
    required_sections: dict[Stage, tuple[str, ...]] = Field(default_factory=dict)


class Checking(Frozen):
    """Everything of one pack that the checker reads."""

    checks: tuple[CheckRow, ...] = ()
    materials: tuple[MaterialRow, ...] = ()
    sections: tuple[SectionRow, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    conditions: tuple[ConditionSpec, ...] = ()
    vocabulary: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    rounds: dict[int, RoundRules] = Field(default_factory=dict)

    def material(self, name: str | None) -> MaterialRow | None:
        """The material row of that id."""
        return next((row for row in self.materials if row.id == name), None)

    @cached_property
    def fields_by_label(self) -> Labels:
        """Field rows by bare label."""
        return Labels(self.fields)

    def words(self, name: str) -> tuple[str, ...]:
        """A list of the vocabulary; a missing list is a fault of the pack."""
        try:
            return self.vocabulary[name]
        except KeyError:
            raise PackError(f"词表“{name}”不存在，请检查 vocabulary.yaml") from None

    def any_of(self, names: Iterable[str]) -> str:
        """A pattern of any word of these lists of the vocabulary."""
        return "|".join(word for name in names for word in self.words(name))

    def type_words(self, kind: Literal["track", "track_ends"], track: Track) -> tuple[str, ...]:
        """How documents name a platform type; none in a pack that has no such type (lint asks for those it has)."""
        return self.vocabulary.get(f"{kind}.{track}", ())


_Row = TypeVar("_Row", CheckRow, MaterialRow, SectionRow, FieldRow, FigureRow, ConditionSpec)


def load_checking(knowledge: Path, pack: str) -> Checking:
    """Read the checking part of `pack` over `knowledge/common`; all faults come as one `PackError`."""
    faults: list[str] = []
    folders = (knowledge / "common", knowledge / pack)
    vocabulary: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        vocabulary |= read(folder, "vocabulary.yaml", TypeAdapter(dict[str, tuple[str, ...]]), faults) or {}
    checking = Checking(
        checks=_rows(folders, "checks.yaml", TypeAdapter(tuple[CheckRow, ...]), faults),
        materials=_rows(folders, "materials.yaml", TypeAdapter(tuple[MaterialRow, ...]), faults),
        sections=_rows(folders, "sections.yaml", TypeAdapter(tuple[SectionRow, ...]), faults),
        fields=_rows(folders, "fields.yaml", TypeAdapter(tuple[FieldRow, ...]), faults),
        figures=_rows(folders, "figures.yaml", TypeAdapter(tuple[FigureRow, ...]), faults),
        conditions=_rows(folders, "conditions.yaml", TypeAdapter(tuple[ConditionSpec, ...]), faults),
        vocabulary=vocabulary,
        rounds=_rounds(knowledge / pack / "rounds", faults),
    )
    if faults:
        more = f"（另有 {len(faults) - 1} 处）" if len(faults) > 1 else ""
        raise PackError(f"知识包“{pack}”的检查配置有误：{faults[0]}{more}", tuple(faults))
    return checking


def _rows(
    folders: tuple[Path, ...], name: str, shape: TypeAdapter[tuple[_Row, ...]], faults: list[str]
) -> tuple[_Row, ...]:
    rows: dict[str, _Row] = {}
    for folder in folders:
        rows |= {row.id: row for row in read(folder, name, shape, faults) or ()}
    return tuple(rows.values())


def _rounds(folder: Path, faults: list[str]) -> dict[int, RoundRules]:
    rounds: dict[int, RoundRules] = {}
    for path in sorted(folder.glob("[0-9]*.yaml")):
        rules = read(folder, path.name, TypeAdapter(RoundRules), faults)
        if rules is not None:
            rounds[rules.year] = rules
    return rounds
