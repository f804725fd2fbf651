"""Where a large pack's vectors are kept: Chroma embedded, PostgreSQL with pgvector, or a file.

Stores hold references and vectors; the texts stand in the pack already.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from advisor.errors import ConfigurationError
from advisor.retrieval.vectors import MatrixStore

Kind = Literal["chroma", "file", "postgresql"]
NAMES: dict[Kind, str] = {"chroma": "Chroma", "file": "文件", "postgresql": "PostgreSQL（pgvector）"}
_POSTGRES = ("postgresql://", "postgresql+psycopg://")
_LOOKED_THROUGH = 200
"""candidates Chroma's graph keeps while searching; a hundred of them are used"""


class Referring(Embeddings):
    """Embeds the text behind a reference, and questions as they are."""

    def __init__(self, embeddings: Embeddings, texts: Mapping[str, str]) -> None:
        self._embeddings = embeddings
        self._texts = texts

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of what the references stand for."""
        return self._embeddings.embed_documents([self._texts[reference] for reference in texts])

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question."""
        return self._embeddings.embed_query(text)


def kind_of(setting: str) -> Kind:
    """The kind of store a setting names; the empty one means Chroma where it is installed.

    Raises ConfigurationError for anything else.
    """
    if setting.startswith(_POSTGRES):
        return "postgresql"
    if setting in {"chroma", "file"}:
        return "chroma" if setting == "chroma" else "file"
    if setting:
        raise ConfigurationError("ADVISOR_VECTOR_STORE 应为 chroma、file 或 postgresql://… 地址")
    return "chroma" if importlib.util.find_spec("langchain_chroma") else "file"


def open_store(setting: str, folder: Path, name: str, embeddings: Embeddings) -> VectorStore:
    """The store for the vectors of one pack. Raises ConfigurationError when its extra or server is not there."""
    kind = kind_of(setting)
    if kind == "file":
        return MatrixStore(embeddings, folder / "vectors")
    # Names of collections and tables are short and Latin in both.
    label = "advisor_" + hashlib.sha256(name.encode()).hexdigest()[:24]
    if kind == "chroma":
        return _open_chroma(folder / "chroma", label, embeddings)
    return _open_postgres(setting, label, embeddings)


def finish(store: VectorStore) -> None:
    """Bring a store to rest after texts were added: PostgreSQL gets its graph, which would slow the adding down."""
    apply: Any = getattr(store, "apply_vector_index", None)
    if apply is None:
        return
    from langchain_postgres.v2.indexes import HNSWIndex

    postgres: Any = store
    if not postgres.is_valid_index(f"{postgres.get_table_name()}langchainvectorindex"):
        apply(HNSWIndex())


def _open_chroma(folder: Path, label: str, embeddings: Embeddings) -> VectorStore:
    try:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma
    except ImportError as error:
        raise ConfigurationError("要用 Chroma，请先安装附加项：pip install -e '.[vectors]'") from error
    folder.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    store: VectorStore = Chroma(
        client=client,
        collection_name=label,
        # Left out, it would be Chroma's own: English, and downloaded.
        embedding_function=embeddings,
        collection_configuration={"hnsw": {"space": "cosine", "ef_search": _LOOKED_THROUGH}},
    )
    return store


def _open_postgres(address: str, label: str, embeddings: Embeddings) -> VectorStore:
    try:
        from langchain_postgres import Column, PGEngine, PGVectorStore
        from sqlalchemy import create_engine, inspect
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError as error:
        raise ConfigurationError("要用 PostgreSQL，请先安装附加项：pip install -e '.[postgres]'") from error
    url = address.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        plain = create_engine(url)
        known = inspect(plain).has_table(label)
        plain.dispose()
        engine = PGEngine.from_connection_string(url=url)
        if not known:
            size = len(embeddings.embed_query(label))
            name: Any = Column("langchain_id", "TEXT", nullable=False)
            engine.init_vectorstore_table(label, size, id_column=name)
        store: VectorStore = PGVectorStore.create_sync(engine, table_name=label, embedding_service=embeddings)
    except SQLAlchemyError as error:
        raise ConfigurationError(f"连不上存向量的 PostgreSQL，或其中没有 pgvector（{error}）") from error
    return store
