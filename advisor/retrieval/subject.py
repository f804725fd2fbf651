"""Which entry a question is about, learnt from the typical questions.

Words in common say how near two wordings are; `Subjects` says which words tell one entry from the others, `Elsewhere` which
direction of the embedding tells our questions from those about other things. Both are closed form, made anew with every
index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TYPICAL = 500
"""typical questions below which nothing is learnt"""
_SHRINK = 0.1
_SELDOM = 2
"""texts a word must stand in to tell anything"""
_SMOOTH = 0.05
"""weight that every word has in every entry beforehand"""


class Subjects:
    """Multinomial naive Bayes over the words of the typical questions, each weighted by its rarity, every text of length one.

    Rennie et al., Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML 2003, for both weightings; no
    prior, since how many questions were written for an entry says nothing of how often it is asked.
    """

    def __init__(self, texts: Sequence[Sequence[str]], owners: Sequence[int], entries: int) -> None:
        """`texts` are the words of each typical question, `owners` the entry of each."""
        seen = Counter(word for words in texts for word in set(words))
        self._column = {word: at for at, word in enumerate(w for w, n in seen.items() if n >= _SELDOM)}
        counts = np.asarray([seen[word] for word in self._column])
        self._rarity = np.log((1 + len(texts)) / (1 + counts)) + 1
        self._known = np.unique(np.asarray(owners))
        self._entries = entries
        weights = np.full((len(self._column), len(self._known)), _SMOOTH, dtype=np.float32)
        for words, row in zip(texts, np.searchsorted(self._known, owners), strict=True):
            columns, shares = self._read(words)
            weights[columns, row] += shares
        weights /= weights.sum(axis=0)
        self._logs = np.log(weights, out=weights)

    def distances(self, words: Sequence[str]) -> NDArray[np.float64]:
        """How much less likely than the likeliest each entry is, as a logarithm (0 for the likeliest, else below), one
        figure an entry; entries without typical questions have `nan`."""
        columns, shares = self._read(words)
        logs = shares @ self._logs[columns]
        found = np.full(self._entries, np.nan)
        found[self._known] = logs - logs.max()
        return found

    def _read(self, words: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The columns of the known words of a text and their weights, of length one together."""
        times = Counter(self._column[word] for word in words if word in self._column)
        columns = np.fromiter(times, dtype=np.intp, count=len(times))
        weights = (1 + np.log(np.asarray(list(times.values()), dtype=np.float64))) * self._rarity[columns]
        length = np.linalg.norm(weights)
        return columns, (weights / length if length else weights).astype(np.float32)


class Elsewhere:
    """How likely a question is about another subject: the two-class discriminant of the typical questions of ours and of
    those of the subjects that are declined."""

    def __init__(self, vectors: NDArray[np.float32], elsewhere: NDArray[np.bool_]) -> None:
        ours, other = vectors[~elsewhere].mean(axis=0), vectors[elsewhere].mean(axis=0)
        apart = vectors - np.where(elsewhere[:, None], other, ours)
        self._weights = np.linalg.solve(_shrunk(apart, _SHRINK), other - ours)
        self._middle = float(self._weights @ (ours + other) / 2)

    def likely(self, vector: NDArray[np.float32]) -> float:
        """0 to 1."""
        return float(1 / (1 + np.exp(self._middle - vector @ self._weights)))


def _shrunk(apart: NDArray[np.float32], share: float) -> NDArray[np.float64]:
    """The covariance of what stands apart from its centre, shrunk by a share towards a sphere."""
    covariance = apart.T @ apart / len(apart)
    sphere = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
    found: NDArray[np.float64] = (1 - share) * covariance + share * sphere
    return found
