"""What a question is matched with where only the text answers: an article or item with all that stands below it.

A piece that is too long with everything below it is taken apart; each part then carries the words above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.domain import Clause
from advisor.pack.model import Pack

LONGEST = 400
"""characters of a piece with all below it that is still one passage"""
_LEAD = 80
"""characters of a lead-in that are kept as context of what stands below it"""
_TITLE = 40
_GROUPING = re.compile(r"(?:pt|ch|se)\d")


@dataclass(frozen=True)
class Passage:
    """A clause with those below it, `clause` first, and the words it is found by besides its own."""

    clause: Clause
    members: tuple[Clause, ...]
    context: str
    asks: tuple[str, ...] = ()
    """questions a language model made up for it"""

    @property
    def words(self) -> str:
        """The text of the passage, clause after clause."""
        return "\n".join(member.text for member in self.members)

    @property
    def text(self) -> str:
        """What is indexed: the document's title, the headings and lead-ins above, the words, what may be asked."""
        return "\n".join([f"{self.context} {self.words}", *self.asks])


def passages_of(pack: Pack) -> list[Passage]:
    """The passages of the clauses in force, in reading order."""
    below: dict[str, list[Clause]] = {}
    roots: list[Clause] = []
    for clause in pack.in_force:
        if clause.parent is None:
            roots.append(clause)
        else:
            below.setdefault(clause.parent, []).append(clause)
    return [
        passage for root in roots for passage in _taken_apart(root, below, pack.titles.get(root.document, ""))
    ]


def _taken_apart(clause: Clause, below: dict[str, list[Clause]], context: str) -> Iterator[Passage]:
    members = tuple(_subtree(clause, below))
    grouping = bool(_GROUPING.match(clause.path.rpartition(".")[2]))
    if not grouping and sum(len(member.text) for member in members) <= LONGEST:
        if clause.path != "0" or not _is_title(clause.text):
            yield Passage(clause, members, context)
        return
    if not (grouping and _is_title(clause.text)):
        yield Passage(clause, (clause,), context)
    lead = f"{context} {clause.text[:_LEAD]}".strip()
    for child in below.get(clause.id, ()):
        yield from _taken_apart(child, below, lead)


def _subtree(clause: Clause, below: dict[str, list[Clause]]) -> Iterator[Clause]:
    yield clause
    for child in below.get(clause.id, ()):
        yield from _subtree(child, below)


def _is_title(text: str) -> bool:
    """Whether there is nothing to cite in a text: headings, dates, a document's number."""
    return all(len(line) <= _TITLE and not re.search(r"[。；]", line) for line in text.split("\n"))
