"""The passages of a pack that nobody has written anything about: found by words and meaning, or told not to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.vectorstores import VectorStore
from numpy.typing import NDArray

from advisor.retrieval.embedding import Reranker
from advisor.retrieval.fusion import FIELD, fuse, lead
from advisor.retrieval.passages import Passage
from advisor.retrieval.trust import Evidence, trust
from advisor.retrieval.words import WordIndex

RERANKED = 30
"""passages a reranker reads"""


@dataclass(frozen=True)
class Found:
    """A passage with the chance, 0 to 1, that it answers: the best one's, less by how far another is behind it."""

    passage: Passage
    trust: float


class Shelf:
    """Passages with their words and vectors. The store's texts are the ids of the passages' clauses."""

    def __init__(
        self,
        passages: Sequence[Passage],
        words: WordIndex,
        store: VectorStore,
        reranker: Reranker | None = None,
    ) -> None:
        self.words = words
        self._passages = passages
        self._store = store
        self._reranker = reranker
        self._place = {passage.clause.id: place for place, passage in enumerate(passages)}

    def search(self, query: str, limit: int) -> list[Found]:
        """The best passages, best first."""
        if not self._passages:
            return []
        lexical = self.words.shares(query)
        dense = np.full(len(self._passages), np.nan, dtype=np.float32)
        for document, distance in self._store.similarity_search_with_score(query, k=FIELD):
            place = self._place.get(document.page_content)
            if place is not None:
                dense[place] = 1.0 - distance
        # Fusion counts from the hundredth best on; what the store did not name stands below that.
        nearest = dense[~np.isnan(dense)]
        dense = np.nan_to_num(dense, nan=float(nearest.min()) if len(nearest) else 0.0)
        scores = fuse(lexical, dense)
        order = self._order(query, scores)[:limit]
        if not order:
            return []
        best = order[0]
        sure = trust(
            Evidence.of(query, self._passages[best].text, self.words, float(dense[best]), lead(lexical))
        )
        return [
            Found(self._passages[place], sure * self._standing(rank, float(scores[place] / scores[best])))
            for rank, place in enumerate(order)
        ]

    def _standing(self, rank: int, share: float) -> float:
        """How near a passage comes to the best: by its score, or by its rank where a reranker set the order."""
        return share if self._reranker is None else 1.0 / (1.0 + rank / RERANKED)

    def _order(self, query: str, scores: NDArray[np.float64]) -> list[int]:
        best = [int(place) for place in np.argsort(-scores, kind="stable")[:RERANKED] if scores[place] > 0]
        if self._reranker is None or not best:
            return best
        read = self._reranker.scores(query, [self._passages[place].text for place in best])
        return [best[place] for place in np.argsort(-np.asarray(read), kind="stable")]
