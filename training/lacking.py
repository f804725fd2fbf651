"""Fits the weights that tell whether a place given over to one thing tells a lack of it (advisor/checks/lacking.safetensors).

    python -m training.lacking [--apart] [--pack sd-digital-platform]

It learns from `stories/lacking`, one file a hand: for each thing the passages that tell a lack, and those that tell that there is
some. `--apart` fits on all hands but one and reports on that one. Deterministic.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from advisor.checks.lacking import BUCKETS, WEIGHTS, features
from advisor.checks.weighing import FAINT, SURE
from training.linear import Passage, by_hands, fitted, judged

STRENGTH = 2.0
"""how much the passages count against weights near zero"""


def rows_of(folder: Path) -> list[Passage]:
    """Every passage of every hand of a pack."""
    return [
        Passage(path.stem, side == "lacking", features(name, text))
        for path in sorted((folder / "stories" / "lacking").glob("*.yaml"))
        for name, sides in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for side, texts in sides.items()
        for text in texts
    ]


def fit(rows: Sequence[Passage]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [1, bucket] and the bias."""
    return fitted(rows, BUCKETS, STRENGTH)


def report(rows: Sequence[Passage], table: NDArray[np.float32], bias: NDArray[np.float32]) -> dict[str, int]:
    """How many passages tell a lack and how many none, and of each how many are surely taken for the one and the other."""
    lack, likely = judged(rows, BUCKETS, table, bias)
    return {
        "lacking": int(lack.sum()),
        "told": int((lack & (likely >= SURE)).sum()),
        "taken for had": int((lack & (likely <= FAINT)).sum()),
        "there": int((~lack).sum()),
        "told falsely": int((~lack & (likely >= SURE)).sum()),
        "taken for had rightly": int((~lack & (likely <= FAINT)).sum()),
    }


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    by_hands(__doc__, rows_of, fit, report, (WEIGHTS, "lacking"))


if __name__ == "__main__":
    main()
