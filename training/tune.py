"""Fine-tune the teacher on the training questions: each with an answering article against confusing ones.

    python -m training.tune --bench DIR --out tuned.pt

Two rounds over 935 questions, about twenty minutes on two shared cores. Word vectors and the attention's queries, keys and
values stay as they are.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from dataclasses import dataclass
from pathlib import Path

import jieba
import numpy as np
import torch
import torch.nn.functional as F

from advisor.retrieval.words import WordIndex
from training.corpus import TAUGHT, Passage, Question, add_at_random, questions, statutes
from training.teacher import EMBEDDING, PASSAGE, QUERY, Teacher, open_teacher, packed_weights

ASKED, READ, CHARACTERS = 64, 88, 350
"""tokens of a question and of an article, and characters of an article that are read at all"""
FROZEN = (EMBEDDING, ".q.w", ".q.b", ".k.w", ".k.b", ".v.w", ".v.b")


@dataclass(frozen=True)
class Tuning:
    """What fine-tuning does; the defaults made the shipped model's teacher."""

    seed: int = 0
    rounds: int = 2
    batch: int = 24
    wrong: int = 3
    rate: float = 3e-5
    temperature: float = 0.02
    spared: int = 3
    """of the nearest articles that do not answer by the data, those that may answer all the same"""
    confusing: int = 60


def confusing_articles(
    asked: list[Question], shelf: list[Passage], gold: list[list[int]], tuning: Tuning
) -> list[list[int]]:
    """For each question the articles nearest in words, without those that answer and the very nearest."""
    words = WordIndex.of([f"{passage.name} {passage.text}" for passage in shelf])
    found = []
    for question, right in zip(asked, gold, strict=True):
        near = np.argsort(-words.shares(question.text))[: tuning.confusing].tolist()
        found.append([place for place in near if place not in right][tuning.spared :])
    return found


def tune(teacher: Teacher, asked: list[Question], shelf: list[Passage], tuning: Tuning) -> None:
    """Change the teacher's weights in place; prints the loss."""
    torch.manual_seed(tuning.seed)
    draw = np.random.default_rng(tuning.seed)
    place = {passage.id: number for number, passage in enumerate(shelf)}
    gold = [[place[each] for each in sorted(question.gold) if each in place] for question in asked]
    wrong = confusing_articles(asked, shelf, gold, tuning)
    learnt = [weights for name, weights in teacher.weights.items() if not name.endswith(FROZEN)]
    for weights in learnt:
        weights.requires_grad_(True)
    optimiser = torch.optim.AdamW(learnt, weight_decay=0.01)
    each = len(asked) // tuning.batch
    steps, began = tuning.rounds * each, time.monotonic()
    for step in range(steps):
        if step % each == 0:
            order = draw.permutation(len(asked))
        chosen = order[(step % each) * tuning.batch :][: tuning.batch]
        for group in optimiser.param_groups:
            group["lr"] = tuning.rate * min(1, (step + 1) / 6) * (1 - step / (steps + 1))
        articles = [int(draw.choice(gold[number])) for number in chosen]
        for number in chosen:
            articles += draw.choice(wrong[number], tuning.wrong, replace=False).tolist()
        also = [[article in gold[number] for article in articles] for number in chosen]
        loss = _loss(teacher, [asked[n].text for n in chosen], [shelf[a] for a in articles], also, tuning)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        seconds = round(time.monotonic() - began)
        print(json.dumps({"step": step + 1, "of": steps, "loss": round(loss.item(), 3), "seconds": seconds}))
    for weights in learnt:
        weights.requires_grad_(False)


def _loss(
    teacher: Teacher, asked: list[str], articles: list[Passage], also: list[list[bool]], tuning: Tuning
) -> torch.Tensor:
    """Cross entropy of each question's article, in the questions' order, among all; others that answer do not count."""
    texts = [f"{article.name} {article.text}"[:CHARACTERS] for article in articles]
    query = teacher.vectors(teacher.rows(asked, ASKED, QUERY))
    passage = teacher.vectors(teacher.rows(texts, READ, PASSAGE))
    own = torch.arange(len(asked))
    answering = torch.tensor(also)
    answering[own, own] = False
    scores = (query @ passage.T / tuning.temperature).masked_fill(answering, -torch.inf)
    return F.cross_entropy(scores, own)


def main() -> None:
    """Fine-tune and write the changed weights."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--splits", nargs="+", choices=TAUGHT, default=TAUGHT, help="questions to learn")
    parser.add_argument("--limit", type=int, help="use only so many questions (a trial run)")
    add_at_random(parser)
    options = parser.parse_args()
    jieba.setLogLevel(logging.WARNING)
    teacher = open_teacher(packed_weights())
    splits = questions(options.bench, options.at_random)
    asked = [question for split in options.splits for question in splits[split]][: options.limit]
    tune(teacher, asked, statutes(options.bench), Tuning())
    torch.save({k: v for k, v in teacher.weights.items() if k != EMBEDDING}, options.out)


if __name__ == "__main__":
    main()
