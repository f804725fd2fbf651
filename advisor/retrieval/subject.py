"""Which entry a question is about, learnt from the typical questions.

Words in common say how near two wordings are; `Subjects` says which words tell one entry from the others, `Elsewhere` which
direction of the embedding tells our questions from those about other things. Both are closed form, made anew with every
index.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TYPICAL = 500
"""typical questions below which nothing is learnt"""
_SHRINK = 0.1
_SELDOM = 2
"""texts a word must stand in to tell anything"""
_SMOOTH = 0.05
"""weight that every word has in every entry beforehand"""
_WORDS, _TABLES, _LOGS = "subjects.json", "subjects.npz", "subjects.npy"
_ELSEWHERE = "elsewhere.npy"


class Subjects:
    """Multinomial naive Bayes over the words of the typical questions, each weighted by its rarity, every text of length one.

    Rennie et al., Tackling the Poor Assumptions of Naive Bayes Text Classifiers, ICML 2003, for both weightings; no
    prior, since how many questions were written for an entry says nothing of how often it is asked.
    """

    def __init__(
        self,
        words: Sequence[str],
        rarity: NDArray[np.float64],
        known: NDArray[np.int64],
        logs: NDArray[np.float32],
        entries: int,
    ) -> None:
        """`logs` are the logarithms of the weights of the `words` in the `known` ones of so many `entries`."""
        self._column = {word: at for at, word in enumerate(words)}
        self._rarity, self._known, self._logs, self._entries = rarity, known, logs, entries

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]], owners: Sequence[int], entries: int) -> Subjects:
        """`texts` are the words of each typical question, `owners` the entry of each."""
        seen = Counter(word for words in texts for word in set(words))
        told = [word for word, count in seen.items() if count >= _SELDOM]
        counts = np.asarray([seen[word] for word in told])
        known = np.unique(np.asarray(owners))
        weights = np.full((len(told), len(known)), _SMOOTH, dtype=np.float32)
        learnt = cls(told, np.log((1 + len(texts)) / (1 + counts)) + 1, known, weights, entries)
        for words, row in zip(texts, np.searchsorted(known, owners), strict=True):
            columns, shares = learnt._read(words)
            weights[columns, row] += shares
        weights /= weights.sum(axis=0)
        np.log(weights, out=weights)
        return learnt

    def save(self, folder: Path) -> None:
        """Write what was learnt into a folder."""
        (folder / _WORDS).write_text(json.dumps([self._entries, *self._column]), encoding="utf-8")
        np.savez(folder / _TABLES, rarity=self._rarity, known=self._known)
        np.save(folder / _LOGS, self._logs)

    @classmethod
    def load(cls, folder: Path) -> Subjects:
        """What `save` wrote, the large table left on disk until it is needed."""
        entries, *words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        with np.load(folder / _TABLES) as tables:
            return cls(
                words, tables["rarity"], tables["known"], np.load(folder / _LOGS, mmap_mode="r"), entries
            )

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

    def __init__(self, weights: NDArray[np.float64], middle: float) -> None:
        self._weights, self._middle = weights, middle

    @classmethod
    def of(cls, vectors: NDArray[np.float32], elsewhere: NDArray[np.bool_]) -> Elsewhere:
        """From the vectors of the typical questions; `elsewhere` marks those of the subjects that are declined."""
        ours, other = vectors[~elsewhere].mean(axis=0), vectors[elsewhere].mean(axis=0)
        apart = vectors - np.where(elsewhere[:, None], other, ours)
        weights = np.linalg.solve(_shrunk(apart, _SHRINK), other - ours)
        return cls(weights, float(weights @ (ours + other) / 2))

    def save(self, folder: Path) -> None:
        """Write what was learnt into a folder."""
        np.save(folder / _ELSEWHERE, np.append(self._weights, self._middle))

    @classmethod
    def load(cls, folder: Path) -> Elsewhere:
        """What `save` wrote."""
        *weights, middle = np.load(folder / _ELSEWHERE)
        return cls(np.asarray(weights), float(middle))

    def likely(self, vector: NDArray[np.float32]) -> float:
        """0 to 1."""
        return float(0.5 * (1 + np.tanh((vector @ self._weights - self._middle) / 2)))


def _shrunk(apart: NDArray[np.float32], share: float) -> NDArray[np.float64]:
    """The covariance of what stands apart from its centre, shrunk by a share towards a sphere."""
    covariance = apart.T @ apart / len(apart)
    sphere = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
    found: NDArray[np.float64] = (1 - share) * covariance + share * sphere
    return found
