"""How far the best passage may be taken for the answer.

Somewhere in a large collection every word occurs, so that a best passage is always found; most of what a question is
about must stand in it, or its meaning be near.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ENOUGH = 0.25
"""from this trust on a passage is taken for an answer"""
_AT_ZERO, _PER_COVERED, _PER_LITERAL, _PER_LIKE, _PER_LEAD = -6.53, 3.06, 2.79, 1.53, 4.18


@dataclass(frozen=True)
class Evidence:
    """What speaks for a passage, each 0 to 1: the question's words and runs of characters it has, the cosine of
    both, and how far the best list of words is ahead of the tenth."""

    covered: float
    literal: float
    like: float
    lead: float


def trust(evidence: Evidence) -> float:
    """The chance, 0 to 1, that the passage answers: a logistic fitted by evals/trust.py (docs/retrieval.md)."""
    raised = (
        _AT_ZERO
        + _PER_COVERED * evidence.covered
        + _PER_LITERAL * evidence.literal
        + _PER_LIKE * max(evidence.like, 0.0)
        + _PER_LEAD * evidence.lead
    )
    return 1.0 / (1.0 + math.exp(-raised))
