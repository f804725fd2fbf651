"""The built-in Chinese embedding: a table of token vectors, read without torch.

The folder is in sentence-transformers format (one StaticEmbedding module), so that library loads it too and
gives the same vectors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from advisor.errors import ConfigurationError

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUILT_IN = Path(str(files("advisor.retrieval"))) / "models" / "zh-law-static"
EDITION = "zh-law-static 3"
"""of the built-in model: an index made with another one is made anew"""
STATIC_MODULE = "StaticEmbedding"
BATCH = 1024  # texts tokenized at once
KEPT = 5000  # texts whose distinct tokens are kept
UNKNOWN = 0  # the token of what the vocabulary lacks
TINY = np.float32(1e-12)  # keeps the zero vector of a text without tokens from being divided by zero


class StaticEmbeddings(Embeddings):
    """LangChain embeddings of a static model folder: unit vectors, so a dot product is the cosine.

    A text without one known token has the zero vector, which is near nothing.
    """

    def __init__(self, folder: Path = BUILT_IN) -> None:
        """Load `folder`; ConfigurationError when it is not a static model."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        module = folder / _static_module(folder)
        try:
            tensors = load_file(str(module / "model.safetensors"))
            self._tokenizer = Tokenizer.from_file(str(module / "tokenizer.json"))
            self._table = tensors["embedding.weight"].astype(np.float32)
        except Exception as error:  # safetensors and tokenizers raise their own, unrelated classes
            raise ConfigurationError(f"内置向量模型无法读取：{module}（{error}）") from error
        self._distinct: dict[str, NDArray[np.int64]] = {}
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._table.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors [len(texts), dimensions] in the order of the texts."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            part = list(texts[start : start + BATCH])
            found = self._tokenizer.encode_batch_fast(part, add_special_tokens=False)
            for row, one in zip(vectors[start:], found, strict=False):
                self._table[one.ids].sum(axis=0, out=row)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), TINY)
        return vectors

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Known tokens of each text, in order."""
        found = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [[token for token in one.ids if token != UNKNOWN] for one in found]

    def distinct(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """The different known tokens of each text, ascending; those of texts asked for lately are kept."""
        if len(self._distinct) > KEPT:
            self._distinct = {}
        kept = self._distinct
        fresh = [text for text in dict.fromkeys(texts) if text not in kept]
        found = dict(
            zip(fresh, (np.unique(np.asarray(t, np.int64)) for t in self.tokens(fresh)), strict=True)
        )
        kept.update(found)
        return [found[text] if text in found else kept[text] for text in texts]

    def word(self, token: int) -> str:
        """What a token spells."""
        return str(self._tokenizer.id_to_token(token))

    def directions(self, tokens: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """Unit vectors [len(tokens), dimensions] of tokens, whatever their weight in a text."""
        rows = self._table[np.asarray(tokens, dtype=np.int64)]
        scaled: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)
        return scaled

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        rows: list[list[float]] = self.encode(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question; questions and passages share one space."""
        return self.embed_documents([text])[0]


@lru_cache(maxsize=1)
def built_in() -> StaticEmbeddings:
    """The model that ships with the product, loaded once a process."""
    return StaticEmbeddings()


def _static_module(folder: Path) -> str:
    """Path of the StaticEmbedding module named by modules.json."""
    listing = folder / "modules.json"
    try:
        modules = json.loads(listing.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"不是向量模型文件夹：{folder}（缺少可读的 modules.json）") from error
    for module in modules:
        if str(module.get("type", "")).endswith(STATIC_MODULE):
            return str(module.get("path", ""))
    raise ConfigurationError(f"不是静态向量模型：{folder}；其他模型请用 ADVISOR_EMBEDDING_MODEL 指定")
