"""BM25 over the character pairs of long texts, on disk where there are many of them.

`fuse` was fitted to exactly these scores: shares of what a text made of the query's own words would have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_COUNTS = "seen.npy"
_SIZE = "size.json"


def pairs(text: str) -> list[str]:
    """Neighbouring characters of the text without punctuation; a lone character stands for itself."""
    letters = re.sub(r"[\W_]+", "", text.lower())
    return [letters[start : start + 2] for start in range(len(letters) - 1)] or [letters]


class WordIndex:
    """BM25 over character pairs. Texts are known by their place."""

    def __init__(self, model: Any, seen: NDArray[np.int32], texts: int) -> None:
        self._model = model
        self._seen = seen
        self._texts = texts
        self._numbers: dict[str, int] = model.vocab_dict

    @classmethod
    def of(cls, texts: Sequence[str]) -> WordIndex:
        """The index of these texts, in memory."""
        import bm25s

        numbers: dict[str, int] = {}
        ids = [[numbers.setdefault(pair, len(numbers)) for pair in pairs(text)] for text in texts]
        seen = np.zeros(len(numbers) + 1, dtype=np.int32)
        for each in ids:
            seen[np.unique(each)] += 1
        model = bm25s.BM25()
        model.index((ids or [[0]], numbers or {"": 0}), show_progress=False)
        return cls(model, seen, len(ids))

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._model.save(str(folder), show_progress=False)
        np.save(folder / _COUNTS, self._seen)
        (folder / _SIZE).write_text(json.dumps(self._texts), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """The index of a folder, its tables left on disk until they are needed."""
        import bm25s

        model = bm25s.BM25.load(str(folder), mmap=True, show_progress=False)
        return cls(model, np.load(folder / _COUNTS), json.loads((folder / _SIZE).read_text(encoding="utf-8")))

    def shares(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 to about 1."""
        asked = pairs(query)
        known = [pair for pair in asked if pair in self._numbers]
        if not known or not self._texts:
            return np.zeros(self._texts, dtype=np.float32)
        total = sum(self.rarity(pair) for pair in asked)
        scores = np.asarray(self._model.get_scores(known), dtype=np.float32)[: self._texts]
        return scores / np.float32(max(total, 1e-6))

    def rarity(self, pair: str) -> float:
        """Inverse document frequency; a pair no text has is as rare as one that a single text has."""
        number = self._numbers.get(pair)
        seen = 1 if number is None else max(int(self._seen[number]), 1)
        return float(np.log(1 + (self._texts - seen + 0.5) / (seen + 0.5)))
