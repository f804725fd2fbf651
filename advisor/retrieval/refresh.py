"""The index of a large pack on disk: made, brought up to date, opened. Only what changed is embedded anew.

One process writes at a time. What was embedded is noted after every batch, so that a run that was killed goes on where
it stopped.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore

from advisor.errors import ConfigurationError
from advisor.pack.model import Pack
from advisor.pack.parsed import keep_parsed
from advisor.retrieval import static
from advisor.retrieval.asks import Asker, make_up, with_asks
from advisor.retrieval.embedding import open_embeddings, open_reranker
from advisor.retrieval.passages import Passage, passages_of
from advisor.retrieval.shelf import Shelf
from advisor.retrieval.stores import Kind, Referring, finish, kind_of, open_store
from advisor.retrieval.vectors import MatrixStore
from advisor.retrieval.words import WordIndex
from advisor.settings import Settings, settings

SMALL = 2000
"""passages up to which an index is made in memory when the first question comes: a fraction of a second"""
BATCH = 1000
_FORM = 1
_DONE, _KEY, _WHOLE = "done.txt", "key.json", "whole.json"
_PATIENCE = 600
"""seconds to wait for another process that is indexing the same pack"""

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and what is being done (Chinese)."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: passages there are, newly embedded and taken out; where vectors lie (None: in memory)."""

    passages: int
    added: int = 0
    removed: int = 0
    store: Kind | None = None
    seconds: float = 0.0
    bytes: int = 0
    remark: str = ""
    """what a person should know, Chinese"""


def open_shelf(pack: Pack, chosen: Settings | None = None) -> Shelf:
    """The shelf of a pack; a large one that changed since it was indexed is brought up to date first."""
    chosen = chosen or settings()
    passages = with_asks(passages_of(pack), _folder(pack, chosen))
    embeddings, reranker = open_embeddings(chosen.embedding_model), open_reranker(chosen.reranker)
    if len(passages) <= SMALL:
        names = [passage.clause.id for passage in passages]
        texts = {passage.clause.id: passage.text for passage in passages}
        store = MatrixStore.from_texts(names, Referring(embeddings, texts))
        return Shelf(passages, WordIndex.of([passage.text for passage in passages]), store, reranker)
    index = _Index(pack, passages, chosen, embeddings)
    if not index.is_fresh():
        index.refresh(None)
    return Shelf(passages, WordIndex.load(index.folder / "words"), index.open(), reranker)


def refresh(
    pack: Pack,
    progress: Progress | None = None,
    chosen: Settings | None = None,
    asker: Asker | None = None,
) -> Refreshed:
    """Bring the index of a pack up to date. A small pack has none on disk.

    `asker`: the language model that makes up questions for passages that have none yet.
    """
    chosen = chosen or settings()
    passages, folder, remark = passages_of(pack), _folder(pack, chosen), ""
    if asker is not None and chosen.index_questions:
        remark = make_up(passages, folder, asker, chosen.index_questions, progress)
    passages = with_asks(passages, folder)
    if len(passages) <= SMALL:
        return Refreshed(len(passages), remark=remark)
    index = _Index(pack, passages, chosen, open_embeddings(chosen.embedding_model))
    return replace(index.refresh(progress), remark=remark)


def _folder(pack: Pack, chosen: Settings) -> Path:
    return chosen.data / "index" / pack.info.id


class _Index:
    """The folder of one pack's index."""

    def __init__(
        self, pack: Pack, passages: Sequence[Passage], chosen: Settings, embeddings: Embeddings
    ) -> None:
        self.folder = _folder(pack, chosen)
        self._pack = pack
        self._chosen = chosen
        self._embeddings = embeddings
        self._texts = {passage.clause.id: passage.text for passage in passages}
        self._digests = {name: _digest(name, text) for name, text in self._texts.items()}
        kind = kind_of(chosen.vector_store)
        model = chosen.embedding_model or static.EDITION
        self._key = {
            "form": _FORM,
            "embedding": model,
            "store": chosen.vector_store if kind == "postgresql" else kind,
        }
        self._kind = kind
        self._name = f"{pack.info.id} {model}"

    def is_fresh(self) -> bool:
        """Whether the index is whole and of exactly these texts."""
        return bool(_read_json(self.folder / _WHOLE) == self._state())

    def open(self) -> VectorStore:
        """The vectors."""
        references = Referring(self._embeddings, self._texts)
        return open_store(self._chosen.vector_store, self.folder, self._name, references)

    def refresh(self, progress: Progress | None) -> Refreshed:
        """Embed what is new or changed, forget what is gone, and write the words anew when anything was."""
        began = time.perf_counter()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "lock", timeout=_PATIENCE):
                added, removed = (0, 0) if self.is_fresh() else self._refresh(progress)
        except Timeout as error:
            raise ConfigurationError(f"另一个程序正在给“{self._pack.info.id}”编索引，请稍后再试") from error
        size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        seconds = time.perf_counter() - began
        return Refreshed(len(self._texts), added, removed, self._kind, seconds, size)

    def _refresh(self, progress: Progress | None) -> tuple[int, int]:
        keep_parsed(self._pack)
        done = self._journal()
        store = self.open()
        wanted = set(self._digests.values())
        gone = [digest for digest in done if digest not in wanted]
        if gone:
            store.delete(gone)
        missing = [name for name, digest in self._digests.items() if digest not in done]
        with (self.folder / _DONE).open("a", encoding="utf-8") as journal:
            for start in range(0, len(missing), BATCH):
                part = missing[start : start + BATCH]
                digests = [self._digests[name] for name in part]
                store.add_texts(part, ids=digests)
                journal.writelines(f"{digest}\n" for digest in digests)
                journal.flush()
                if progress is not None:
                    progress(start + len(part), len(missing), "编向量")
        finish(store)
        if progress is not None:
            progress(1, 1, "编词语")
        WordIndex.of(list(self._texts.values())).save(self.folder / "words")
        _write(self.folder / _DONE, "".join(f"{digest}\n" for digest in self._digests.values()))
        _write(self.folder / _WHOLE, json.dumps(self._state()))
        return len(missing), len(gone)

    def _journal(self) -> set[str]:
        """The digests the store has; none when it was made with another embedding or lies elsewhere."""
        key = self.folder / _KEY
        if _read_json(key) != self._key:
            (self.folder / _DONE).unlink(missing_ok=True)
            (self.folder / _WHOLE).unlink(missing_ok=True)
            # Chroma and PostgreSQL keep another model's vectors under another name.
            shutil.rmtree(self.folder / "vectors", ignore_errors=True)
            _write(key, json.dumps(self._key))
        done = self.folder / _DONE
        return set(done.read_text(encoding="utf-8").split()) if done.is_file() else set()

    def _state(self) -> dict[str, Any]:
        everything = hashlib.sha256("".join(self._digests.values()).encode()).hexdigest()
        return {**self._key, "passages": len(self._digests), "everything": everything}


def _digest(name: str, text: str) -> str:
    """What a passage is known by in the store: its clause and its very words."""
    return hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:32]


def _read_json(file: Path) -> Any:
    """The value of a file; None when it is not there or cut off."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(file: Path, text: str) -> None:
    half = file.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    half.replace(file)
