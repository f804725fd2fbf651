"""The texts the built-in embedding learns from, and the splits that keep its evaluation honest."""

import gzip
import hashlib
import json
from argparse import ArgumentParser
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TAUGHT = ("train", "weights", "dev")
"""splits of the questions that the shipped model is taught"""
TEST_QUESTIONS = 300
DEV_QUESTIONS = 150
WEIGHT_QUESTIONS = 260
# A component larger than this hangs on a few general clauses and would fill a split with one subject.
LARGEST_HELD_OUT_COMPONENT = 25
HELD_OUT_LAW_PERCENT = 6


@dataclass(frozen=True)
class Passage:
    """One article: its id, the law's name, the path of headings above it, and its text."""

    id: str
    name: str
    heading: str
    text: str
    category: str = ""
    number: str = ""
    """第十二条"""


@dataclass(frozen=True)
class Question:
    """A layperson's question and the ids of the articles that answer it."""

    id: str
    text: str
    gold: frozenset[str]


def add_at_random(parser: ArgumentParser) -> None:
    """The option that every script has which reads the questions."""
    parser.add_argument("--at-random", action="store_true", help="split the questions one by one")


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _stable(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest()[:12], 16)


def laws(bench: Path) -> list[Passage]:
    """Articles of laws.jsonl.gz (LawRefBook/Laws; law texts carry no copyright, 著作权法 art. 5)."""
    return [
        Passage(
            row["id"], row["law"], row["heading"] or "", row["text"], row["category"], row["article"] or ""
        )
        for row in _rows(bench / "laws.jsonl.gz")
    ]


def statutes(bench: Path) -> list[Passage]:
    """Articles of stard_corpus.jsonl.gz (STARD, MIT); the name carries the article's number."""
    return [
        Passage(row["id"], row["name"], "", row["text"]) for row in _rows(bench / "stard_corpus.jsonl.gz")
    ]


def questions(bench: Path, at_random: bool = False) -> dict[str, list[Question]]:
    """STARD questions as train, weights, dev and test; no article answers questions of two splits.

    A model that is taught `train` alone does as well on `weights` and `dev` as on any new question: by these two the
    weights of fusion are fitted. `at_random`: train and test alone, by question as STARD's own folds are, where an
    article may answer questions of both; the shipped model is taught this train, and measured on this test.
    """
    every = [
        Question(str(row["query_id"]), row["question"], frozenset(row["gold_ids"]))
        for row in _rows(bench / "stard_train.jsonl.gz")
    ]
    if at_random:
        every.sort(key=lambda question: _stable("at random" + question.id))
        return {"train": every[TEST_QUESTIONS:], "weights": [], "dev": [], "test": every[:TEST_QUESTIONS]}
    splits: dict[str, list[Question]] = {"train": [], "dev": [], "test": []}
    for component in sorted(_components(every), key=lambda group: _stable(min(q.id for q in group))):
        if len(component) > LARGEST_HELD_OUT_COMPONENT:
            splits["train"] += component
        elif len(splits["test"]) < TEST_QUESTIONS:
            splits["test"] += component
        elif len(splits["dev"]) < DEV_QUESTIONS:
            splits["dev"] += component
        else:
            splits["train"] += component
    splits["train"], splits["weights"] = _some_apart(splits["train"])
    return splits


def _some_apart(asked: list[Question]) -> tuple[list[Question], list[Question]]:
    """Most of the questions, and whole small components of them, `WEIGHT_QUESTIONS` or a few more, kept apart."""
    apart: set[str] = set()
    for component in sorted(_components(asked), key=lambda group: _stable("fold" + min(q.id for q in group))):
        if len(component) <= LARGEST_HELD_OUT_COMPONENT and len(apart) < WEIGHT_QUESTIONS:
            apart |= {question.id for question in component}
    return [q for q in asked if q.id not in apart], [q for q in asked if q.id in apart]


def _components(every: list[Question]) -> list[list[Question]]:
    """Questions joined when they share an answering article, directly or through others."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for question in every:
        for gold in question.gold:
            parent[root("article " + gold)] = root("question " + question.id)
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in every:
        groups[root("question " + question.id)].append(question)
    return list(groups.values())


def held_out_laws(passages: list[Passage]) -> set[str]:
    """Names of local regulations never trained on; the word-overlap questions are asked over these."""
    local = {passage.name for passage in passages if passage.category == "地方性法规"}
    return {name for name in local if _stable(name) % 100 < HELD_OUT_LAW_PERCENT}


def training_passages(bench: Path) -> list[Passage]:
    """Every distinct article text outside the held-out laws, in file order: neighbours stay neighbours."""
    articles = laws(bench)
    held_out = held_out_laws(articles)
    seen = {passage.text for passage in articles if passage.name in held_out}
    kept = []
    for passage in articles + statutes(bench):
        if passage.text not in seen:
            seen.add(passage.text)
            kept.append(passage)
    return kept
