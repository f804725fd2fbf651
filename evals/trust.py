"""Fit the trust in a best passage: questions over texts that answer them, and over texts about other things.

    python -m evals.trust --bench DIR [--model DIR]

Prints the weights for advisor/retrieval/trust.py, and for several thresholds how many right answers stay and how many
questions without an answer are answered all the same. STARD's questions that the embedding was not trained on, less the
test ones, over its articles; questions in the own words of held-out regulations over those; and STARD's questions over
those regulations, which are mostly not there.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.closer import look
from advisor.retrieval.fusion import CLOSER, fuse, lead, settle
from advisor.retrieval.static import BUILT_IN, StaticEmbeddings
from advisor.retrieval.words import WordIndex
from evals.overlap import overlap_questions, shelf
from evals.retrieval import OVERLAP_QUESTIONS
from training.corpus import Passage, Question, laws, questions, statutes

Rows = NDArray[np.float64]
OWN_WORDS = 400


def examples(
    asked: list[Question], passages: list[Passage], model: StaticEmbeddings, there: bool
) -> Iterator[tuple[list[float], bool, bool]]:
    """Evidence for the best passage, whether it answers, and whether an answer was `there` at all."""
    texts = [f"{passage.name} {passage.text}" for passage in passages]
    words, vectors = WordIndex.of(texts), model.encode(texts)
    place = {passage.id: number for number, passage in enumerate(passages)}
    for question in asked:
        gold = [place[each] for each in question.gold if each in place]
        lexical, dense = words.shares(question.text), vectors @ model.encode([question.text])[0]
        close = np.argpartition(-fuse(lexical, dense), CLOSER)[:CLOSER]
        near = [texts[number] for number in close]
        closer = look(question.text, near, words, lexical, dense, close, model)
        best = int(np.argmax(settle(closer)))
        row = [float(part[best]) for part in (closer.covered, closer.literal, closer.cosine)]
        row.append(lead(lexical))
        yield row, there and int(close[best]) in gold, there


def logistic(rows: Rows, right: Rows) -> Rows:
    """Weights, the constant first, by Newton's method."""
    table = np.c_[np.ones(len(rows)), rows]
    weights = np.zeros(table.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - right) + 1e-3 * weights
        bend = table.T @ (table * (chance * (1 - chance))[:, None]) + 1e-3 * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Print weights and what thresholds do."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=BUILT_IN)
    options = parser.parse_args()
    model = StaticEmbeddings(options.model)
    documents = shelf(laws(options.bench))
    splits = questions(options.bench)
    lay = splits["weights"] + splits["dev"]
    found = [
        list(examples(lay, statutes(options.bench), model, True)),
        list(examples(overlap_questions(documents, OVERLAP_QUESTIONS)[:OWN_WORDS], documents, model, True)),
        list(examples(lay, documents, model, False)),
    ]
    every = [example for part in found for example in part]
    weights = logistic(
        np.array([row for row, _, _ in every]), np.array([float(right) for _, right, _ in every])
    )
    print("constant, covered, literal, like, lead:", weights.round(2))
    for name, part in zip(("STARD", "own words", "not there"), found, strict=True):
        chance = 1 / (1 + np.exp(-np.c_[np.ones(len(part)), [row for row, _, _ in part]] @ weights))
        right = np.array([example[1] for example in part])
        for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            told = chance >= threshold
            kept = f"of right ones kept {told[right].mean():.2f}, " if right.any() else ""
            print(f"{name:9s} {threshold:.2f}: {kept}of the others answered {told[~right].mean():.2f}")


if __name__ == "__main__":
    main()
