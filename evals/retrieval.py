"""Print how well words, the built-in embedding and both together find articles, and what they cost."""

import argparse
import logging
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.closer import look
from advisor.retrieval.fusion import CLOSER, Closer, fuse, settle
from advisor.retrieval.static import BUILT_IN, StaticEmbeddings
from advisor.retrieval.words import WordIndex
from evals.overlap import overlap_questions, shelf
from training.corpus import Passage, Question, add_at_random, laws, questions, statutes

Scores = NDArray[np.float32]
OVERLAP_QUESTIONS = 1200


@dataclass(frozen=True)
class Trial:
    """Questions over passages, with the places of the answering ones and both score tables [question, passage]."""

    name: str
    gold: list[list[int]]
    lexical: Scores
    dense: Scores
    asked: list[str]
    texts: list[str]
    words: WordIndex
    model: StaticEmbeddings


def trials(
    name: str, splits: dict[str, list[Question]], passages: list[Passage], model: StaticEmbeddings
) -> list[Trial]:
    """One trial for each split of questions over the same passages."""
    texts = [f"{passage.name} {passage.text}" for passage in passages]
    lexical = WordIndex.of(texts)
    vectors = model.encode(texts)
    place = {passage.id: number for number, passage in enumerate(passages)}
    return [
        Trial(
            f"{name} {split}",
            [[place[gold] for gold in question.gold if gold in place] for question in asked],
            np.array([lexical.shares(question.text) for question in asked]),
            model.encode([question.text for question in asked]) @ vectors.T,
            [question.text for question in asked],
            texts,
            lexical,
            model,
        )
        for split, asked in splits.items()
    ]


def ranks(scores: Sequence[Scores], gold: list[list[int]]) -> NDArray[np.int64]:
    """Rank, from 1, of each question's best answering passage."""
    return np.array(
        [1 + int((row > row[right].max()).sum()) for row, right in zip(scores, gold, strict=True)]
    )


def line(label: str, found: NDArray[np.int64]) -> str:
    """One row of the table."""
    hits = "  ".join(f"{(found <= k).mean():.3f}" for k in (1, 5, 10))
    return f"{label:34s} {len(found):5d}  {hits}  {(1 / found).mean():.3f}"


def closest(trial: Trial, number: int) -> tuple[NDArray[np.int64], Closer]:
    """The places of the texts nearest to a question by the first step, and what speaks for them."""
    lexical, dense = trial.lexical[number], trial.dense[number]
    close = np.argpartition(-fuse(lexical, dense), CLOSER)[:CLOSER]
    texts = [trial.texts[place] for place in close]
    return close, look(trial.asked[number], texts, trial.words, lexical, dense, close, trial.model)


def ranked(trial: Trial, number: int) -> NDArray[np.float64]:
    """The product's ranking: fused, and the nearest of that settled; the others stay behind them."""
    first = fuse(trial.lexical[number], trial.dense[number])
    scores = first - first.max() - 1.0
    close, closer = closest(trial, number)
    scores[close] = settle(closer)
    return scores


def report(trial: Trial) -> None:
    """Print the trial's three rows."""
    fused = [ranked(trial, number) for number in range(len(trial.asked))]
    for label, scores in (("BM25", trial.lexical), ("built-in", trial.dense), ("fused", fused)):
        print(line(f"{trial.name} / {label}", ranks(list(scores), trial.gold)))


def costs(folder: Path, articles: list[Passage]) -> None:
    """Print size, load time, speed over every article and the process's peak memory."""
    began = time.perf_counter()
    model = StaticEmbeddings(folder)
    loaded = time.perf_counter() - began
    texts = [f"{passage.name} {passage.text}" for passage in articles]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    vectors = model.encode(texts)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"size {size / 1e6:.1f} MB, {model.dimensions} dimensions, loaded in {loaded:.2f} s")
    print(f"{len(texts)} articles in {seconds:.1f} s = {len(texts) / seconds:.0f} passages/s")
    print(f"vectors {vectors.nbytes / 1e6:.0f} MB; peak memory {before / 1024:.0f} -> {after / 1024:.0f} MB")


def main() -> None:
    """Print the table of docs/retrieval.md."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--bench", type=Path, required=True, help="folder with laws.jsonl.gz and the STARD files"
    )
    parser.add_argument(
        "--model", type=Path, default=BUILT_IN, help="model folder; the built-in one by default"
    )
    add_at_random(parser)
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    articles = laws(options.bench)
    costs(options.model, articles)
    model = StaticEmbeddings(options.model)
    splits = questions(options.bench, options.at_random)
    print(f"{'set / ranking':34s} {'n':>5s}  hit@1  hit@5  hit@10 mrr")
    stard = {split: splits[split] for split in ("weights", "dev", "test") if splits[split]}
    for trial in trials("STARD", stard, statutes(options.bench), model):
        report(trial)
    documents = shelf(articles)
    asked = overlap_questions(documents, OVERLAP_QUESTIONS)
    halves = {"dev": asked[: len(asked) // 2], "test": asked[len(asked) // 2 :]}
    for trial in trials("own words", halves, documents, model):
        report(trial)


if __name__ == "__main__":
    main()
