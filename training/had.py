"""Fits the weights that tell whether what a pattern read as had is told of the applicant (advisor/answer/had.safetensors).

    python -m training.had [--apart] [--pack sd-digital-platform] [--today 2026-11-26]

It learns from `stories/told` (one file a hand: pieces, each with the facts it tells, `nothing` where it only sounds so), from the
stories whose facts are known, and from the questions of the sets in which the applicant can apply: there all that was read as had
is. `--apart` fits on all hands but one and reports on that one. Deterministic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from advisor.answer.had import BUCKETS, FAINT, WEIGHTS, reads
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, worded
from advisor.evaluate import read_questions
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from training.linear import by_hand, command, likelihoods, logistic, matrix, save


@dataclass(frozen=True)
class Row:
    """One reading of something had: the hand that wrote the text, whether it is told, the buckets of its features."""

    hand: str
    told: bool
    buckets: NDArray[np.int64]


def rows_of(pack: Pack, today: date) -> list[Row]:
    """Every reading in every text whose facts are known."""
    folder = Path(pack.folder)
    rows: list[Row] = []
    for path in sorted((folder / "stories" / "told").glob("*.yaml")):
        for told, pieces in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for piece in pieces:
                rows += _rows(path.stem, piece, told.split(), pack, today)
    for path in sorted((folder / "stories").glob("*.yaml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8")):
            if not story.get("history"):
                known = {**(story.get("maybe") or {}), **(story.get("facts") or {})}
                had = [f"{name}={value}" for name, value in known.items()]
                rows += _rows(path.stem, story["q"], had, pack, today)
    for path in sorted((folder / "evaluation").glob("*.yaml")):
        for question in read_questions(path) if path.name != "words.yaml" else ():
            if question.verdict == "eligible" and not question.history:
                rows += _rows(path.stem, question.q, None, pack, today)
    return rows


def _rows(hand: str, text: str, had: Collection[str] | None, pack: Pack, today: date) -> Iterator[Row]:
    """The readings in a text that tells `had`, as `fact=yes`; None: whatever was read."""
    story = prepared(normalise(text, pack), pack, today)
    for name, buckets in reads(worded(story, pack), story, pack):
        yield Row(hand, had is None or f"{name}=yes" in had, buckets)


def fit(rows: Sequence[Row]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [1, bucket] and the bias."""
    return logistic(matrix([row.buckets for row in rows], BUCKETS), [row.told for row in rows])


def doubts(rows: Sequence[Row], table: NDArray[np.float32], bias: NDArray[np.float32]) -> dict[str, int]:
    """How many readings are false and right, and how many of each are doubted."""
    faint = likelihoods(matrix([row.buckets for row in rows], BUCKETS), table, bias)[:, 0] < FAINT
    told = np.array([row.told for row in rows])
    counts = {"false": ~told, "false doubted": ~told & faint, "right": told, "right doubted": told & faint}
    return {name: int(each.sum()) for name, each in counts.items()}


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    options = command(__doc__).parse_args()
    rows = rows_of(open_pack(options.pack), options.today)
    if options.apart:
        for hand, own, others in by_hand(rows):
            print(f"{hand:14s}", doubts(own, *fit(others)), flush=True)
        return
    table, bias = fit(rows)
    save(WEIGHTS, ("had",), {"table": table, "bias": bias})
    print(len(rows), doubts(rows, table, bias))


if __name__ == "__main__":
    main()
