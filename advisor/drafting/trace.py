"""Where each word of a paper comes from: sources, uses, and sightings that do not agree."""

from __future__ import annotations

from typing import Literal

from ingest.document import Frozen


class Source(Frozen):
    """One place a value was seen: a file with the place in it, the user's own word, or a computation."""

    file: str = ""
    where: str = ""
    quote: str = ""
    by: Literal["user", "pattern", "computed"] = "pattern"
    note: str = ""
    """where the user says they have it from"""

    @property
    def text(self) -> str:
        """The source in words, for the table of sources."""
        said = f"{self.file} {self.where}".strip()
        return f"{said}（出处：{self.note}）" if self.note else said


class Use(Frozen):
    """A value as it stands in the paper, with every place it was seen."""

    section: str
    field: str
    label: str
    value: str
    sources: tuple[Source, ...]


class Claim(Frozen):
    """One of several values that do not agree."""

    value: str
    sources: tuple[Source, ...]


class Conflict(Frozen):
    """A fact whose sources do not agree; `chosen` is the user's word, None when nobody has settled it."""

    field: str
    label: str
    claims: tuple[Claim, ...]
    chosen: str | None = None


class Enclosed(Frozen):
    """A document to be enclosed: whether it was found among the evidence, and by what it is asked for."""

    name: str
    basis: str
    clauses: tuple[str, ...] = ()
    note: str = ""
    file: str | None = None
    later: bool = False


class Ask(Frozen):
    """A fact still wanted, as it is asked for; `claims` are the values to choose between where sources differ."""

    field: str
    label: str
    question: str
    expected: str
    options: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    several: bool = False
    """the answer may have several lines, a paragraph or a record each"""


class Reminder(Frozen):
    """Something the paper cannot settle and somebody must."""

    text: str
    basis: str
    clauses: tuple[str, ...] = ()
