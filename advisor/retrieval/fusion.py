"""Words and meaning together: the dense list speaks up where the words leave doubt.

Rank fusion treats a sure list and a doubtful one alike and costs hits wherever a question uses the text's own words.
Here the lexical list's own shape says how far to trust it: the chance that words alone put an answer among the first
ten, a logistic of two figures, fitted on questions the embedding's evaluation does not use (docs/retrieval.md).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Logistic of the best text's share and its lead over the tenth: intercept, share, lead.
DOUBT_AT_ZERO, PER_SHARE, PER_LEAD = -3.2, 11.2, 5.6
# Dense weight when the words say nothing, and how fast it falls with lexical confidence.
REACH, FALL = 2.0, 3.0
# Exponent of the sum: above one, a text good in one list beats a text middling in both.
SHARPNESS = 3.0
# Dense scores count from the hundredth best upwards, whatever the size of the collection.
FIELD = 100
TENTH = 10


def fuse(lexical_scores: ArrayLike, dense_scores: ArrayLike) -> NDArray[np.float64]:
    """One score a text, 0 or more, from lexical and dense scores of the same texts in the same order.

    `lexical_scores`: share (0 to about 1) of the score a text made of the query's own words would have; 0 is no word
    in common. `dense_scores`: cosine, -1 to 1. Both may be NaN-free scores of the whole collection or of the union of
    both lists' best. Raises ValueError when the lengths differ.
    """
    lexical = np.maximum(np.asarray(lexical_scores, dtype=np.float64), 0.0)
    dense = np.asarray(dense_scores, dtype=np.float64)
    if lexical.shape != dense.shape or lexical.ndim != 1:
        raise ValueError(f"scores of different texts: {lexical.shape} and {dense.shape}")
    if not lexical.size:
        return lexical
    words = _against_best(lexical, 0.0)
    meaning = _against_best(dense, _nth_best(dense, FIELD))
    weight = REACH * (1.0 - lexical_confidence(lexical)) ** FALL
    fused: NDArray[np.float64] = words**SHARPNESS + (weight * meaning) ** SHARPNESS
    return fused


def lexical_confidence(lexical_scores: NDArray[np.float64]) -> float:
    """Chance, 0 to 1, that words alone put an answer among the first ten; 0 when no text shares a word."""
    best = float(lexical_scores.max(initial=0.0))
    if best <= 0:
        return 0.0
    return 1.0 / (
        1.0 + math.exp(-(DOUBT_AT_ZERO + PER_SHARE * min(best, 1.0) + PER_LEAD * lead(lexical_scores)))
    )


def lead(lexical_scores: NDArray[np.floating[Any]]) -> float:
    """How far, 0 to 1, the best text is ahead of the tenth; 0 when no text shares a word."""
    best = float(lexical_scores.max(initial=0.0))
    return 1.0 - max(_nth_best(lexical_scores, TENTH), 0.0) / best if best > 0 else 0.0


def _nth_best(scores: NDArray[np.floating[Any]], place: int) -> float:
    """The score at `place` from the top, or of the last text where there are fewer."""
    spot = max(len(scores) - place, 0)
    return float(np.partition(scores, spot)[spot])


def _against_best(scores: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    """Scores scaled so that `floor` and below is 0 and the best is 1; all 0 where none stands above the floor."""
    best = float(scores.max())
    if best <= floor:
        return np.zeros_like(scores)
    scaled: NDArray[np.float64] = np.clip((scores - floor) / (best - floor), 0.0, 1.0)
    return scaled
