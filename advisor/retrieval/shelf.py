"""The passages of a pack that nobody has written anything about: found by words and meaning, or told not to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.vectorstores import VectorStore
from numpy.typing import NDArray

from advisor.retrieval.closer import look
from advisor.retrieval.embedding import Reranker
from advisor.retrieval.fusion import CLOSER, FIELD, fuse, lead, settle
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
        shares = self.words.shares(query)
        cosines = self._cosines(query)
        count = min(FIELD, len(shares))
        # Fusion looks no deeper than the hundredth of either list, so that two hundred passages stand for all.
        near = np.asarray(sorted({*cosines, *np.argpartition(-shares, count - 1)[:count].tolist()}))
        lexical = shares[near]
        dense = np.asarray([cosines.get(int(place), min(cosines.values(), default=0.0)) for place in near])
        close = np.argsort(-fuse(lexical, dense), kind="stable")[:CLOSER]
        texts = [self._passages[near[place]].text for place in close]
        closer = look(query, texts, self.words, lexical, dense, close)
        scores = settle(closer)
        order = self._order(query, near[close], scores)[:limit]
        if not order:
            return []
        best = order[0]
        evidence = Evidence(
            float(closer.covered[best]),
            float(closer.literal[best]),
            float(closer.cosine[best]),
            lead(lexical),
        )
        sure = trust(evidence)
        return [
            Found(
                self._passages[near[close[place]]],
                sure * self._standing(rank, float(scores[place] / scores[best])),
            )
            for rank, place in enumerate(order)
        ]

    def _cosines(self, query: str) -> dict[int, float]:
        """The passages nearest in meaning, by their place."""
        found = self._store.similarity_search_with_score(query, k=FIELD)
        return {
            self._place[document.page_content]: 1.0 - distance
            for document, distance in found
            if document.page_content in self._place
        }

    def _standing(self, rank: int, share: float) -> float:
        """How near a passage comes to the best: by its score, or by its rank where a reranker set the order."""
        return share if self._reranker is None else 1.0 / (1.0 + rank / RERANKED)

    def _order(self, query: str, near: NDArray[np.int64], scores: NDArray[np.float64]) -> list[int]:
        """Places in `near`, the best first."""
        best = [int(place) for place in np.argsort(-scores, kind="stable")[:RERANKED] if scores[place] > 0]
        if self._reranker is None or not best:
            return best
        read = self._reranker.scores(query, [self._passages[near[place]].text for place in best])
        return [best[place] for place in np.argsort(-np.asarray(read), kind="stable")]
