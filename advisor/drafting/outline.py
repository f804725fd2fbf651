"""What a paper of an approved platform is made of: the facts it may hold and the outline they are put into.

Both are data of the pack (`drafting/facts.yaml`, `drafting/<paper>.yaml`); how to write them: docs/drafting.md.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, TypeAdapter

from advisor.domain import Basis, Stage, Track
from advisor.errors import PackError
from advisor.pack.load import read
from advisor.pack.model import Pack
from advisor.pack.squeeze import bare_label
from ingest.document import Frozen

T = TypeVar("T")
FOLDER = "drafting"
Kind = Literal["text", "date", "year", "choice", "choices", "figure", "prose", "list"]
Role = Literal["any", "now", "before", "target", "next", "undated"]
"""What a passage of the evidence speaks of: this year's results, last year's, this year's or next year's plan"""


class Option(Frozen):
    """A value of a choice: `id`, what people read, and other ways to say it."""

    id: str
    label: str
    says: tuple[str, ...] = ()


class Column(Frozen):
    """A column of a list. `labels` are further heads it has in evidence; `roles` where it may be read."""

    id: str
    label: str
    labels: tuple[str, ...] = ()
    width: int = 10
    number: bool = False
    """its unit stands in brackets in `label`; numbers in other units are turned into it"""
    date: bool = False
    """the record belongs to the year this column names"""
    tells: tuple[str, ...] = ()
    """heads that tell without a caption what the table lists, as `label` does"""
    roles: tuple[Role, ...] = ("now", "undated")
    optional: bool = False
    code: bool = False
    """a number of letters and figures, which a line's end may break and nothing else parts"""


