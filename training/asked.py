"""Made-up questions out of the law's own phrases: short texts for the teacher to read as questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

import jieba

from training.corpus import Passage

FORMS = (
    "{a}{b}有什么规定？",
    "{a}，{b}怎么办？",
    "{b}的，{a}吗？",
    "{a}{b}",
    "我{a}了，可以{b}吗？",
    "{a}是不是要{b}",
    "没有{a}，怎么{b}？",
    "{a}算不算{b}",
    "{a}的时候{b}，谁负责？",
    "请问{a}能{b}吗",
)
CLAUSE = re.compile(r"[^。；，：、\n]{6,50}")
BARE = 0.4
"""share of clauses that stand as they are"""


def made_up(passages: Sequence[Passage], count: int, seed: int = 11) -> list[str]:
    """One text from each of `count` passages that have clauses: a clause, or two phrases in a question's form."""
    draw = Random(seed)
    found = []
    for passage in draw.sample(list(passages), min(count, len(passages))):
        clauses = CLAUSE.findall(passage.text)
        if clauses and draw.random() < BARE:
            found.append(draw.choice(clauses))
            continue
        phrases = [phrase for clause in clauses for phrase in _phrase(clause, draw)]
        if len(phrases) > 1:
            first, second = draw.sample(phrases, 2)
            found.append(draw.choice(FORMS).format(a=first, b=second))
    return found


def _phrase(clause: str, draw: Random) -> list[str]:
    """One to three neighbouring words of a clause that has more."""
    words = jieba.lcut(clause)
    size = draw.choice((1, 2, 3))
    if len(words) <= size:
        return []
    start = draw.randrange(len(words) - size)
    return ["".join(words[start : start + size])]
