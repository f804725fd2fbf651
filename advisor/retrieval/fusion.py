"""Words and meaning together, in two steps: both lists evenly, then by how much of the question each text accounts for.

The even sum finds what neither list finds alone, and by itself costs hits wherever a question uses the text's own words:
there a text near in meaning overtakes the one that says it. What a text accounts for (`coverage`, `nearness`) puts that
right. The weights are fitted by evals/weights.py on questions that the embedding was not trained on (docs/retrieval.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scores = NDArray[np.float64]
FIELD = 100
"""dense scores count from the hundredth best upwards, whatever the size of the collection"""
CLOSER = 100
"""texts of the first step that the second looks at"""
LONG = 2000
"""characters of a text that is not brief at all"""
WEIGHTS = (2.4, 1.75, 2.1, 2.15, 6.0, 6.65, 5.75)
"""of the columns of `Closer.table`"""
_TENTH = 10


@dataclass(frozen=True)
class Closer:
    """What speaks for the texts that the second step looks at: arrays of one length, 0 to 1 each.

    `lexical` and `dense`: the lists of the first step; `cosine`: as it is, below 0 as 0; `covered`, `literal`: `coverage`;
    `near`: `nearness`; `brief`: `brevity`.
    """

    lexical: Scores
    dense: Scores
    cosine: Scores
    covered: Scores
    literal: Scores
    near: Scores
    brief: Scores

    @property
    def table(self) -> Scores:
        """One row a text, one column for each of `WEIGHTS`."""
        columns = (
            self.lexical,
            self.dense,
            self.cosine,
            self.covered,
            self.literal**2,
            self.near,
            self.brief,
        )
        return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def both(lexical_scores: ArrayLike, dense_scores: ArrayLike) -> tuple[Scores, Scores]:
    """Both lists on one scale, 0 to 1, from lexical and dense scores of the same texts in the same order.

    `lexical_scores`: 0 is no word in common. `dense_scores`: cosine, -1 to 1. Both may be scores of the whole
    collection or of the union of both lists' best. Raises ValueError when the lengths differ.
    """
    lexical = np.maximum(np.asarray(lexical_scores, dtype=np.float64), 0.0)
    dense = np.asarray(dense_scores, dtype=np.float64)
    if lexical.shape != dense.shape or lexical.ndim != 1:
        raise ValueError(f"scores of different texts: {lexical.shape} and {dense.shape}")
    if not lexical.size:
        return lexical, dense
    return _against_best(lexical, 0.0), _against_best(dense, _nth_best(dense, FIELD))


def fuse(lexical_scores: ArrayLike, dense_scores: ArrayLike) -> Scores:
    """The first step: one score a text, 0 to 2, the sum of `both`."""
    lexical, dense = both(lexical_scores, dense_scores)
    return lexical + dense


def settle(closer: Closer) -> Scores:
    """The second step: one score a text, above 0."""
    scores: Scores = closer.table @ np.asarray(WEIGHTS)
    return scores


def brevity(lengths: ArrayLike) -> Scores:
    """1 for a text of one character, 0 for one of `LONG` and more, evenly by its logarithm: a long text has more of
    any question's words."""
    share: Scores = 1 - np.log(np.clip(np.asarray(lengths, dtype=np.float64), 1, LONG)) / np.log(LONG)
    return share


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