class FactRow(Frozen):
    """事实: one thing a paper says. What it is called, how it is asked for, and where evidence shows it.

    `labels` are label cells, lines and column heads that mean it (and other names for it in a facts file); `fields`
    are rows of fields.yaml, `figure` a row of figures.yaml, `patterns` expressions with a group `n` over sentences,
    `sections` the meanings of sections whose paragraphs it takes; `count_of` names a list whose rows it counts,
    `sum_of` a list's column (`list.column`) whose numbers it adds.
    """

    id: str
    label: str
    kind: Kind = "text"
    unit: str = ""
    question: str = ""
    hint: str = ""
    labels: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    figure: str = ""
    patterns: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    count_of: str = ""
    sum_of: str = ""
    tracks: tuple[Track, ...] = ()
    """the platform types it is for; empty for all"""
    lasting: bool = False
    """the same from year to year, so that any document may show it"""
    listed_by: str = ""
    """a figure of how many the list names; a list that names fewer is a choice of examples and is not counted"""
    stock: bool = False
    """a figure of what there is at a day, not of what a year brought"""
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    key: str = ""
    """the column every record has, which tells one from another"""
    apart: tuple[str, ...] = ()
    """columns that together tell one record from another, where the key alone does not"""
    repeats: bool = False
    """one table may list several records that are told apart by nothing but their rows"""
    lines: tuple[str, ...] = ()
    """expressions over a paragraph that is one record; their groups are columns"""
    titles: tuple[str, ...] = ()
    """expressions on the caption, sheet or file name of a table whose heads alone would not tell what it lists"""
    totals: tuple[str, ...] = ()
    """columns that the paper adds up"""

    def column(self, name: str) -> Column | None:
        """The column of this id."""
        return next((column for column in self.columns if column.id == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a facts file may use."""
        return (self.id, self.label, *self.labels)


class Part(Frozen):
    """A piece of a section: exactly one of `text`, `prose`, `table`, `form`, `compare` or `papers`.

    `text` is a sentence with `{fact}` slots and [phrases in brackets] that stand only when known, `prose` a fact of
    paragraphs, `table` a list (of `columns`), `form` facts given as label and value, `compare` a list of plan and
    result with their ratio, `papers` the documents to be enclosed. `none` is said when the fact is 无.
    """

    title: str = ""
    text: str = ""
    prose: str = ""
    table: str = ""
    columns: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    compare: str = ""
    papers: bool = False
    none: str = ""
    optional: bool = False
    """left out when nothing is known"""
    tracks: tuple[Track, ...] = ()
    kinds: tuple[str, ...] = ()


class SectionOutline(Frozen):
    """A numbered part of the paper; `basis` says whether the policy or only practice asks for it."""

    title: str
    basis: Basis = "practice"
    clauses: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    kinds: tuple[str, ...] = ()
    parts: tuple[Part, ...]


class Enclosure(Frozen):
    """A document to be enclosed; `material` is the row of materials.yaml it is recognised by."""

    name: str
    material: str = ""
    kinds: tuple[str, ...] = ()
    basis: Basis = "practice"
    clauses: tuple[str, ...] = ()
    note: str = ""
    later: bool = False
    """comes from the recommending unit, after the paper is written"""


class Note(Frozen):
    """Something to be settled before the paper goes out; shown beside it, never in it."""

    text: str
    basis: Basis
    clauses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class Outline(Frozen):
    """提纲: a paper of one kind, different for each platform type."""

    id: str
    name: str
    title: str
    choice: str = ""
    """the fact whose values `kinds` name"""
    stage: Stage | None = None
    ahead: bool = False
    """written for the year after the one its evidence reports"""
    recipient: str = ""
    quotes: dict[str, str] = Field(default_factory=dict)
    """words of the policy as `{quote}` slots: they must stand in a clause, character for character"""
    cover: tuple[str, ...] = ()
    opening: str = ""
    sections: tuple[SectionOutline, ...]
    closing: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    notes: tuple[Note, ...] = ()
    consent: tuple[str, ...] = ()
    """lines of the recommending unit's page"""
    consent_title: str = ""
    signer: str = "unit_name"
    date: str = "date"
    words: dict[str, str] = Field(default_factory=dict)


class ReadingRules(Frozen):
    """How evidence is read: heads of tables of plan and result, sentences that tell a figure, what to pass over.

    Expressions over the words before a number: `spans` of years, `until` a day (a span for what a year brings),
    `other_times`, `this_time`, `others` (whose affair it is) and `ours`.
    """

    no_total: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    plan_materials: tuple[str, ...] = ()
    report_materials: tuple[str, ...] = ()
    own_materials: tuple[str, ...] = ()
    plan_sections: tuple[str, ...] = ()
    plan_heads: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    inexact: tuple[str, ...] = ()
    """what behind a number and its unit makes it another one, or about one"""
    spans: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    other_times: tuple[str, ...] = ()
    this_time: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    before_names: tuple[str, ...] = ()
    """words a sentence may set before what it counts"""
    dates: tuple[str, ...] = ()
    """heads of columns that date a record, whatever they are called"""
    units: tuple[str, ...] = ()
    same_units: tuple[tuple[str, ...], ...] = ()
    """words that count the same things"""


class FactBook(Frozen):
    """drafting/facts.yaml"""

    reading: ReadingRules = ReadingRules()
    facts: tuple[FactRow, ...]

    @cached_property
    def by_name(self) -> dict[str, FactRow]:
        """Rows by every name a facts file may use; a name of two rows is no name."""
        index: dict[str, FactRow | None] = {}
        for row in self.facts:
            for name in {bare_label(each) for each in row.names}:
                index[name] = row if index.get(name, row) is row else None
        index |= {bare_label(each): row for row in self.facts for each in (row.id, row.label)}
        return {name: row for name, row in index.items() if row is not None}

    def fact(self, name: str) -> FactRow:
        """The row of this id. Raises PackError when an outline names a fact that is not there."""
        for row in self.facts:
            if row.id == name:
                return row
        raise PackError(f"{FOLDER}/facts.yaml 没有名为 {name} 的事实")


def has_outlines(pack: Pack) -> bool:
    """Whether the pack says what papers its platforms write."""
    return (Path(pack.folder) / FOLDER / "facts.yaml").is_file()


def load_book(pack: Pack) -> FactBook:
    """The facts of the pack's papers. Raises PackError."""
    return _book(pack.folder)


def load_outline(pack: Pack, name: str) -> Outline:
    """The outline of a paper. Raises PackError when the pack has none or its quotes are not the policy's."""
    outline = _outline(pack.folder, name)
    text = "\n".join(clause.text for clause in pack.clauses)
    for quote in outline.quotes.values():
        if quote not in text:
            raise PackError(f"{FOLDER}/{name}.yaml：“{quote}”不在原文里")
    return outline


@lru_cache(maxsize=8)
def _book(folder: str) -> FactBook:
    return _load(folder, "facts", TypeAdapter(FactBook))


@lru_cache(maxsize=32)
def _outline(folder: str, name: str) -> Outline:
    return _load(folder, name, TypeAdapter(Outline))


def _load(folder: str, name: str, shape: TypeAdapter[T]) -> T:
    faults: list[str] = []
    value = read(Path(folder) / FOLDER, f"{name}.yaml", shape, faults)
    if value is None:
        missing = f"知识包“{Path(folder).name}”没有 {FOLDER}/{name}.yaml"
        raise PackError(faults[0] if faults else missing, tuple(faults))
    return value
