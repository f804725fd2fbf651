"""How well each platform type fits what was told: by the words of its purpose (lexicon.yaml)."""

from __future__ import annotations

import re

from advisor.domain import Track
from advisor.pack.model import Pack
from ingest.document import Frozen

TELLS = 4.0
"""weight of the words of a type's purpose from which a text tells what a unit does"""
SPOKEN = 2.0
"""the same for a few words that follow up"""
_NOT_MEANT = re.compile(r"(?:不是|并非|没有|没|不做|不搞|不)[^，。；]{0,8}")

_ONLY_ASKS = re.compile(r"(?:想|来|要|向你们?)?咨询(?:一?下|个|问题|您)")
"""words of asking that are also the words of a trade"""


class Ranking(Frozen):
    """How well a track's purpose fits what was told: the words that spoke for it."""

    track: Track
    score: float
    words: tuple[str, ...]


def rank_tracks(text: str, pack: Pack) -> tuple[Ranking, ...]:
    """The tracks by how much of what was told belongs to their purpose; what is denied does not count."""
    told = _NOT_MEANT.sub("", _ONLY_ASKS.sub("", text))
    ranking = []
    for track, entries in pack.lexicon.purposes.items():
        words: list[str] = []
        score = 0.0
        for entry in entries:
            word, _, weight = entry.partition("*")
            if word.lower() in told and not any(word in longer for longer in words):
                words.append(word)
                score += float(weight or 1)
        ranking.append(Ranking(track=track, score=score, words=tuple(words)))
    return tuple(sorted(ranking, key=lambda item: -item.score))


def named_by_purpose(text: str, pack: Pack) -> tuple[Track, ...]:
    """The track that a few words name by what it is for (那养人才的呢); none where two are as near."""
    best, second, *_ = (*rank_tracks(text, pack), *[Ranking(track="lab", score=0.0, words=())] * 2)
    return (best.track,) if best.score >= SPOKEN and second.score <= best.score / 2 else ()
