"""The shapes of a knowledge pack's files (how to write each: knowledge/README.md). A shape is closed: an unknown key is
a fault with its file and line."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from advisor.domain import Basis, Clause, Stage, Track
from advisor.pack.examples import ExampleGroup
from advisor.pack.facts import FactSpec, Hindrance
from advisor.pack.lexicon import Lexicon
from advisor.pack.source import SourceDocument
from ingest.document import Frozen


class Parameter(Frozen):
    """A number the text sets. It is read out of the clause by `pattern` (one group); `value` is what the author
    of the pack expected to find there, and lint reports where the two part."""

    clause: str
    pattern: str
    value: int
    unit: str = ""


class TrackInfo(Frozen):
    """One platform type: `name` in full, `short` in running text, `clause` for what it is for and `target`
    (a parameter) for how many are to be built."""

    id: Track
    name: str
    short: str
    english: str
    clause: str
    target: str
    purpose: str
    """one clause of a sentence: what the type is for, in the text's words"""


class Role(Frozen):
    """Who decides what, by the text."""

    who: str
    does: str
    clause: str


class PackInfo(Frozen):
    """pack.yaml"""

    id: str
    title: str
    short: str
    issuer: str
    status: str = ""
    ask_whom: str
    ask_whom_english: str = ""
    documents: tuple[SourceDocument, ...] = ()
    """in a pack made from a folder they stand in documents.yaml"""
    tracks: tuple[TrackInfo, ...] = ()
    modalities: tuple[str, ...] = ()
    """the words by which this text binds, allows or excludes"""
    hedges: tuple[str, ...] = ()
    """the words by which it holds back; a sentence that rests on one must keep it"""
    stages: dict[Stage, str] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    roles: tuple[Role, ...] = ()


class Condition(Frozen):
    """All of the stated tests must hold. `fact` is compared with `in`, `not_in` (holds where it was not told, too) or a
    bound (a number or a parameter's name); `grades` and `within`/`beyond` (a parameter in years) a dated event."""

    fact: str
    in_: tuple[Any, ...] | None = Field(None, alias="in")
    not_in: tuple[Any, ...] | None = None
    at_most: int | str | None = None
    above: int | str | None = None
    at_least: int | str | None = None
    below: int | str | None = None
    grades: tuple[str, ...] | None = None
    within: str | None = None
    beyond: str | None = None
    undated: bool = False
    total: bool = False
    """the count is of all units together, the lead among them"""
    pattern: str | None = None
    """the (name) fact matches this regular expression as a whole"""


class Criterion(Frozen):
    """criteria.yaml: one condition of the text. The first list that holds gives the outcome: `unmet`, then
    `unclear`, then `met`; none holds: unknown. `words` must stand in the clause, or the criterion is void
    (the text was changed) and lint says so. `because` gives a sentence for each outcome, and under `edge` the one for a date
    so near the bound that it may lie on either side, under `beyond` the one for what lies before the years that count,
    under `unsure` the one for what may be told of somebody else, or be no more, under `total` the one for a number told of all
    together."""

    id: str
    name: str
    clause: str
    modality: str
    """how strongly the text says it, in its own word; one of the pack's `modalities`"""
    words: tuple[str, ...]
    basis: Basis = "policy"
    tracks: tuple[Track, ...] = ("lab", "center", "service", "talent")
    joint_only: bool = False
    alone: bool = False
    """a question may be about this condition alone (a name, the partners, the lead)"""
    judged: bool = False
    """left to the experts' review: never asked, never unmet"""
    decisive: bool = True
    """must be known before the outcome can be `eligible`"""
    facts: tuple[str, ...] = ()
    unmet: tuple[tuple[Condition, ...], ...] = ()
    unclear: tuple[tuple[Condition, ...], ...] = ()
    met: tuple[tuple[Condition, ...], ...] = ()
    because: dict[str, str] = Field(default_factory=dict)
    english: dict[str, str] = Field(default_factory=dict)
    """`because` for a question in English; an outcome without one is told in Chinese"""
    prepare: str = ""
    """what the applicant should get ready for it"""


