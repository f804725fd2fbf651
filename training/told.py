"""Fits the weights that tell what a piece of a story says of the applicant (advisor/answer/told.safetensors).

    python -m training.told [--apart] [--pack sd-digital-platform] [--today 2026-11-26]

Each file of `stories/told` is by one hand: pieces as people type them, each with the facts it tells of the applicant itself
(`nothing` where it only sounds so). Typical questions tell nothing. That something is lacked is not learnt here: it may bar, and
whose it is `training.hindrance` learns. `--apart` fits on all hands but one and reports on that one. Deterministic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from advisor.answer.events import Story
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, worded
from advisor.answer.told import BUCKETS, SURE, WEIGHTS, features
from advisor.domain import Fact
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from training.linear import by_hand, command, likelihoods, logistic, matrix, save

STRENGTH = 3.0
"""how much the pieces count against weights near zero"""
EVERY = 4
"""one typical question in so many is learnt from"""


@dataclass(frozen=True)
class Row:
    """One piece: its hand, what it tells as `fact=value`, the buckets of its features."""

    hand: str
    told: frozenset[str]
    buckets: NDArray[np.int64]


def rows_of(pack: Pack, today: date) -> list[Row]:
    """Every piece of every hand, and some of the typical questions in which the patterns read nothing."""
    rows = []
    for path in sorted((Path(pack.folder) / "stories" / "told").glob("*.yaml")):
        for told, pieces in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            values = frozenset(each for each in told.split() if _learnt(each, pack))
            rows += [_row(path.stem, values, *_read(piece, pack, today)) for piece in pieces]
    asks = sorted({ask for asked in pack.questions.values() for ask in asked})[::EVERY]
    read = (_read(ask, pack, today) for ask in asks)
    return rows + [_row("typical", frozenset(), story, found) for story, found in read if not found]


def _learnt(told: str, pack: Pack) -> bool:
    """Whether a fact is of the pack, and not something lacked."""
    spec = pack.fact(told.partition("=")[0])
    return spec is not None and (spec.kind, told.partition("=")[2]) != ("have", "no")


def _read(text: str, pack: Pack, today: date) -> tuple[Story, dict[str, Fact]]:
    story = prepared(normalise(text, pack), pack, today)
    return story, worded(story, pack)


def _row(hand: str, told: frozenset[str], story: Story, found: Mapping[str, Fact]) -> Row:
    return Row(hand, told, features(story, 0, len(story.text), found))


def fit(rows: Sequence[Row], values: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [value, bucket] and the bias of each."""
    buckets = matrix([row.buckets for row in rows], BUCKETS)
    models = [logistic(buckets, [value in row.told for row in rows], STRENGTH) for value in values]
    return np.concatenate([table for table, _ in models]), np.concatenate([bias for _, bias in models])


def report(
    rows: Sequence[Row], values: Sequence[str], table: NDArray[np.float32], bias: NDArray[np.float32]
) -> str:
    """Of what is told how much is found, and how much is found that is not told."""
    found = likelihoods(matrix([row.buckets for row in rows], BUCKETS), table, bias) >= SURE
    told = np.array([[value in row.told for value in values] for row in rows])
    return f"{len(rows)} pieces: told {told.sum()}, found {(found & told).sum()}, found besides {(found & ~told).sum()}"


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    options = command(__doc__).parse_args()
    rows = rows_of(open_pack(options.pack), options.today)
    values = sorted({value for row in rows for value in row.told})
    if options.apart:
        for hand, own, others in by_hand(rows):
            print(f"{hand:8s}", report(own, values, *fit(others, values)), flush=True)
        return
    table, bias = fit(rows, values)
    save(WEIGHTS, values, {"table": table, "bias": bias})
    print("all", report(rows, values, table, bias))


if __name__ == "__main__":
    main()
