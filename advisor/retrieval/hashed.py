"""Features of a text as hashed names: what linear models with many rare features look at."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.lexical import words_in

BLANK = "□"
"""Stands for words of a text that are not to be looked at."""


def hashed(features: Iterable[str], buckets: int) -> NDArray[np.int64]:
    """The bucket of every feature."""
    return np.fromiter((zlib.crc32(each.encode()) % buckets for each in features), np.int64)


def scale(count: int) -> float:
    """What every one of so many features counts, so that long texts weigh no more than short ones."""
    return 10 / float(np.sqrt(max(count, 1)))


def runs(text: str, sizes: Sequence[int]) -> set[str]:
    """The runs of characters of these lengths, without those over a blank."""
    found = (text[start : start + size] for size in sizes for start in range(len(text) - size + 1))
    return {each for each in found if BLANK not in each}


def words(text: str) -> set[str]:
    """The words, and every two that follow each other."""
    cut = ["^", *(word for word in words_in(text) if word.strip(f" {BLANK}")), "$"]
    return {f"w:{word}" for word in cut} | {f"w:{a}|{b}" for a, b in pairwise(cut)}


def load(path: Path, *tensors: str) -> tuple[tuple[str, ...], list[NDArray[np.float32]]]:
    """The names of the outputs, and these tensors of a model that `training.linear` wrote."""
    from safetensors import safe_open

    with safe_open(str(path), framework="numpy") as file:
        outputs = tuple(file.metadata()["outputs"].split(","))
        return outputs, [file.get_tensor(name).astype(np.float32) for name in tensors]


class Judgement(NamedTuple):
    """A logistic model of one yes or no: weights [bucket] and the bias."""

    table: NDArray[np.float32]
    bias: float

    def likely(self, buckets: NDArray[np.int64]) -> float:
        """How likely, from 0 to 1, a text with these features is one of the kind."""
        score = float(self.table[buckets].sum()) * scale(len(buckets)) + self.bias
        return float(1 / (1 + np.exp(-score)))


@lru_cache(maxsize=8)
def judgement(path: Path) -> Judgement:
    """The model of a file, read once."""
    _, (table, bias) = load(path, "table", "bias")
    return Judgement(table[0], float(bias[0]))
