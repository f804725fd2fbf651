"""The entries a question may be about: searched by the whole question, by the one it leans on, by its single sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.language import SENTENCE_END, pieces
from advisor.answer.understand import Understanding, without_tracks
from advisor.domain import Track
from advisor.pack.model import Pack
from advisor.retrieval.index import Hit, PackIndex

LEANS = 0.6
"""how much the question before counts for one that leans on it"""
LONG = 60
"""characters from which a question is a story whose sentences are also read one by one"""
CLAUSE = 8
"""characters below which a sentence of a story says nothing by itself"""
LETTERS = 4
"""letters of an English text that say as much as one character"""
ALONE = 0.8
"""how much a single sentence of a story counts"""


def search(asked: Understanding, pack: Pack, index: PackIndex) -> tuple[Hit, ...]:
    """Hits for the question; one that leans on the question before it is also read together with that."""
    hits = index.search(named(asked.text, asked.tracks, pack), asked.tracks, asked.intents)
    if len(asked.text) > LONG * (LETTERS if asked.english else 1):
        hits = _with_sentences(asked, hits, index)
    if asked.references:
        hits = sorted((_referred(hit, asked.references) for hit in hits), key=lambda hit: -hit.score)
    if not asked.follows:
        return tuple(hits)
    plain = without_tracks(asked.text, pack) if asked.tracks else asked.text
    merged = index.search(
        named(f"{without_tracks(asked.follows, pack)} {plain}", asked.tracks, pack),
        asked.tracks,
        asked.intents,
    )
    rest = re.sub(r"那|要是|如果|呢|[\W_]", "", plain)
    if len(rest) < 3:
        return tuple(merged)
    together = {hit.id: hit.score * LEANS for hit in merged}
    joined = [hit.plus(together.pop(hit.id, 0.0)) for hit in hits]
    joined += [hit.plus(-hit.score * (1 - LEANS)) for hit in merged if hit.id in together]
    return tuple(sorted(joined, key=lambda hit: -hit.score))


def _with_sentences(asked: Understanding, hits: list[Hit], index: PackIndex) -> list[Hit]:
    """The hits of a long story, those of its single sentences among them: what is told besides must not hide the point."""
    best = {hit.id: hit for hit in hits}
    for start, end in pieces(asked.text, SENTENCE_END):
        if end - start < CLAUSE * (LETTERS if asked.english else 1):
            continue
        for hit in index.search(asked.text[start:end], asked.tracks, asked.intents):
            alone = hit.plus(hit.score * (ALONE - 1))
            if hit.id not in best or best[hit.id].score < alone.score:
                best[hit.id] = alone
    return sorted(best.values(), key=lambda hit: -hit.score)


def _referred(hit: Hit, references: tuple[str, ...]) -> Hit:
    """A hit about a clause that the question names by number gains half its score again."""
    named = any(path == ref or path.startswith(f"{ref}.") for path in hit.clauses for ref in references)
    return hit.plus(hit.score * 0.5) if named else hit


def named(text: str, tracks: tuple[Track, ...], pack: Pack) -> str:
    """The text with the types it speaks of also called by their names in the policy."""
    names = [pack.track(track).short for track in tracks]
    return " ".join([text, *(name for name in names if name not in text)])


def compared(hits: Sequence[Hit], tracks: tuple[Track, ...]) -> tuple[Hit, ...]:
    """What each of several types is for, where no more is asked than which of them to choose (报实验室还是报中心)."""
    meant = {hit.track: hit for hit in hits if hit.intended and hit.track}
    return tuple(meant[track] for track in tracks) if len(tracks) > 1 and set(tracks) <= set(meant) else ()
