"""What a check sees: the submission read for meaning, the pack's rows and today; and how it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from advisor.domain import Finding, Level, Profile, Stage, Track
from advisor.pack.checking import Checking, CheckRow, RoundRules
from advisor.profile.facts import read_profile
from advisor.profile.reading import Reading, Section, Sentence
from ingest.document import Place

_QUOTE_LIMIT = 120


class Policy(Protocol):
    """What a check needs of the pack: the numbers its text sets, and the words of a clause."""

    def parameter(self, name: str) -> int | None: ...

    def clause(self, reference: str) -> Any: ...


@dataclass(frozen=True)
class Case:
    """One submission under check."""

    readings: tuple[Reading, ...]
    checking: Checking
    policy: Policy
    today: date
    track: Track | None = None
    stage: Stage | None = None
    year: int | None = None
    limits: Any = None
    undone: tuple[str, ...] = ()
    """What could not be done for want of our own working, a line each; never the material's fault."""
    memory: dict[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def profile(self) -> Profile:
        """Facts of the applicant with every sighting."""
        return read_profile(self.readings, self.checking)

    @cached_property
    def main(self) -> tuple[Reading, ...]:
        """The submission's main material: the form, the annual report or the change filing; further parts of it last."""
        rows = {row.id for row in self.checking.materials if row.main and row.stage == self.stage}
        found = (r for r in self.readings if r.file.material in rows)
        return tuple(sorted(found, key=lambda reading: reading.file.part))

    @property
    def rules(self) -> RoundRules | None:
        """What the year's notice sets; None where the pack has no such notice."""
        return self.checking.rounds.get(self.year) if self.year else None

    def of(self, *materials: str) -> tuple[Reading, ...]:
        """The files recognised as one of these materials; all files when none is named."""
        return tuple(r for r in self.readings if not materials or r.file.material in materials)

    @cached_property
    def others(self) -> frozenset[str]:
        """The units that the package names beside the applicant of today, what it was or will be called among them."""
        facts = ("partners", "former_name", "new_name", "related", "lead_name", "recommender")
        return frozenset(str(s.value) for fact in facts for s in self.profile.sightings(fact))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Sections of the main material."""
        return tuple(section for reading in self.main for section in reading.sections)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the main material."""
        return tuple(sentence for reading in self.main for sentence in reading.sentences)

    @cached_property
    def blind(self) -> tuple[str, ...]:
        """Files of which something was not read: absence in them proves nothing."""
        return tuple(r.path for r in self.readings if r.unread)

    @cached_property
    def main_blind(self) -> bool:
        """True when a main material has unread parts, or an unread file may be one."""
        if any(r.unread for r in self.main):
            return True
        return not self.main and bool(self.blind)

    def reading(self, path: str | None) -> Reading | None:
        """The file of that path."""
        return next((r for r in self.readings if r.path == path), None)


@dataclass(frozen=True)
class Row:
    """A check row at work: it makes findings in the row's words."""

    row: CheckRow

    def finding(
        self,
        *,
        file: str | None = None,
        place: Place | None = None,
        quote: str = "",
        level: Level | None = None,
        message: str | None = None,
        hint: str | None = None,
        clauses: tuple[str, ...] | None = None,
        **words: Any,
    ) -> Finding:
        """A finding of this check; `words` fill the row's message and hint."""
        return Finding(
            check=self.row.id,
            level=level or self.row.level,
            basis=self.row.basis,
            message=_fill(message or self.row.message, words),
            hint=_fill(hint or self.row.hint, words),
            file=file,
            place=place or Place(),
            quote=_shorten(quote),
            clauses=self.row.clauses if clauses is None else clauses,
        )

    def undecided(
        self,
        *,
        file: str | None = None,
        place: Place | None = None,
        quote: str = "",
        of: str = "",
        **words: Any,
    ) -> Finding:
        """无法判定: something that would decide this check was not read; never an error. `of` names what it is about."""
        reason = "有内容未能读出，无法判定；请提供清晰的文字版后再查"
        return self.finding(
            file=file,
            place=place,
            quote=quote,
            level="advice",
            message=f"{self.row.title}{f'（{of}）' if of else ''}：{reason}",
            hint="提供可复制文字的版本或更清晰的扫描件",
            **words,
        )

    def broken_down(self) -> Finding:
        """无法判定: the check itself failed; never an error, since it tells of us and not of the material."""
        return self.finding(
            level="warning",
            message=f"{self.row.title}：这一项程序没有查成，无法判定，请人工核对",
            hint="其他检查项不受影响；请把这一情况告诉管理员",
        )


def _fill(text: str, words: dict[str, Any]) -> str:
    def put(match: re.Match[str]) -> str:
        return str(words.get(match.group(1), match.group()))

    return re.sub(r"\{(\w+)\}", put, text)


def _shorten(quote: str) -> str:
    quote = quote.strip()
    return quote if len(quote) <= _QUOTE_LIMIT else quote[:_QUOTE_LIMIT]


Findings = Iterator[Finding]
