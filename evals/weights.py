"""Fit the weights of fusion's second step (advisor/retrieval/fusion.py) on questions the embedding was not trained on.

    python -m evals.weights --bench DIR [--model DIR] [--at-random OTHER]

STARD's `weights` and `dev` questions over its articles, and the dev half of the questions in the own words of held-out
regulations; no test question. A listwise softmax over each question's hundred nearest texts, all weights at least 0. Prints
the weights and, by five folds, how often an answering text is first and among the first ten. With `--at-random` the test
questions of the split one by one are left out of the fit, and what the weights do on them with the model OTHER (taught none
of them) is printed as well.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.static import BUILT_IN, StaticEmbeddings
from evals.overlap import overlap_questions, shelf
from evals.retrieval import OVERLAP_QUESTIONS, Trial, closest, trials
from training.corpus import laws, questions, statutes

Scores = NDArray[np.float64]
STEPS, RATE, PENALTY, FOLDS = 250, 0.1, 0.002, 5
NEVER = -1e9


def examples(trial: Trial) -> tuple[Scores, NDArray[np.bool_]]:
    """What speaks for each question's nearest texts [question, text, part], and which of them answer."""
    found = [closest(trial, number) for number in range(len(trial.asked))]
    tables = np.stack([closer.table for _, closer in found])
    right = np.stack([np.isin(close, gold) for (close, _), gold in zip(found, trial.gold, strict=True)])
    return tables, right


def fitted(tables: Scores, right: NDArray[np.bool_], importance: Scores) -> Scores:
    """Weights, none below 0, that make the answering texts likeliest."""
    use = right.any(axis=1)
    tables, right, importance = tables[use], right[use], importance[use] / importance[use].sum()
    spread = tables.reshape(-1, tables.shape[2]).std(axis=0)
    scaled = tables / spread
    weights, pace, size = np.zeros(len(spread)), np.zeros(len(spread)), np.zeros(len(spread))
    for step in range(1, STEPS + 1):
        scores = scaled @ weights
        pull = _chances(np.where(right, scores, NEVER)) - _chances(scores)
        slope = np.einsum("q,qt,qtp->p", importance, pull, scaled, optimize=True) - 2 * PENALTY * weights
        pace, size = 0.9 * pace + 0.1 * slope, 0.99 * size + 0.01 * slope**2
        change = (pace / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.99**step)) + 1e-9)
        weights = np.maximum(weights + RATE * (1 - step / STEPS) * change, 0.0)
    found: Scores = weights / spread
    return found


def _chances(scores: Scores) -> Scores:
    chances: Scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return chances / chances.sum(axis=1, keepdims=True)


def hits(tables: Scores, right: NDArray[np.bool_], weights: Scores) -> Scores:
    """Whether an answering text is the first, and among the first ten, [question, 2]."""
    scores = tables @ weights
    best = np.where(right, scores, NEVER).max(axis=1, keepdims=True)
    rank = 1 + (scores > best).sum(axis=1)
    return np.stack([right.any(axis=1) & (rank <= k) for k in (1, 10)], axis=1).astype(np.float64)


def _by_folds(tables: Scores, right: NDArray[np.bool_], importance: Scores) -> Scores:
    """As `hits`, each question by weights that were fitted without its fold."""
    fold = np.random.default_rng(0).integers(FOLDS, size=len(right))
    met = np.zeros((len(right), 2))
    for number in range(FOLDS):
        rest = fold != number
        met[~rest] = hits(tables[~rest], right[~rest], fitted(tables[rest], right[rest], importance[rest]))
    return met


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=BUILT_IN)
    parser.add_argument(
        "--own", type=float, nargs="+", default=[0.65], help="what a question in own words counts for"
    )
    parser.add_argument(
        "--at-random", type=Path, help="a model that was taught none of that split's test questions"
    )
    return parser.parse_args()


def main() -> None:
    """Print the weights and what they do."""
    options = _options()
    jieba.setLogLevel(logging.WARNING)
    model, documents = StaticEmbeddings(options.model), shelf(laws(options.bench))
    splits = questions(options.bench)
    unseen = questions(options.bench, at_random=True)["test"] if options.at_random else []
    known = [each for each in splits["weights"] + splits["dev"] if each not in unseen]
    lay = {"weights and dev": known}
    own = {"dev": overlap_questions(documents, OVERLAP_QUESTIONS)[: OVERLAP_QUESTIONS // 2]}
    parts = [
        examples(trial)
        for trial in trials("STARD", lay, statutes(options.bench), model)
        + trials("own", own, documents, model)
    ]
    tables, right = (np.concatenate(part) for part in zip(*parts, strict=True))
    is_own = np.arange(len(right)) >= len(parts[0][1])
    asked = (
        trials("STARD", {"test": unseen}, statutes(options.bench), StaticEmbeddings(options.at_random))
        if unseen
        else []
    )
    for share in options.own:
        importance = np.where(is_own, share, 1.0)
        met = _by_folds(tables, right, importance)
        weights = fitted(tables, right, importance)
        print("own words count", share, "weights:", weights.round(2).tolist())
        for trial in asked:
            print("split one by one:", hits(*examples(trial), weights).mean(axis=0).round(4))
        print(
            "hit@1, hit@10: STARD",
            met[~is_own].mean(axis=0).round(3),
            "own",
            met[is_own].mean(axis=0).round(3),
        )


if __name__ == "__main__":
    main()
