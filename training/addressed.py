"""Fits the weights that tell whether a sentence speaks to a machine that reviews it (advisor/checks/addressed.safetensors).

    python -m training.addressed [--apart] [--pack sd-digital-platform]

It learns from `stories/addressed` of the common pack, one file a hand: sentences that do (`addressed`) and sentences that only
hold the same words (`plain`); `forms` is of lines as forms have them, `manuals` and `guides` of what
programs and other texts say to their readers. The passages of
`stories/lacking` do not either. `--apart` fits on all hands but one and reports on that one. Deterministic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from advisor.checks.addressed import BUCKETS, SURE, WEIGHTS, features
from training.linear import Passage, by_hands, fitted, judged

STRENGTH = 20.0
"""how much the sentences count against weights near zero"""
OFTEN = 2
"""how often a sentence counts that speaks to a machine, of which there are fewer by far"""


def rows_of(folder: Path) -> list[Passage]:
    """Every sentence of every hand, and the passages of a pack that tell of lacks."""
    return [
        *(
            Passage(path.stem, side == "addressed", features(text))
            for path in sorted((folder.parent / "common" / "stories" / "addressed").glob("*.yaml"))
            for side, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items()
            for text in texts
        ),
        *(Passage("lacking", False, features(text)) for text in _passages(folder)),
    ]


def _passages(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "stories" / "lacking").glob("*.yaml")):
        for sides in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            yield from (text for texts in sides.values() for text in texts)


def fit(rows: Sequence[Passage]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [1, bucket] and the bias."""
    counted = [row for row in rows for _ in range(OFTEN if row.told else 1)]
    return fitted(counted, BUCKETS, STRENGTH)


def report(rows: Sequence[Passage], table: NDArray[np.float32], bias: NDArray[np.float32]) -> dict[str, int]:
    """How many sentences speak to a machine and how many do not, and how many of each are told."""
    speaks, likely = judged(rows, BUCKETS, table, bias)
    told = likely >= SURE
    return {
        "addressed": int(speaks.sum()),
        "told": int((speaks & told).sum()),
        "plain": int((~speaks).sum()),
        "told falsely": int((~speaks & told).sum()),
    }


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    by_hands(__doc__, rows_of, fit, report, (WEIGHTS, "addressed"))


if __name__ == "__main__":
    main()
