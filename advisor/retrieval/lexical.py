"""Words in common: BM25 over character bigrams and words, scored as a share of what the query could reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from advisor.retrieval.bm25 import Bm25

_K1, _B = 1.2, 0.4
_COMMON = 500
"""count in the segmenter's dictionary from which a word is an everyday one"""
_STOP = frozenset("的了吗呢吧啊么是在和与就也都还要我你他们这那个不有一上下到给把被请问")
_ENGLISH_STOP = frozenset(
    re.findall(
        r"\w+",
        """
        a an the is are was were be been do does did can could may might will would shall should of in on at to
        for from by with and or not no it its this that these those we you they i our your their my me us he she
        what which who whom whose how when where why there here as if so than then have has had any some all one
        two s t am im let us get got just also into out up about please kindly tell know want wants wanted need
        needs say says said thing things way very really only even still yet now again well like think thought
        heard believe wonder hello hi hey thanks thank ok okay sorry dear sir madam sure right true correct
        exactly precisely actually maybe perhaps anyway such too quite because while whether unless though
        although however make makes made go goes going come comes give take put see look mean means someone
        somebody anyone anybody something anything everything nothing lot bit
        """,
    )
)


def tokens(text: str) -> list[str]:
    """Character bigrams of the Chinese, Latin words and numbers, and dictionary words of two characters or more."""
    found: list[str] = []
    for run in re.findall(r"[\u4e00-\u9fff]+|[a-z]+|\d+(?:\.\d+)?", text.lower()):
        if not re.match(r"[\u4e00-\u9fff]", run):
            if run not in _ENGLISH_STOP:
                found.append(_stem(run))
            continue
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
        found.extend(char for char in run if char not in _STOP) if len(run) <= 2 else None
        found.extend(word for word in _cut(run) if len(word) > 2)
    return found


_STEMMER = snowballstemmer.stemmer("english")
_SHORT = {"laboratory": "lab", "laboratories": "lab", "labs": "lab", "centre": "center", "centres": "center"}
_LATIN_MARKS = str.maketrans("，。；：？！", ",.;:?!")
_HAN_BY_WORDS = 2
"""Latin words to one character up to which a text is one in Latin letters"""


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters, a few words of Chinese aside."""
    words = len(re.findall(r"[A-Za-z]{2,}", text))
    return words >= 3 and len(re.findall(r"[\u4e00-\u9fff]", text)) <= words // _HAN_BY_WORDS


def level(text: str) -> str:
    """A text in Latin letters in one form, whoever wrote it: lower case, its own punctuation."""
    return text.lower().translate(_LATIN_MARKS) if is_latin(text) else text


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """An English word without its ending, so that applies and applying meet apply (Snowball, Porter2)."""
    word = _SHORT.get(word, word)
    return str(_STEMMER.stemWord(word)) if word.isascii() and word.isalpha() else word


class LexicalIndex:
    """BM25 over short texts. `scores` gives each text's share, 0 to 1, of the score a text of the query itself has."""

    def __init__(self, words: Bm25) -> None:
        self._words = words

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> LexicalIndex:
        """`texts` are the tokens of each text."""
        return cls(Bm25.of(texts, k1=_K1, b=_B, method="lucene"))

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """The index that `save` wrote into a folder."""
        return cls(Bm25.load(folder))

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._words.save(folder)

    def scores(self, query: str) -> NDArray[np.float64]:
        """One score a text, in the order of the texts."""
        words = tokens(query)
        total = sum(self._words.rarity(word) for word in words)
        return self._words.scores(words).astype(np.float64) / ((total or 1.0) * 0.75)


def words_in(text: str) -> tuple[str, ...]:
    """The text cut into its words, in order; they join to it again."""
    return _cut(text)


def is_common(word: str) -> bool:
    """True for a word in everyday use, by the counts of the segmenter's own dictionary."""
    segmenter = _segmenter()
    segmenter.initialize()
    return int(segmenter.FREQ.get(word, 0)) >= _COMMON


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(_segmenter().cut(run, HMM=False))


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a text with their parts of speech, as jieba's dictionary tags them (n, ns, v …)."""
    return [(each.word, each.flag) for each in _tagger().cut(text)]


_PROPER = {"nr", "ns", "nt", "nz", "nrt", "eng"}
"""Tags of proper names."""


def names_something(text: str) -> bool:
    """Whether a word of the text is a proper name: of a person, a place, a body, a brand, or in Latin letters."""
    return any(tag in _PROPER for _, tag in tagged(text))


@lru_cache(maxsize=1)
def _tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(_segmenter())
