"""How near each word of a question comes to a text's own words: its nearest one there, in the built-in embedding.

`coverage` asks whether a word stands in the text; this also counts 房子 for 房屋 and 砸伤 for 损害. A vector of the whole text
cannot tell which of its words it is near to.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.coverage import runs, weight
from advisor.retrieval.static import StaticEmbeddings
from advisor.retrieval.words import WordIndex

_UNRELATED = 0.2
"""cosine of two words that have nothing to do with each other"""


class Nearness:
    """One question, to be held against texts."""

    def __init__(self, query: str, words: WordIndex, model: StaticEmbeddings) -> None:
        self._model = model
        asked = {token for found in model.tokens(runs(query)) for token in found}
        self._asked = sorted(asked)
        self._weights = np.asarray([weight(model.word(token), words) for token in self._asked])

    def shares(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """One figure a text, 0 to 1: the nearness of the question's words, the rarer the weightier; 0 for a question
        without a known word."""
        total = float(self._weights.sum())
        found = self._model.distinct(texts)
        every = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
        if not total or not every.size:
            return np.zeros(len(found))
        cosines = self._model.directions(self._asked) @ self._model.directions(every).T
        near = np.clip((cosines - _UNRELATED) / (1 - _UNRELATED), 0.0, 1.0)
        best = [
            near[:, np.searchsorted(every, tokens)].max(axis=1) if tokens.size else np.zeros(len(near))
            for tokens in found
        ]
        shares: NDArray[np.float64] = np.asarray(best) @ self._weights / total
        return shares
