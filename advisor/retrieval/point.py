"""Which clause of a passage a question is about: one item, or an article with its whole list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.domain import Clause
from advisor.retrieval.passages import Passage
from advisor.retrieval.words import WordIndex, pairs

LONGEST_QUOTE = 500
"""characters of a clause that is quoted whole; of a longer one, the sentence nearest to the question"""
_SHARE = 0.12
"""of the question's weight, what one item must add to the lead-in to be meant alone"""
_AHEAD = 1.5
"""how far it must be ahead of the next item"""
_WANTS_LIST = re.compile(r"哪些|哪几|什么条件|什么材料|条件是什么|包括|分别|列出|几种|几类|情形")
_LEADS_IN = re.compile(r"[：:]\s*$")


@dataclass(frozen=True)
class Point:
    """The clause to cite; `below`: with everything below it; `lead`: the clause above whose sentence it goes on with;
    `about`: words that tell which sentence of a long clause is meant, empty to quote it whole."""

    clause: Clause
    below: bool = False
    lead: Clause | None = None
    about: str = ""


def point_of(query: str, passage: Passage, words: WordIndex) -> Point:
    """The clause of the passage that the question is about."""
    root, *items = passage.members
    chosen = _item(query, root, items, words) if items and not _WANTS_LIST.search(query) else None
    clause = chosen or root
    below = any(item.parent == clause.id for item in items)
    lead = next((each for each in passage.members if each.id == clause.parent), None)
    if lead is not None and not _LEADS_IN.search(lead.text):
        lead = None
    about = query if len(clause.text) > LONGEST_QUOTE else ""
    return Point(clause, below, lead, about)


def _item(query: str, root: Clause, items: list[Clause], words: WordIndex) -> Clause | None:
    """The one item that adds clearly more of the question's words to the lead-in than any other does."""
    asked = set(pairs(query))
    total = sum(words.rarity(pair) for pair in asked)
    left = [pair for pair in asked if pair not in root.text]
    gains = sorted(
        ((sum(words.rarity(pair) for pair in left if pair in item.text), item) for item in items),
        key=lambda gain: -gain[0],
    )
    best, item = gains[0]
    second = next(
        (gain for gain, other in gains[1:] if other.parent != item.id and other.id != item.parent), 0.0
    )
    return item if best >= _SHARE * total and best > _AHEAD * second else None
