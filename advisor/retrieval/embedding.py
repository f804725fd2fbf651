"""The embedding in use: the built-in one, or any sentence-transformers model by its name."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from advisor.errors import ConfigurationError
from advisor.retrieval.static import built_in

if TYPE_CHECKING:
    from collections.abc import Sequence

_BATCH = 64


class SentenceEmbeddings(Embeddings):
    """A sentence-transformers model as LangChain embeddings; unit vectors, and the model's own prompts if it has any."""

    def __init__(self, name: str) -> None:
        """Load the model. Raises ConfigurationError when the extra is not installed or there is no such model."""
        self._model: Any = _sentence_transformers(name, "SentenceTransformer")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        rows: list[list[float]] = self._model.encode_document(
            texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        ).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question."""
        row: list[float] = self._model.encode_query(
            text, normalize_embeddings=True, show_progress_bar=False
        ).tolist()
        return row


class Reranker:
    """A cross-encoder that reads a question and a passage together."""

    def __init__(self, name: str) -> None:
        """Load the model. Raises ConfigurationError when the extra is not installed or there is no such model."""
        self._model: Any = _sentence_transformers(name, "CrossEncoder")

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """One figure a passage; only their order means something."""
        found: list[float] = self._model.predict(
            [(question, passage) for passage in passages], show_progress_bar=False
        ).tolist()
        return found


@lru_cache(maxsize=2)
def open_embeddings(name: str) -> Embeddings:
    """The embedding of this name, loaded once a process; the empty name is the built-in one."""
    return SentenceEmbeddings(name) if name else built_in()


@lru_cache(maxsize=2)
def open_reranker(name: str) -> Reranker | None:
    """The reranker of this name, loaded once a process; None for the empty name."""
    return Reranker(name) if name else None


def _sentence_transformers(name: str, kind: str) -> Any:
    # Hugging Face asks its server about files it already has; a local model must not wait for that.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        import sentence_transformers
    except ImportError as error:
        raise ConfigurationError("要用自选的向量模型，请先安装附加项：pip install -e '.[models]'") from error
    try:
        return getattr(sentence_transformers, kind)(name)
    except Exception as error:  # the library raises whatever its parts raise
        raise ConfigurationError(f"打不开模型“{name}”（{error}）") from error
