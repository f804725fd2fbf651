"""Vectors in memory and in one file, as a LangChain vector store: exact, and enough for some hundred thousand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore
from numpy.typing import NDArray

_VECTORS, _NAMES = "vectors.f32", "names.jsonl"


class MatrixStore(VectorStore):
    """Texts with their vectors; the score of a search is the cosine distance, 0 for the same direction.

    With a folder it begins with what lies there and keeps it up to date, batch after batch.
    """

    def __init__(self, embedding: Embeddings, folder: Path | None = None) -> None:
        self._embedding = embedding
        self._folder = folder
        self._names: list[tuple[str, str]] = []
        self._rows: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)
        self._new: list[NDArray[np.float32]] = []
        if folder is not None and (folder / _NAMES).is_file():
            self._read(folder)

    @property
    def embeddings(self) -> Embeddings:
        """The embedding of texts and questions."""
        return self._embedding

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[Any, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: Any,
    ) -> list[str]:
        """Add texts under their ids (the texts themselves when left out); an id that is there is replaced."""
        listed = list(texts)
        names = list(zip(ids or listed, listed, strict=True))
        self.delete([name for name, _ in names])
        fresh = np.asarray(self._embedding.embed_documents(listed), dtype=np.float32)
        self._names += names
        self._new.append(fresh)
        if self._folder is not None:
            self._append(self._folder, names, fresh)
        return [name for name, _ in names]

    def delete(self, ids: list[str] | None = None, **kwargs: Any) -> bool:
        """Forget these texts."""
        lost = set(ids or ())
        kept = [place for place, (name, _) in enumerate(self._names) if name not in lost]
        if len(kept) < len(self._names):
            self._rows = self._matrix()[kept]
            self._names = [self._names[place] for place in kept]
            if self._folder is not None:
                for file in (_VECTORS, _NAMES):
                    (self._folder / file).unlink(missing_ok=True)
                self._append(self._folder, self._names, self._rows)
        return True

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[Document]:
        """The texts nearest to a question."""
        return [document for document, _ in self.similarity_search_with_score(query, k)]

    def similarity_search_with_score(
        self, query: str, k: int = 4, **kwargs: Any
    ) -> list[tuple[Document, float]]:
        """The texts nearest to a question with their cosine distances, nearest first."""
        rows = self._matrix()
        if not len(rows):
            return []
        cosines = rows @ np.asarray(self._embedding.embed_query(query), dtype=np.float32)
        count = min(k, len(cosines))
        best = np.argpartition(-cosines, count - 1)[:count]
        best = best[np.argsort(-cosines[best], kind="stable")]
        return [
            (Document(id=self._names[i][0], page_content=self._names[i][1]), 1.0 - float(cosines[i]))
            for i in best
        ]

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[Any, Any]] | None = None,
        *,
        ids: list[str] | None = None,
        **kwargs: Any,
    ) -> MatrixStore:
        """A store in memory with these texts."""
        store = cls(embedding)
        store.add_texts(texts, ids=ids)
        return store

    def _read(self, folder: Path) -> None:
        """What lies in the folder; a batch cut off by a kill is left out."""
        lines = (folder / _NAMES).read_text(encoding="utf-8").splitlines()
        names = [(str(name), str(text)) for name, text in map(json.loads, lines) if name]
        size = len(self._embedding.embed_query("尺寸"))
        values = np.fromfile(folder / _VECTORS, dtype=np.float32)
        count = min(len(values) // size, len(names))
        self._names, self._rows = names[:count], values[: count * size].reshape(count, size)

    def _append(self, folder: Path, names: list[tuple[str, str]], rows: NDArray[np.float32]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _VECTORS).open("ab") as vectors:
            rows.tofile(vectors)
        with (folder / _NAMES).open("a", encoding="utf-8") as listing:
            listing.writelines(json.dumps(name, ensure_ascii=False) + "\n" for name in names)

    def _matrix(self) -> NDArray[np.float32]:
        if self._new:
            self._rows = np.concatenate([self._rows, *self._new] if len(self._rows) else self._new)
            self._new = []
        return self._rows
