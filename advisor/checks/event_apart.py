"""What happened told in one clause and its grade in another (系统被人攻破，…省里通报时用了“重大”两个字)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.pack.patterns import any_in
from advisor.profile.reading import Sentence
from ingest.document import Frozen

CLAUSE = re.compile(r"[^,。;!?]+")
"""A piece of a sentence in which something may be told."""
_BACK = 2
"""Sentences back in which it may be told what happened."""


class Apart(Frozen):
    """`events` are what happens in ordinary words, `grades` what says how grave it was; a sentence with words of `never`
    (演练, 案例) tells no event of its own, and a clause with words of `spared` (拦下, 险些) tells of none that happened."""

    events: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()

    def graded(self, told: Sequence[Sentence], unless: tuple[str, ...], own: tuple[str, ...]) -> str | None:
        """The clause with the grade in the last sentence, where it or one shortly before it in its part tells the event."""
        last = told[-1]
        if any_in(self.never, last.bare):
            return None
        grade = next((c for c in self._clauses(last, self.grades) if not any_in(unless, c)), None)
        near = [s for s in told[-1 - _BACK :] if s.place.section == last.place.section]
        if grade is None or not any(self._happened(s, unless, own) for s in near):
            return None
        return grade

    def _happened(self, sentence: Sentence, unless: tuple[str, ...], own: tuple[str, ...]) -> bool:
        if any_in(self.never, sentence.bare) or not any_in(own, sentence.bare):
            return False
        return any(not any_in(unless, clause) for clause in self._clauses(sentence, self.events))

    def _clauses(self, sentence: Sentence, words: tuple[str, ...]) -> list[str]:
        clauses = CLAUSE.findall(sentence.bare)
        return [c for c in clauses if any_in(words, c) and not any_in(self.spared, c)]
