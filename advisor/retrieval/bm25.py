"""BM25 over the tokens of texts, in memory or in a folder, with the number of texts each token stands in.

The formula is bm25s's (https://bm25s.github.io); a text is known by its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_COUNTS = "seen.npy"
_SIZE = "size.json"


class Bm25:
    """BM25 scores of texts; tokens are counted once a text for their rarity."""

    def __init__(self, model: Any, seen: NDArray[np.int32], texts: int) -> None:
        self._model = model
        self._seen = seen
        self._texts = texts
        self._numbers: dict[str, int] = model.vocab_dict

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]], **settings: Any) -> Bm25:
        """The index of these texts' tokens, in memory; `settings` are those of bm25s."""
        import bm25s

        numbers: dict[str, int] = {}
        ids = [[numbers.setdefault(token, len(numbers)) for token in text] for text in texts]
        seen = np.zeros(len(numbers) + 1, dtype=np.int32)
        for each in ids:
            seen[list(set(each))] += 1
        model = bm25s.BM25(**settings)
        model.index((ids or [[0]], numbers or {"": 0}), show_progress=False)
        return cls(model, seen, len(ids))

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._model.save(str(folder), show_progress=False)
        np.save(folder / _COUNTS, self._seen)
        (folder / _SIZE).write_text(json.dumps(self._texts), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Bm25:
        """The index of a folder, its tables left on disk until they are needed."""
        import bm25s

        model = bm25s.BM25.load(str(folder), mmap=True, show_progress=False)
        return cls(model, np.load(folder / _COUNTS), json.loads((folder / _SIZE).read_text(encoding="utf-8")))

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """One score a text, 0 where no token of the query stands in it."""
        known = [token for token in query if token in self._numbers]
        if not known or not self._texts:
            return np.zeros(self._texts, dtype=np.float32)
        return np.asarray(self._model.get_scores(known), dtype=np.float32)[: self._texts]

    def rarity(self, token: str) -> float:
        """Inverse document frequency; a token no text has is as rare as one that a single text has."""
        number = self._numbers.get(token)
        seen = 1 if number is None else max(int(self._seen[number]), 1)
        return float(np.log(1 + (self._texts - seen + 0.5) / (seen + 0.5)))
