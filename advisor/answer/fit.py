"""How well each platform type fits what was told: learnt from stories, by the words of its purpose (lexicon.yaml) and all others.

A softmax over the types and “none of them” that `training.fit` fits to stories by many hands (`stories/types` of the pack).
The names of types are left out: a type that somebody names is not yet the one that suits.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from advisor.answer.names import without_types
from advisor.domain import Track
from advisor.pack.model import Pack
from advisor.retrieval.hashed import hashed, load, runs, scale, words
from ingest.document import Frozen

WEIGHTS = Path(str(files("advisor.answer"))) / "fit.safetensors"
BUCKETS = 1 << 16
NONE = "none"
TELLS = 0.5
"""share of a type from which a text tells what a unit does"""
SPOKEN = 0.25
"""the same for a few words that follow up"""
CLOSE = 0.5
"""what share of the best one's a second type has to have to be told too"""
_MOST = 8.0
"""weight of words of a purpose beyond which more of them say nothing new"""
_NOT_MEANT = re.compile(
    r"(?:不是|并非|没有|没|不做|不搞|不)[^，。；]{0,8}|\b(?:no|not|never|without|nor|rather than|instead of)\b[^，。；]{0,24}"
)

_ONLY_ASKS = re.compile(r"(?:想|来|要|向你们?)?咨询(?:一?下|个|问题|您)")
"""words of asking that are also the words of a trade"""


class Ranking(Frozen):
    """How likely a track is the one that fits what was told, 0 to 1; the words of its purpose that stand there."""

    track: Track
    score: float
    words: tuple[str, ...]


def rank_tracks(text: str, pack: Pack) -> tuple[Ranking, ...]:
    """The tracks by how likely each is the one that what was told belongs to; empty where the pack says no purposes."""
    if not pack.lexicon.purposes:
        return ()
    spoken = spoken_for(text, pack)
    shares = dict(zip(learnt()[0], _shares(text, pack), strict=True))
    ranking = [
        Ranking(track=track, score=float(shares.get(track, 0.0)), words=said)
        for track, (_, said) in spoken.items()
    ]
    return tuple(sorted(ranking, key=lambda item: -item.score))


def spoken_for(text: str, pack: Pack) -> dict[Track, tuple[float, tuple[str, ...]]]:
    """The weight and the words of each track's purpose that stand in the text; what is denied does not count."""
    told = _NOT_MEANT.sub("", _ONLY_ASKS.sub("", text))
    found: dict[Track, tuple[float, tuple[str, ...]]] = {}
    for track, entries in pack.lexicon.purposes.items():
        said: list[str] = []
        score = 0.0
        for entry in entries:
            word, _, weight = entry.partition("*")
            if word.lower() in told and not any(word in longer for longer in said):
                said.append(word)
                score += float(weight or 1)
        found[track] = score, tuple(said)
    return found


def features(text: str, pack: Pack) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The buckets of a text's words and runs of characters, and the weights of the purposes' words, one a track."""
    told = without_types(text, pack)
    weights = [2 * min(score, _MOST) / _MOST for score, _ in spoken_for(text, pack).values()]
    return hashed(words(told) | runs(told, (2, 3)), BUCKETS), np.asarray(weights, np.float32)


def _shares(text: str, pack: Pack) -> NDArray[np.float32]:
    """The likelihood of every class."""
    _, table, purposes, bias = learnt()
    buckets, weights = features(text, pack)
    scores = table[:, buckets].sum(axis=1) * scale(len(buckets)) + purposes @ weights + bias
    likely = np.exp(scores - scores.max())
    return np.asarray(likely / likely.sum(), np.float32)


@lru_cache(maxsize=1)
def learnt() -> tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Names of the classes; weights [class, bucket] and [class, track], and the bias of each."""
    classes, (table, purposes, bias) = load(WEIGHTS, "table", "purposes", "bias")
    return classes, table, purposes, bias


def named_by_purpose(text: str, pack: Pack) -> tuple[Track, ...]:
    """The track that a few words name by what it is for (那养人才的呢); none where two are as near."""
    ranking = rank_tracks(text, pack)
    if not ranking or ranking[0].score < SPOKEN or ranking[1].score > ranking[0].score * CLOSE:
        return ()
    return (ranking[0].track,)
