"""An answer being put together: its lines, and the clauses they are cited from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from advisor.answer.phrases import Phrases
from advisor.answer.quote import cite
from advisor.domain import AskBack, Citation, Refusal
from advisor.pack.model import Pack
from advisor.retrieval.index import marks


@dataclass
class Draft:
    """Lines, citations in order of weight, and the refusal if it is one."""

    pack: Pack
    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    refusal: Refusal | None = None
    ask_back: list[AskBack] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line for line in self.lines if line)

    def cite(self, paths: Iterable[str], about: str) -> None:
        """Cite these clauses, each once, by the words nearest to `about`."""
        known = {citation.clause for citation in self.citations}
        for path in paths:
            citation = cite(self.pack, path, about)
            if citation and citation.clause not in known:
                known.add(citation.clause)
                self.citations.append(citation)

    def say(self, text: str, *about: str) -> None:
        """Add a line and cite its marked clauses, each by the words nearest to the line.

        `about`: the sentences, in the clauses' own language, that the line puts together or into another one; each cited alone
        """
        if text not in self.lines:
            self.lines.append(text)
        for sentence in (*about, text):
            self.cite(marks(sentence), re.sub(r"\[[\w.:-]+\]", "", sentence))

    def original(self, path: str, about: str, words: Phrases) -> None:
        """The clause's own words, unless they were just said."""
        citation = cite(self.pack, path, about)
        if citation and citation.quote.strip() not in self.text:
            self.lines.append(words.original(citation, path))
