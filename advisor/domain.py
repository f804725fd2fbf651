"""The nouns of the advisor. The same `Finding` serves a file, a pack and an answer.

Chinese names: docs/glossary.md.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

from pydantic import Field, computed_field

from ingest.document import Document, Frozen, Place

Track = Literal["lab", "center", "service", "talent"]
Stage = Literal["application", "annual", "change", "recommendation"]
Basis = Literal["policy", "notice", "practice", "standard", "system"]
Level = Literal["error", "warning", "advice"]
CriterionOutcome = Literal["met", "unmet", "unknown", "unclear"]
Outcome = Literal["eligible", "ineligible", "needs_info", "unclear"]
Refusal = Literal["not-in-text", "out-of-scope", "unsafe"]
By = Literal["user", "pattern", "rule", "llm"]


class Clause(Frozen):
    """One numbered piece of a policy: the unit of retrieval and of citation.

    `text` is cut from `document` at `start:end`, character for character; `heading` is the reader's form of the
    number (四、申报条件（五）); `parent` is the id of the piece above it.
    """

    id: str
    path: str
    text: str
    heading: str
    document: str
    start: int
    end: int
    parent: str | None = None
    children: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The id without the pack: 4.5, or `<document>:12.2` in a further document; what a mark holds."""
        return self.id.split("/", 1)[-1]


class Citation(Frozen):
    """Words of a clause, cut from its document at `start:end`."""

    clause: str
    heading: str
    quote: str
    document: str
    start: int
    end: int


class Sighting(Frozen):
    """One place where a fact was seen, in the words it was seen in."""

    value: Any
    by: By
    quote: str = ""
    file: str | None = None
    place: Place | None = None
    label: str | None = None


class Fact(Frozen):
    """A fact of the applicant by name, with every sighting; `value` is the one to use, None when unknown."""

    name: str
    value: Any = None
    sightings: tuple[Sighting, ...] = ()
    sure: bool = True
    """False where it may be told of somebody else, or be no more: nothing is refused on it"""


class Profile(Frozen):
    """申报主体: facts by name. A fact that is not here is unknown, never false."""

    facts: dict[str, Fact] = Field(default_factory=dict)

    def value(self, name: str) -> Any:
        """The fact's value, None when unknown."""
        fact = self.facts.get(name)
        return None if fact is None else fact.value

    def sightings(self, name: str) -> tuple[Sighting, ...]:
        """Every sighting of the fact, in reading order."""
        fact = self.facts.get(name)
        return () if fact is None else fact.sightings

    def with_facts(self, *facts: Fact) -> Profile:
        """A copy in which these facts replace those of the same name."""
        return Profile(facts={**self.facts, **{fact.name: fact for fact in facts}})


class Finding(Frozen):
    """问题: what was found, where, on what authority, and how to mend it."""

    check: str
    level: Level
    basis: Basis
    message: str
    hint: str = ""
    file: str | None = None
    place: Place = Place()
    quote: str = ""
    clauses: tuple[str, ...] = ()
    by: Literal["rule", "llm"] = "rule"
    box: tuple[float, float, float, float] | None = None
    """left, top, right, bottom as fractions of the drawn page, where reading knows them"""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def id(self) -> str:
        """Short and stable: the same fault at the same words keeps its id in every report and re-check."""
        place = self.place
        key = (self.check, self.file, place.table, place.row, place.column, self.quote, self.message)
        return hashlib.sha256(repr(key).encode()).hexdigest()[:10]


class CriterionVerdict(Frozen):
    """One condition judged: `because` is a sentence for the reader."""

    id: str
    outcome: CriterionOutcome
    clause: str
    because: str
    facts: tuple[str, ...] = ()


class Verdict(Frozen):
    """判定 of a case for one track (or for any, when the track is unknown)."""

    outcome: Outcome
    criteria: tuple[CriterionVerdict, ...] = ()
    track: Track | None = None


class Passage(Frozen):
    """A retrieved clause and its score, for the trace."""

    clause: str
    score: float


class Trace(Frozen):
    """How an answer came about."""

    model: str | None = None
    elapsed_ms: int = 0
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()


class AskBack(Frozen):
    """A question back to the asker: the fact it settles, in plain words, with ready answers."""

    fact: str
    question: str
    options: tuple[str, ...] = ()


class Answer(Frozen):
    """答复. The JSON form is the contract of `advisor ask --json`."""

    schema_: int = Field(1, alias="schema", serialization_alias="schema")
    id: str | None = None
    question: str
    answer: str
    citations: tuple[Citation, ...] = ()
    refused: bool = False
    refusal: Refusal | None = None
    verdict: Verdict | None = None
    platform: Track | None = None
    ask_back: tuple[AskBack, ...] = ()
    findings: tuple[Finding, ...] = ()
    facts: tuple[Fact, ...] = ()
    trace: Trace = Trace()


class MaterialFile(Frozen):
    """One file of a submission with the material it was recognised as (None when it was not)."""

    document: Document
    material: str | None = None
    score: float = 0.0
    part: bool = False
    """Whether it goes on with what another file of the same material begins."""


class Submission(Frozen):
    """申报材料: what one applicant handed in for one track and stage."""

    files: tuple[MaterialFile, ...]
    track: Track | None = None
    stage: Stage | None = None
    round: int | None = None
    profile: Profile = Profile()


class ConditionRow(Frozen):
    """One condition against the material: on what clause, met or not, by which words, where.

    `unclear`: only touched upon; `missing`: nothing found; `unread`: something was not read; `person`: the material
    states it, which a person must verify; `undecided`: the program itself broke down over it.
    """

    check: str
    name: str
    clauses: tuple[str, ...]
    outcome: Literal["met", "unmet", "unclear", "missing", "unread", "person", "undecided"]
    file: str | None = None
    place: Place | None = None
    quote: str = ""


class Spelling(Frozen):
    """One way a thing is written, and where."""

    value: str
    sightings: tuple[Sighting, ...]


class Identity(Frozen):
    """One thing of the applicant: `agrees` is False where there is more than one spelling of what must be one."""

    name: str
    label: str
    spellings: tuple[Spelling, ...]
    agrees: bool


class CheckedFile(Frozen):
    """One line of the report's file list."""

    path: str
    material: str | None
    format: str
    pages: int
    ocr: bool
    unread: tuple[str, ...] = ()
    material_name: str | None = None
    """What people call the material."""


class Summary(Frozen):
    """How many findings of each level, and what that means for the applicant."""

    error: int = 0
    warning: int = 0
    advice: int = 0
    outcome: Literal["ready", "fix", "blocked"] = "ready"


class CheckReport(Frozen):
    """The JSON form is the contract of `advisor check --json`."""

    schema_: int = Field(1, alias="schema", serialization_alias="schema")
    track: Track | None = None
    stage: Stage | None = None
    round: int | None = None
    summary: Summary = Summary()
    files: tuple[CheckedFile, ...] = ()
    profile: dict[str, str | None] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    conditions: tuple[ConditionRow, ...] = ()
    identities: tuple[Identity, ...] = ()
    unused: tuple[str, ...] = ()
    """Files that speak for no condition and that nothing refers to."""
    notes: tuple[str, ...] = ()
    """What the reader should know about how the report came about."""

    @property
    def partly(self) -> str | None:
        """What to say in place of the outcome where the kind of filing was not recognised, so that only part was checked."""
        unknown = self.stage is None and self.summary.outcome == "fix"
        return "没有认出办的是哪件事，只查了一部分" if unknown else None