class Silence(Frozen):
    """silent_on.yaml: a point the text does not set. `nearest` is what it does say about it, with clause marks."""

    id: str
    topic: str
    asks: tuple[str, ...]
    says: str
    """the statement of the silence, a sentence"""
    nearest: str = ""
    who: str
    """who decides, and what to ask them"""
    clauses: tuple[str, ...] = ()
    track: Track | None = None
    intent: str = ""
    """a lexicon intent that, together with one of `tracks`, points here"""
    tracks: tuple[Track, ...] = ()
    says_english: str = ""
    basis: Basis = "policy"


class OffTopic(Frozen):
    """silent_on.yaml: requests that have nothing to do with the programme."""

    id: str
    kind: Literal["out-of-scope", "unsafe"]
    asks: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    reply: str
    reply_english: str


class Guide(Frozen):
    """guidelines/*.md: one plain explanation (编制说明, not policy), every sentence tied to its clause by a mark."""

    id: str
    title: str
    text: str
    english: str = ""
    asks: tuple[str, ...] = ()
    track: Track | None = None
    intent: str = ""
    """a lexicon intent that points here; with a `track`, only where that type is compared with others"""
    correction: str = ""
    span: str = ""
    """推算：a sentence for a question that names a date: {from}, {to}, the parameter between them, {state}: whether it is over"""
    file: str
    line: int

    @property
    def basis(self) -> str:
        """A guide explains; it is never policy."""
        return "guide"


class Case(Frozen):
    """cases.yaml: a situation with the verdict that must come out."""

    title: str
    track: Track | None = None
    today: str | None = None
    facts: dict[str, Any]
    outcome: Literal["eligible", "ineligible", "needs_info", "unclear"]
    criteria: dict[str, str] = Field(default_factory=dict)


class Pack(Frozen):
    """知识包, loaded. `parameters` holds the numbers as the text has them today, `written` the characters they are
    written in (三 or 3), which is how an answer shows them."""

    info: PackInfo
    clauses: tuple[Clause, ...]
    texts: dict[str, str]
    parameters: dict[str, int | None] = Field(default_factory=dict)
    written: dict[str, str] = Field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    facts: tuple[FactSpec, ...] = ()
    hindrances: tuple[Hindrance, ...] = ()
    silences: tuple[Silence, ...] = ()
    off_topic: tuple[OffTopic, ...] = ()
    guides: tuple[Guide, ...] = ()
    questions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """questions/*.yaml: further typical questions by the id of the guide, silence or other subject that answers them"""
    lexicon: Lexicon = Lexicon()
    cases: tuple[Case, ...] = ()
    examples: tuple[ExampleGroup, ...] = ()
    folder: str = ""

    def clause(self, reference: str) -> Clause | None:
        """The clause with this id; the pack's own prefix may be left out."""
        return self._by_id.get(reference if "/" in reference else f"{self.info.id}/{reference}")

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def in_force(self) -> tuple[Clause, ...]:
        """The clauses without those of older editions."""
        older = {each.replaces for each in self.info.documents if each.replaces is not None}
        replaced = {each.file for each in self.info.documents if each.prefix in older}
        return tuple(clause for clause in self.clauses if clause.document not in replaced)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each document by its file."""
        return {each.file: each.title for each in self.info.documents}

    @property
    def is_text_only(self) -> bool:
        """Whether nobody has written anything about the text: answers are its own words."""
        return not (self.guides or self.silences)

    def parameter(self, name: str) -> int | None:
        """A number the text sets, as it stands in the text; None when the text no longer has it."""
        return self.parameters.get(name)

    def track(self, track: Track) -> TrackInfo:
        """The platform type; raises KeyError for a type this pack does not have."""
        for info in self.info.tracks:
            if info.id == track:
                return info
        raise KeyError(track)

    def fact(self, name: str) -> FactSpec | None:
        """The specification of a fact by name."""
        return next((fact for fact in self.facts if fact.name == name), None)
