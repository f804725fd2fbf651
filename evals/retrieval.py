"""Print how well words, the built-in embedding and both together find articles, and what they cost."""

import argparse
import logging
import math
import re
import resource
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import jieba
import numpy as np
from numpy.typing import NDArray

from advisor.retrieval.fusion import fuse
from advisor.retrieval.static import BUILT_IN, StaticEmbeddings
from evals.overlap import overlap_questions, shelf
from training.corpus import Passage, Question, laws, questions, statutes

Scores = NDArray[np.float32]
OVERLAP_QUESTIONS = 1200


@dataclass(frozen=True)
class Trial:
    """Questions over passages, with the places of the answering ones and both score tables [question, passage]."""

    name: str
    gold: list[list[int]]
    lexical: Scores
    dense: Scores


def bigrams(text: str) -> list[str]:
    """Character bigrams of the text without punctuation: the lexical baseline's terms."""
    letters = re.sub(r"[\W_]+", "", text.lower())
    return [letters[start : start + 2] for start in range(len(letters) - 1)]


class Bm25:
    """BM25 over character bigrams, as shares of what a text of the query's own words would score."""

    def __init__(self, texts: Sequence[str]) -> None:
        terms = [bigrams(text) for text in texts]
        self._texts = len(texts)
        self._seen = Counter(term for each in terms for term in set(each))
        self._model = bm25s.BM25()
        self._model.index(terms, show_progress=False)

    def shares(self, query: str) -> Scores:
        """One score a text, 0 to about 1; the order is BM25's."""
        terms = bigrams(query)
        total = sum(self._rarity(term) for term in terms)
        return np.asarray(self._model.get_scores(terms), dtype=np.float32) / max(total, 1e-6)

    def _rarity(self, term: str) -> float:
        seen = max(self._seen[term], 1)
        return math.log(1 + (self._texts - seen + 0.5) / (seen + 0.5))


def trials(
    name: str, splits: dict[str, list[Question]], passages: list[Passage], model: StaticEmbeddings
) -> list[Trial]:
    """One trial for each split of questions over the same passages."""
    texts = [f"{passage.name} {passage.text}" for passage in passages]
    lexical = Bm25(texts)
    vectors = model.encode(texts)
    place = {passage.id: number for number, passage in enumerate(passages)}
    return [
        Trial(
            f"{name} {split}",
            [[place[gold] for gold in question.gold if gold in place] for question in asked],
            np.array([lexical.shares(question.text) for question in asked]),
            model.encode([question.text for question in asked]) @ vectors.T,
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


def report(trial: Trial) -> None:
    """Print the trial's three rows."""
    fused = [fuse(words, meaning) for words, meaning in zip(trial.lexical, trial.dense, strict=True)]
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
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    articles = laws(options.bench)
    costs(options.model, articles)
    model = StaticEmbeddings(options.model)
    splits = questions(options.bench)
    print(f"{'set / ranking':34s} {'n':>5s}  hit@1  hit@5  hit@10 mrr")
    stard = {split: splits[split] for split in ("dev", "test")}
    for trial in trials("STARD", stard, statutes(options.bench), model):
        report(trial)
    documents = shelf(articles)
    asked = overlap_questions(documents, OVERLAP_QUESTIONS)
    halves = {"dev": asked[: len(asked) // 2], "test": asked[len(asked) // 2 :]}
    for trial in trials("own words", halves, documents, model):
        report(trial)


if __name__ == "__main__":
    main()
