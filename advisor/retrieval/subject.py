"""Which entry a question is about, learnt from the typical questions: a linear discriminant over the built-in embedding.

Words in common say how near two wordings are; this says which direction tells one entry from the others. It is closed
form (one system of as many equations as the embedding has dimensions), so it is made anew with every index.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TYPICAL = 500
"""typical questions below which nothing is learnt"""
_SHRINK = 0.3
_SHRINK_TWO = 0.1
_SOFT = 0.3


class Subjects:
    """Log-likelihoods of entries under Gaussians that share one covariance, shrunk towards a sphere."""

    def __init__(self, vectors: NDArray[np.float32], owners: Sequence[int], entries: int) -> None:
        self._entries = entries
        labels = np.asarray(owners)
        self._known = np.unique(labels)
        centres = np.stack([vectors[labels == owner].mean(axis=0) for owner in self._known])
        row = np.searchsorted(self._known, labels)
        apart = vectors - centres[row]
        self._weights = np.linalg.solve(_shrunk(apart, _SHRINK), centres.T)
        self._offsets = -0.5 * np.einsum("ed,de->e", centres, self._weights)

    def shares(self, vector: NDArray[np.float32]) -> NDArray[np.float64]:
        """How likely each entry is meant, 0 to 1, one figure an entry; entries without typical questions have 0."""
        logits = _SOFT * (vector @ self._weights + self._offsets)
        exponents = np.exp(logits - logits.max())
        shares = np.zeros(self._entries)
        shares[self._known] = exponents / exponents.sum()
        return shares


class Elsewhere:
    """How likely a question is about another subject: the two-class discriminant of the typical questions of ours and of
    those of the subjects that are declined."""

    def __init__(self, vectors: NDArray[np.float32], elsewhere: NDArray[np.bool_]) -> None:
        ours, other = vectors[~elsewhere].mean(axis=0), vectors[elsewhere].mean(axis=0)
        apart = vectors - np.where(elsewhere[:, None], other, ours)
        self._weights = np.linalg.solve(_shrunk(apart, _SHRINK_TWO), other - ours)
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
