"""Fits the weights that tell places of the own name from those of other names (advisor/checks/own_places.safetensors).

    python -m training.own_places [--apart] [--pack sd-digital-platform]

It learns from `stories/own_places` of the common pack, one file a hand: sentences of packages, by kind of paper, with 【】 for
the name of the applicant or its platform (`own`; 我公司 and the like stand for it too) or for another name (`other`).
`--apart` fits on all hands but one and reports on that one. Deterministic.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from advisor.checks.own_places import BUCKETS, NAME, WEIGHTS, features
from training.linear import Passage, by_hands, fitted, judged

STRENGTH = 10.0
"""how much the sentences count against weights near zero"""
SURE = 0.6
"""Likelihood from which the report takes a place for the applicant's."""


def rows_of(folder: Path) -> list[Passage]:
    """Every sentence of every hand."""
    return [
        Passage(path.stem, side == "own", features(kind, *text.split(NAME, 1)))
        for path in sorted((folder.parent / "common" / "stories" / "own_places").glob("*.yaml"))
        for kind, sides in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for side, texts in sides.items()
        for text in texts
    ]


def fit(rows: Sequence[Passage]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights [1, bucket] and the bias."""
    return fitted(rows, BUCKETS, STRENGTH)


def report(rows: Sequence[Passage], table: NDArray[np.float32], bias: NDArray[np.float32]) -> dict[str, int]:
    """How many places are the applicant's and how many others', and how many of each are taken for the applicant's."""
    own, likely = judged(rows, BUCKETS, table, bias)
    told = likely >= SURE
    return {
        "own": int(own.sum()),
        "told": int((own & told).sum()),
        "other": int((~own).sum()),
        "told falsely": int((~own & told).sum()),
    }


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    by_hands(__doc__, rows_of, fit, report, (WEIGHTS, "own"))


if __name__ == "__main__":
    main()
