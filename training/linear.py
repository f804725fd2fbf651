"""What the linear models over hashed features share: the command line, the matrix of features, the file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from advisor.pack.load import open_pack
from advisor.retrieval.hashed import scale


def command(doc: str | None) -> argparse.ArgumentParser:
    """The options of every one of them."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", default="sd-digital-platform")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 26))
    parser.add_argument("--apart", action="store_true")
    return parser


class ByHand(Protocol):
    """What is learnt from, with the hand that wrote it."""

    @property
    def hand(self) -> str:
        """Its name: that of the file."""
        ...


T = TypeVar("T", bound=ByHand)


def by_hand(rows: Sequence[T]) -> Iterator[tuple[str, list[T], list[T]]]:
    """Every hand with its own rows, and with those of the others."""
    for hand in sorted({row.hand for row in rows}):
        yield (
            hand,
            [row for row in rows if row.hand == hand],
            [row for row in rows if row.hand != hand],
        )


@dataclass(frozen=True)
class Passage:
    """Words by a hand: whether they tell what is asked, and the buckets of their features."""

    hand: str
    told: bool
    buckets: NDArray[np.int64]


def fitted(
    passages: Sequence[Passage], width: int, strength: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [1, bucket] and the bias that tell those apart that do from those that do not."""
    return logistic(
        matrix([each.buckets for each in passages], width), [each.told for each in passages], strength
    )


def judged(
    passages: Sequence[Passage], width: int, table: NDArray[np.float32], bias: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Of every passage whether it tells what is asked, and how likely the weights take it to."""
    likely = likelihoods(matrix([each.buckets for each in passages], width), table, bias)[:, 0]
    return np.array([each.told for each in passages]), likely


def logistic(
    buckets: csr_matrix, told: Sequence[bool], strength: float = 1.0
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [1, bucket] and the bias of one yes or no; `strength` is how much the rows count against weights near zero."""
    model = LogisticRegression(C=strength, max_iter=500, solver="liblinear", random_state=0)
    model.fit(buckets, told)
    return model.coef_.astype(np.float32), model.intercept_.astype(np.float32)


def likelihoods(
    buckets: csr_matrix, table: NDArray[np.float32], bias: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Rows × outputs, from 0 to 1."""
    scores = np.asarray(buckets @ table.T) + bias
    return np.asarray(1 / (1 + np.exp(-scores)), np.float64)


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


def by_hands(
    doc: str | None,
    rows_of: Callable[[Path], list[Passage]],
    fit: Callable[[Sequence[Passage]], tuple[NDArray[np.float32], NDArray[np.float32]]],
    report: Callable[[Sequence[Passage], NDArray[np.float32], NDArray[np.float32]], dict[str, int]],
    written: tuple[Path, str],
) -> None:
    """The command of a training by hands: fit on all and write the weights under the name of the output (`written`), or
    with `--apart` report on each hand by the others."""
    options = command(doc).parse_args()
    rows = rows_of(Path(open_pack(options.pack).folder))
    if options.apart:
        for hand, own, others in by_hand(rows):
            print(f"{hand:8s}", report(own, *fit(others)), flush=True)
        return
    table, bias = fit(rows)
    save(written[0], (written[1],), {"table": table, "bias": bias})
    print(report(rows, table, bias))
