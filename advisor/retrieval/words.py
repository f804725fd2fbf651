"""BM25 over the character pairs of long texts, on disk where there are many of them.

`fuse` was fitted to exactly these scores: shares of what a text made of the query's own words would have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.bm25 import Bm25


def pairs(text: str) -> list[str]:
    """Neighbouring characters of the text without punctuation; a lone character stands for itself."""
    letters = re.sub(r"[\W_]+", "", text.lower())
    return [letters[start : start + 2] for start in range(len(letters) - 1)] or [letters]


class WordIndex:
    """BM25 over character pairs. Texts are known by their place."""

    def __init__(self, words: Bm25) -> None:
        self._words = words

    @classmethod
    def of(cls, texts: Sequence[str]) -> WordIndex:
        """The index of these texts, in memory."""
        return cls(Bm25.of(map(pairs, texts)))

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """The index of a folder, its tables left on disk until they are needed."""
        return cls(Bm25.load(folder))

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._words.save(folder)

    def rarity(self, pair: str) -> float:
        """Inverse document frequency; a pair no text has is as rare as one that a single text has."""
        return self._words.rarity(pair)

    def shares(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 to about 1."""
        asked = pairs(query)
        total = sum(self.rarity(pair) for pair in asked)
        return self._words.scores(asked) / np.float32(max(total, 1e-6))
