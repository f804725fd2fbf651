"""The nouns of a batch. The JSON form of `TriageReport` is the contract of `advisor triage --json`."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from advisor.domain import Basis, CheckedFile, ConditionRow, Finding, Stage, Track
from advisor.pack.checking import CheckRow, Effort
from ingest.document import Frozen, Place


class Broken(Frozen):
    """How a submission that could not be handled at all is told."""

    check: str
    message: str
    hint: str
    empty: str


class FirstRules(Frozen):
    """What is settled first among findings of one level: by authority, then by the kind of work."""

    basis: tuple[Basis, ...]
    effort: tuple[Effort, ...]


class SimilarRule(Frozen):
    """Parameters of the `similar` row; lengths in characters without blanks, shares from 0 to 1."""

    materials: tuple[str | None, ...]
    min_characters: int
    min_shared: int
    likeness: float
    common_units: int
    common_share: float


class RepeatedRule(Frozen):
    """Parameters of the `repeated` row: the fields to read, and how much of two lists must agree."""

    persons: tuple[str, ...]
    phones: tuple[str, ...]
    births: tuple[str, ...]
    materials: tuple[str, ...]
    equipment: str
    equipment_heads: tuple[str, ...]
    equipment_totals: tuple[str, ...]
    equipment_rows: int
    equipment_share: float


class TriageRules(Frozen):
    """triage.yaml"""

    checks: tuple[CheckRow, ...]
    first: FirstRules
    names: dict[str, str]
    broken: Broken

    def row(self, kind: str) -> CheckRow:
        """The row of that kind; KeyError where there is none."""
        return {row.kind: row for row in self.checks}[kind]

    @cached_property
    def similar(self) -> SimilarRule:
        """What counts as a shared passage."""
        return SimilarRule.model_validate(self.row("similar").parameters)

    @cached_property
    def repeated(self) -> RepeatedRule:
        """What counts as the same unit, person or equipment."""
        return RepeatedRule.model_validate(self.row("repeated").parameters)


class Cities(Frozen):
    """cities.yaml: the home province's two digits and its cities by the first four."""

    home: str
    cities: dict[str, str]


class Passage(Frozen):
    """A passage of one submission's prose, as it stands there, with its place."""

    file: str
    text: str
    place: Place = Place()


class Item(Frozen):
    """A value that may stand in several submissions, with the place it was read at."""

    value: str
    file: str | None = None
    place: Place | None = None


class Extract(Frozen):
    """What of one submission is compared with the others; `own` are its names, masked before comparing."""

    id: str
    unit: str | None = None
    uscc: str | None = None
    platform: str | None = None
    stage: Stage | None = None
    own: tuple[str, ...] = ()
    leaders: tuple[Item, ...] = ()
    births: tuple[str, ...] = ()
    phones: tuple[Item, ...] = ()
    equipment: tuple[Item, ...] = ()
    passages: tuple[Passage, ...] = ()


class SubmissionRow(Frozen):
    """One submission of the queue."""

    id: str
    unit_name: str | None = None
    uscc: str | None = None
    city: str | None = None
    track: Track | None = None
    stage: Stage | None = None
    round: int | None = None
    platform_name: str | None = None
    outcome: str = "blocked"
    error: int = 0
    warning: int = 0
    advice: int = 0
    files: int = 0
    first: Finding | None = None
    findings: tuple[Finding, ...] = ()
    profile: dict[str, str | None] = Field(default_factory=dict)
    seconds: float = 0.0


class Examined(Frozen):
    """One submission done: its row, what is compared, the fingerprint of the files it came from, its files and the
    condition × evidence grid."""

    fingerprint: str
    row: SubmissionRow
    extract: Extract
    files: tuple[CheckedFile, ...] = ()
    grid: tuple[ConditionRow, ...] = ()


class Side(Frozen):
    """One side of a shared passage."""

    submission: str
    unit_name: str | None
    file: str
    place: Place
    quote: str


class Shared(Frozen):
    """A passage two submissions share, both sides word for word; `likeness` from 0 to 1."""

    likeness: float
    sides: tuple[Side, Side]


class CrossFinding(Finding):
    """A finding about several submissions of a batch: it names them all."""

    submissions: tuple[str, ...]
    passages: tuple[Shared, ...] = ()
    shared: dict[str, str] = Field(default_factory=dict)
    elsewhere: bool = False
    """True across batches: the submissions are then named with their batch's name before them"""


class TriageReport(Frozen):
    """A batch: its submissions in the order of their names, and what is found across them."""

    schema_: int = Field(1, alias="schema", serialization_alias="schema")
    submissions: tuple[SubmissionRow, ...] = ()
    cross: tuple[CrossFinding, ...] = ()
    reused: int = 0
    """how many were already done in this output folder"""
    seconds: float = 0.0
