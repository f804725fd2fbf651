"""How much of a question a text accounts for: its words, weighed by rarity, and runs of its very characters.

BM25 over character pairs gives most weight to pairs that straddle two words, and none to a place named in a title
when the rest fits another's text better. Counting whole words of the question, each once, mends both.
"""

from __future__ import annotations

import re

from advisor.retrieval.lexical import words_in
from advisor.retrieval.words import WordIndex, pairs

RUN = 3
"""characters in a row that a question and a text share by more than chance"""
_LONE = 0.3
"""weight of a word of one character"""
_PARTLY = 0.7
"""of a longer word's weight, what its parts bring where the whole is not there"""
_ASKING = re.compile(
    r"请问|想问|问一下|咨询|是不是|能不能|可不可以|可以|能否|是否|有没有|需不需要|需要|要不要|要|应该|应当|怎么办|怎么样|怎样|怎么|如何|为什么|什么时候|什么样|什么"
    r"|哪些|哪个|哪里|哪一|哪几|哪种|哪|多少|多久|多大|多长|几[个年天日月次人种]?|谁|吗|呢|吧|啊|了|的|得|地|我们|我|你|您|他们|这个|那个|一下|规定|要求"
)


def bare(text: str) -> str:
    """The letters and digits of a text alone."""
    return re.sub(r"[\W_]+", "", text.lower())


def runs(query: str) -> list[str]:
    """What a question is about: its letters and digits without the words that only make it a question."""
    return [run for run in re.split(r"[\W_]+", _ASKING.sub(" ", query.lower())) if run]


class Coverage:
    """One question, to be held against texts that were made `bare`."""

    def __init__(self, query: str, words: WordIndex) -> None:
        self._runs = runs(query)
        asked = [word for run in self._runs for word in words_in(run)]
        self._weights = [(word, weight(word, words)) for word in asked]
        self._total = sum(weight for _, weight in self._weights)
        self._length = sum(map(len, self._runs))

    def covered(self, text: str) -> float:
        """Weight of the question's words that stand in the text, as a share of all, 0 to 1."""
        if not self._total:
            return 0.0
        return sum(weight * _presence(word, text) for word, weight in self._weights) / self._total

    def literal(self, text: str) -> float:
        """Share of the question's characters, 0 to 1, that stand in the text in runs of `RUN` or more."""
        return sum(_in_runs(run, text) for run in self._runs) / self._length if self._length else 0.0


def weight(word: str, words: WordIndex) -> float:
    """How much a word of a question counts: its rarity in the texts, less for a lone character."""
    rarities = [words.rarity(pair) for pair in pairs(word)]
    return sum(rarities) / len(rarities) * (1.0 if len(word) > 1 else _LONE)


def _presence(word: str, text: str) -> float:
    if word in text:
        return 1.0
    if len(word) <= 2:
        return 0.0
    parts = pairs(word)
    return _PARTLY * sum(part in text for part in parts) / len(parts)


def _in_runs(run: str, text: str) -> int:
    """How many characters of the run stand in the text in pieces of `RUN` or more."""
    met = [False] * len(run)
    for start in range(len(run) - RUN + 1):
        if run[start : start + RUN] in text:
            met[start : start + RUN] = [True] * RUN
    return sum(met)
