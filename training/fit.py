"""Fits the weights that tell which type suits (advisor/answer/fit.safetensors) to the stories of a pack.

    python -m training.fit [--apart] [--pack sd-digital-platform]

Each file of `stories/types` is by one hand: what units of every kind say they do, by the type that suits (`none` where none
stands out). The questions of the sets that ask for a type teach too, and typical questions on no type in
particular tell of none. `--apart` fits on all hands but one and reports on that one. Deterministic: a convex loss from zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from advisor.answer.fit import BUCKETS, NONE, TELLS, WEIGHTS, features
from advisor.answer.normal import normalise
from advisor.evaluate import read_questions
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from training.linear import by_hand, command, matrix, save

STRENGTH = 0.3
"""how much the stories count against weights near zero"""
EVERY = 25
"""one typical question in so many is learnt from"""


@dataclass(frozen=True)
class Row:
    """One story: its hand, the class that is right, the buckets of its features and the weights of the purposes' words."""

    hand: str
    right: str
    buckets: NDArray[np.int64]
    purposes: NDArray[np.float32]


def rows_of(pack: Pack) -> list[Row]:
    """Every story of every hand, the sets' questions for a type, and some of the typical questions."""
    folder = Path(pack.folder)
    return [_row(*each, pack) for each in (*_told(folder), *_asked(folder), *_typical(pack))]


def _told(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted((folder / "stories" / "types").glob("*.yaml")):
        for right, stories in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield from ((path.stem, right, story) for story in stories)


def _asked(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted((folder / "evaluation").glob("*.yaml")):
        for question in read_questions(path) if path.name != "words.yaml" else ():
            if question.type == "which_type" and question.platform and not question.history:
                yield "sets", question.platform, question.q


def _typical(pack: Pack) -> Iterator[tuple[str, str, str]]:
    special = {each.id for each in pack.guides if each.track}
    asks = sorted({ask for name, asked in pack.questions.items() if name not in special for ask in asked})
    yield from (("typical", NONE, ask) for ask in asks[::EVERY])


def _row(hand: str, right: str, text: str, pack: Pack) -> Row:
    return Row(hand, right, *features(normalise(text, pack), pack))


def _matrix(rows: Sequence[Row]) -> csr_matrix:
    """Rows × buckets and purposes."""
    buckets = matrix([row.buckets for row in rows], BUCKETS)
    return hstack([buckets, csr_matrix(np.stack([row.purposes for row in rows]))]).tocsr()


def fit(rows: Sequence[Row]) -> LogisticRegression:
    """The softmax over the classes."""
    return LogisticRegression(C=STRENGTH, max_iter=400).fit(_matrix(rows), [row.right for row in rows])


def report(rows: Sequence[Row], model: LogisticRegression) -> str:
    """Of the stories with a type how many are told it, how many another one; of those without how many are told one."""
    likely = model.predict_proba(_matrix(rows))
    told = [str(model.classes_[each.argmax()]) if each.max() >= TELLS else NONE for each in likely]
    counts = Counter(
        "none told one"
        if row.right == NONE and said != NONE
        else "right"
        if said == row.right
        else "open"
        if said == NONE
        else "wrong"
        for row, said in zip(rows, told, strict=True)
    )
    return f"{len(rows):5d}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    options = command(__doc__).parse_args()
    rows = rows_of(open_pack(options.pack))
    if options.apart:
        for hand, own, others in by_hand(rows):
            print(f"{hand:8s}", report(own, fit(others)), flush=True)
        return
    model = fit(rows)
    table, purposes = model.coef_[:, :BUCKETS], model.coef_[:, BUCKETS:]
    save(WEIGHTS, model.classes_, {"table": table, "purposes": purposes, "bias": model.intercept_})
    print("all", report(rows, model))


if __name__ == "__main__":
    main()
