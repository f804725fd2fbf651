"""Fits the weights that tell whose a hindrance is (advisor/answer/hindrance.safetensors) to the sentences of a pack.

    python -m training.hindrance [--apart] [--without HAND,…] [--pack sd-digital-platform] [--today 2026-11-26]

Each file of `stories/hindrances` is by one hand. A sentence says by its verdict whether the hindrance named bars (`no`,
`rule`), is there and does not bar (`may`), or must be asked about (`ask`). In a sentence that bars, the mention that says
so most is the one that counts; every mention in one that does not bar counts, and so do those of other hindrances.
`--apart` fits on all hands but one and reports on that one. Deterministic: a convex loss from zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression

from advisor.answer.hindrance import (
    BUCKETS,
    OPEN,
    SURE,
    WEIGHTS,
    Mention,
    barring,
    mentions,
    surest,
)
from advisor.answer.normal import normalise
from advisor.answer.story import prepared, worded
from advisor.answer.told import completed
from advisor.criteria import judge_one
from advisor.domain import Fact
from advisor.evaluate import read_questions
from advisor.pack.facts import Hindrance
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from advisor.retrieval.hashed import hashed
from training.linear import command, matrix

STRENGTH = 0.3
"""how much the sentences count against weights near zero"""
ROUNDS = 3
EVERY = 8
"""one typical question in so many is learnt from"""
BARS = ("no", "rule")


@dataclass(frozen=True)
class Row:
    """The mentions of one hindrance in one sentence: buckets of each, whether it bars, how much the row counts."""

    hand: str
    name: str
    verdict: str
    told: tuple[NDArray[np.int64], ...]
    bars: bool
    counts: float
    meant: bool
    """the hindrance the sentence was written about"""


def rows_of(pack: Pack, today: date) -> list[Row]:
    """Every sentence of every hand, every question of the sets, and the typical questions (in which nothing else bars than
    what the patterns read)."""
    folder = Path(pack.folder)
    rows = [
        row
        for path in sorted((folder / "stories" / "hindrances").glob("*.yaml"))
        for row in hand_of(path, pack, today)
    ]
    for path in sorted((folder / "evaluation").glob("*.yaml")):
        for question in read_questions(path) if path.name != "words.yaml" else ():
            if not question.history:
                rows += _of_question(path.stem, question.q, question.verdict, pack, today)
    for path in sorted((folder / "stories").glob("*.yaml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8")):
            if not story.get("history"):
                rows += _of_story(path.stem, story, pack, today)
    typical = sorted({ask for asks in pack.questions.values() for ask in asks})
    for ask in typical[::EVERY]:
        rows += _of_question("typical", ask, None, pack, today)
    return rows


@dataclass(frozen=True)
class _Read:
    """A sentence as the program reads it: the facts by pattern, the mentions of every hindrance it names."""

    found: dict[str, Fact]
    told: dict[str, list[Mention]]

    def row(
        self, hand: str, name: str, verdict: str, counts: float, *, bars: bool, meant: bool = True
    ) -> Row:
        """The mentions of one hindrance, as a row to learn from."""
        buckets = tuple(hashed(each.features, BUCKETS) for each in self.told[name])
        return Row(hand, name, verdict, buckets, bars, counts, meant)


def _read(text: str, pack: Pack, today: date) -> _Read:
    story = prepared(normalise(text, pack), pack, today)
    found = completed(worded(story, pack), story, pack)
    return _Read(found, mentions(story, found, pack))


def _of_question(hand: str, text: str, verdict: str | None, pack: Pack, today: date) -> Iterator[Row]:
    """A question: where the verdict is 不能 what the patterns read bars; else nothing does. Of one without a verdict only
    what they did not read is known not to."""
    read = _read(text, pack, today)
    for hindrance in (each for each in pack.hindrances if each.name in read.told):
        barred = bool(barring(hindrance, read.found, pack, today))
        bars = verdict == "ineligible" and barred
        if verdict in {None, "ineligible"} and barred != bars:
            continue
        if bars or not _settled_by_day_or_grade(hindrance, read.found, pack, today):
            said = "no" if bars else "may" if verdict == "eligible" else "ask"
            counts = 0.5 if said == "ask" else 1.0
            yield read.row(hand, hindrance.name, said, counts, bars=bars, meant=bool(verdict))


def _of_story(hand: str, story: Mapping[str, Any], pack: Pack, today: date) -> Iterator[Row]:
    """A story whose facts are known: those of the applicant bar, what is told of others does not; events are left out
    where one happened, since it bars by its day as well."""
    wanted = {**(story.get("maybe") or {}), **(story.get("facts") or {})}
    read = _read(story["q"], pack, today)
    for hindrance in (each for each in pack.hindrances if each.name in read.told):
        values = [wanted[name] for name in hindrance.facts if name in wanted]
        if not any(isinstance(value, list) for value in values):
            bars = any(value == "no" or value in hindrance.mentions for value in values)
            yield read.row(hand, hindrance.name, "no" if bars else "may", 1.0, bars=bars)


def hand_of(path: Path, pack: Pack, today: date) -> Iterator[Row]:
    """The rows of one hand. Sentences under `any` do not say which hindrance they are about."""
    for name, by_verdict in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for verdict, sentences in by_verdict.items():
            for sentence in sentences:
                if name == "any":
                    known = "ineligible" if verdict in BARS else "eligible"
                    yield from _of_question(path.stem, sentence, known, pack, today)
                else:
                    yield from _of_sentence(path.stem, name, verdict, sentence, pack, today)


def _of_sentence(hand: str, name: str, verdict: str, sentence: str, pack: Pack, today: date) -> Iterator[Row]:
    """A sentence written about the hindrance `name`; other hindrances it names do not bar; of what must be
    asked about (`ask`) they are left out."""
    read = _read(sentence, pack, today)
    for hindrance in (each for each in pack.hindrances if each.name in read.told):
        about = hindrance.name == name
        bars = about and verdict in BARS
        if not (about or verdict in {"may", *BARS}):
            continue
        if verdict == "rule" and not barring(hindrance, read.found, pack, today):
            continue  # a question about the rule that tells nothing of anybody
        if bars or not _settled_by_day_or_grade(hindrance, read.found, pack, today):
            counts = (0.5 if verdict == "ask" else 1.0) if about else 0.25
            yield read.row(hand, hindrance.name, verdict, counts, bars=bars, meant=about)


def _settled_by_day_or_grade(
    hindrance: Hindrance, found: Mapping[str, Fact], pack: Pack, today: date
) -> bool:
    """Whether an event was read that meets a condition: what its day and its grade settle is not learnt."""
    events = {name for name in hindrance.facts if name in found and isinstance(found[name].value, Mapping)}
    return any(
        judge_one(each, pack, found, today).outcome == "met"
        for each in pack.criteria
        if events & set(each.facts)
    )


def fit(rows: Sequence[Row]) -> tuple[NDArray[np.float32], float]:
    """Weights of the buckets and the bias."""
    weights, bias = np.zeros(BUCKETS, np.float32), 0.0
    for _ in range(ROUNDS):
        chosen = [(each, row) for row in rows for each in _counted(row, weights)]
        model = LogisticRegression(C=STRENGTH, max_iter=400)
        bars = [row.bars for _, row in chosen]
        counts = [row.counts / np.sqrt(1 if row.bars else len(row.told)) for _, row in chosen]
        model.fit(matrix([each for each, _ in chosen], BUCKETS), bars, sample_weight=counts)
        weights, bias = model.coef_[0].astype(np.float32), float(model.intercept_[0])
    return weights, bias


def _counted(row: Row, weights: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """The mentions of a row that are learnt from: all that do not bar, or the one that bars most."""
    return [row.told[surest(row.told, weights, 0.0)[0]]] if row.bars else list(row.told)


def likely(row: Row, weights: NDArray[np.float32], bias: float) -> float:
    """The likelihood of the mention that says most."""
    return surest(row.told, weights, bias)[1]


def report(judged: Sequence[tuple[Row, float]]) -> str:
    """Of what bars how much is told and left open, of what does not how much is barred, in all and by hindrance."""
    lines = []
    for name in ("", *sorted({row.name for row, _ in judged})):
        of = [(row, chance) for row, chance in judged if row.meant and name in {"", row.name}]
        yes = [(row, chance) for row, chance in of if row.bars]
        no = [(row, chance) for row, chance in of if row.verdict == "may"]
        open_yes, open_no = (_share(each, OPEN) - _share(each, SURE) for each in (yes, no))
        lines.append(
            f"{name or 'all':10} bars {len(yes):4}: told {_share(yes, SURE):.3f} open {open_yes:.3f} | "
            f"does not {len(no):4}: told {_share(no, SURE):.3f} open {open_no:.3f}"
        )
    return "\n".join(lines)


def _share(judged: Sequence[tuple[Row, float]], least: float) -> float:
    return float(np.mean([chance >= least for _, chance in judged])) if judged else 0.0


def apart(rows: Sequence[Row], folds: int = 4) -> list[tuple[Row, float]]:
    """Every row judged by weights fitted without its hand and those of its fold."""
    hands = sorted({row.hand for row in rows})
    judged = []
    for fold in range(folds):
        held = set(hands[fold::folds])
        weights, bias = fit([row for row in rows if row.hand not in held])
        judged += [(row, likely(row, weights, bias)) for row in rows if row.hand in held]
    return judged


def main() -> None:
    """Fit and write the weights, or report on hands that were left out."""
    parser = command(__doc__)
    parser.add_argument("--without", default="", help="hands to leave out, with commas between")
    options = parser.parse_args()
    pack = open_pack(options.pack)
    rows = rows_of(pack, options.today)
    print(len(rows), "rows;", dict(Counter(row.hand for row in rows)))
    if options.apart:
        print(report(apart(rows)))
        return
    left_out = set(options.without.split(","))
    weights, bias = fit([row for row in rows if row.hand not in left_out])
    save_file({"weights": weights.astype(np.float16), "bias": np.asarray([bias], np.float32)}, str(WEIGHTS))
    shown = [row for row in rows if row.hand in left_out] or rows
    print(report([(row, likely(row, weights, bias)) for row in shown]))


if __name__ == "__main__":
    main()
