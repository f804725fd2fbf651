"""The second step's look at the texts of the first: everything that speaks for them, in one go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from advisor.retrieval.coverage import Coverage, bare
from advisor.retrieval.fusion import Closer, both, brevity
from advisor.retrieval.nearness import Nearness
from advisor.retrieval.static import StaticEmbeddings, built_in
from advisor.retrieval.words import WordIndex


def look(
    query: str,
    texts: Sequence[str],
    words: WordIndex,
    lexical_scores: ArrayLike,
    dense_scores: ArrayLike,
    close: NDArray[np.int64],
    model: StaticEmbeddings | None = None,
) -> Closer:
    """What speaks for `texts`, which are those at the places `close` of both lists of scores.

    `model` tells which words are near each other; the built-in one when left out, whatever embedding made the dense list.
    """
    lexical, dense = both(lexical_scores, dense_scores)
    coverage = Coverage(query, words)
    bared = [bare(text) for text in texts]
    return Closer(
        lexical[close],
        dense[close],
        np.maximum(np.asarray(dense_scores, dtype=np.float64)[close], 0.0),
        np.asarray([coverage.covered(text) for text in bared]),
        np.asarray([coverage.literal(text) for text in bared]),
        Nearness(query, words, model or built_in()).shares(texts),
        brevity([len(text) for text in bared]),
    )
