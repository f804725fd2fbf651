"""What the linear models over hashed features share: the command line, the matrix of features, the file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix

from advisor.retrieval.hashed import scale


def command(doc: str | None) -> argparse.ArgumentParser:
    """The options of every one of them."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", default="sd-digital-platform")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 26))
    parser.add_argument("--apart", action="store_true")
    return parser


def matrix(rows: Sequence[NDArray[np.int64]], width: int) -> csr_matrix:
    """Rows × buckets, from the buckets of each row."""
    borders = np.cumsum([0, *(len(row) for row in rows)])
    values = np.concatenate([np.full(len(row), scale(len(row))) for row in rows])
    return csr_matrix((values, np.concatenate(rows), borders), shape=(len(rows), width))


def save(path: Path, outputs: Sequence[str], tensors: Mapping[str, NDArray[np.float32]]) -> None:
    """Weights in half precision, biases in single, with the names of the outputs."""
    kept = {
        name: np.ascontiguousarray(tensor.astype(np.float16 if tensor.ndim > 1 else np.float32))
        for name, tensor in tensors.items()
    }
    save_file(kept, str(path), metadata={"outputs": ",".join(outputs)})
    path.chmod(0o644)
