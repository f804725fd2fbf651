"""Words and meaning together, in two steps: both lists evenly, then by how much of the question each text accounts for.

The even sum finds what neither list finds alone, and by itself costs hits wherever a question uses the text's own words:
there a text near in meaning overtakes the one that says it. What a text accounts for (`coverage`) puts that right. The
weights were chosen on the dev questions of docs/retrieval.md.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FIELD = 100
"""dense scores count from the hundredth best upwards, whatever the size of the collection"""
CLOSER = 60
"""texts of the first step that the second looks at"""
PER_COVERED, PER_LITERAL = 2.0, 1.0
_TENTH = 10


def fuse(lexical_scores: ArrayLike, dense_scores: ArrayLike) -> NDArray[np.float64]:
    """The first step: one score a text, 0 to 2, from lexical and dense scores of the same texts in the same order.

    `lexical_scores`: 0 is no word in common. `dense_scores`: cosine, -1 to 1. Both may be scores of the whole
    collection or of the union of both lists' best. Raises ValueError when the lengths differ.
    """
    lexical = np.maximum(np.asarray(lexical_scores, dtype=np.float64), 0.0)
    dense = np.asarray(dense_scores, dtype=np.float64)
    if lexical.shape != dense.shape or lexical.ndim != 1:
        raise ValueError(f"scores of different texts: {lexical.shape} and {dense.shape}")
    if not lexical.size:
        return lexical
    return _against_best(lexical, 0.0) + _against_best(dense, _nth_best(dense, FIELD))


def settle(fused: ArrayLike, covered: ArrayLike, literal: ArrayLike) -> NDArray[np.float64]:
    """The second step: the scores of the first with what each text accounts for of the question, both 0 to 1."""
    shares = PER_COVERED * np.asarray(covered, dtype=np.float64) + PER_LITERAL * np.asarray(literal)
    settled: NDArray[np.float64] = np.asarray(fused, dtype=np.float64) + shares
    return settled


def lead(lexical_scores: NDArray[np.floating[Any]]) -> float:
    """How far, 0 to 1, the best text is ahead of the tenth; 0 when no text shares a word."""
    best = float(lexical_scores.max(initial=0.0))
    return 1.0 - max(_nth_best(lexical_scores, _TENTH), 0.0) / best if best > 0 else 0.0


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
