"""How far a passage may be taken for the answer: by how much of the question it accounts for.

Somewhere in a large collection every word occurs, so that a best passage is always found; most of what a question is
about must stand in it, or its meaning be near.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from advisor.retrieval.words import WordIndex, pairs

ENOUGH = 0.35
"""from this trust on a passage is taken for an answer"""
_AT_ZERO, _PER_COVERED, _PER_LITERAL, _PER_LIKE, _PER_LEAD = -6.3, 1.9, 3.2, 0.9, 4.75
_LITERAL = 3
"""characters in a row that a question and a passage share by more than chance"""
_ASKING = re.compile(
    r"请问|想问|问一下|咨询|是不是|能不能|可不可以|可以|能否|是否|有没有|需不需要|需要|要不要|要|应该|应当|怎么办|怎么样|怎样|怎么|如何|为什么|什么时候|什么样|什么"
    r"|哪些|哪个|哪里|哪一|哪几|哪种|哪|多少|多久|多大|多长|几[个年天日月次人种]?|谁|吗|呢|吧|啊|了|的|得|地|我们|我|你|您|他们|这个|那个|一下|规定|要求"
)


@dataclass(frozen=True)
class Evidence:
    """What speaks for a passage, each 0 to 1."""

    covered: float
    """weight of the question's character pairs that the passage has"""
    literal: float
    """characters that stand in the passage in runs"""
    like: float
    """cosine of the question and the passage"""
    lead: float
    """how far the best passage's words are ahead of the tenth's"""

    @classmethod
    def of(cls, query: str, text: str, words: WordIndex, like: float, lead: float) -> Evidence:
        """The evidence for a passage of this text."""
        text = re.sub(r"[\W_]+", "", text.lower())
        runs = [run for run in re.split(r"[\W_]+", _ASKING.sub(" ", query.lower())) if run]
        asked = [pair for run in runs for pair in pairs(run)]
        total = sum(words.rarity(pair) for pair in asked)
        met = sum(words.rarity(pair) for pair in asked if pair in text)
        length = sum(len(run) for run in runs)
        return cls(
            covered=met / total if total else 0.0,
            literal=sum(_in_runs(run, text) for run in runs) / length if length else 0.0,
            like=max(like, 0.0),
            lead=lead,
        )


def trust(evidence: Evidence) -> float:
    """The chance, 0 to 1, that the passage answers; fitted as docs/retrieval.md tells."""
    raised = (
        _AT_ZERO
        + _PER_COVERED * evidence.covered
        + _PER_LITERAL * evidence.literal
        + _PER_LIKE * evidence.like
        + _PER_LEAD * evidence.lead
    )
    return 1.0 / (1.0 + math.exp(-raised))


def _in_runs(run: str, text: str) -> int:
    """How many characters of the run stand in the text in pieces of `_LITERAL` or more."""
    met = [False] * len(run)
    for start in range(len(run) - _LITERAL + 1):
        if run[start : start + _LITERAL] in text:
            met[start : start + _LITERAL] = [True] * _LITERAL
    return sum(met)
