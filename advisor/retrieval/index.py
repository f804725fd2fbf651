"""One index over everything a question can be answered from: guides, silences, other subjects and the clauses.

An entry is found by any of its texts: its typical questions, its answer, the sentences of its clauses. Its score is that of
its best text, so that adding a typical question never hurts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from advisor.domain import Clause, Track
from advisor.pack.model import Guide, OffTopic, Pack, Silence
from advisor.retrieval.lexical import LexicalIndex

Kind = Literal["guide", "silence", "off-topic", "clause"]
_ANSWER_WEIGHT = 0.72
_CLAUSE_WEIGHT = 0.6


@dataclass(frozen=True)
class Hit:
    """An entry with its score (0 to about 1) and the text that matched best."""

    kind: Kind
    id: str
    score: float
    matched: str
    track: Track | None
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    kind: Kind
    id: str
    track: Track | None
    clauses: tuple[str, ...]


class PackIndex:
    """The index of one pack; built once, used by every question."""

    def __init__(self, pack: Pack) -> None:
        self._entries: list[_Entry] = []
        self._owner: list[int] = []
        self._weight: list[float] = []
        self._texts: list[str] = []
        self._expand = _Expansion(pack)
        for entry, texts in _entries(pack):
            self._entries.append(entry)
            for weight, text in texts:
                self._owner.append(len(self._entries) - 1)
                self._weight.append(weight)
                self._texts.append(text)
        self._lexical = LexicalIndex([self._expand(text) for text in self._texts])
        self._weights = np.asarray(self._weight)

    def search(self, query: str, tracks: tuple[Track, ...] = (), limit: int = 8) -> list[Hit]:
        """The best entries, best first. An entry about another track than those asked about is held back."""
        scores = self._lexical.scores(self._expand(query)) * self._weights
        best: dict[int, int] = {}
        for index in np.argsort(-scores)[: limit * 12]:
            best.setdefault(self._owner[int(index)], int(index))
        hits = [self._hit(owner, index, scores, tracks) for owner, index in best.items() if scores[index] > 0]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _hit(self, owner: int, index: int, scores: NDArray[np.float64], tracks: tuple[Track, ...]) -> Hit:
        entry = self._entries[owner]
        factor = 1.0
        if tracks and entry.track:
            factor = 1.12 if entry.track in tracks else 0.55
        return Hit(
            kind=entry.kind,
            id=entry.id,
            score=float(scores[index]) * factor,
            matched=self._texts[index],
            track=entry.track,
            clauses=entry.clauses,
        )


def marks(text: str) -> tuple[str, ...]:
    """The clause paths in a text's marks, [4.5], in order."""
    return tuple(dict.fromkeys(re.findall(r"\[([\w.:-]+)\]", text)))


def sentences(clause: Clause) -> list[tuple[int, int]]:
    """Offsets, in the clause's text, of its sentences."""
    return [m.span() for m in re.finditer(r"[^。；;\n]+[。；;]?", clause.text) if m[0].strip()]


def _entries(pack: Pack) -> Iterator[tuple[_Entry, list[tuple[float, str]]]]:
    for guide in pack.guides:
        yield _Entry("guide", guide.id, guide.track, marks(guide.text)), _guide_texts(guide)
    for silence in pack.silences:
        yield _Entry("silence", silence.id, silence.track, silence.clauses), _silence_texts(silence)
    for other in pack.off_topic:
        yield _Entry("off-topic", other.id, None, ()), _other_texts(other)
    for clause in pack.clauses:
        texts = [(_CLAUSE_WEIGHT, clause.text[start:end]) for start, end in sentences(clause)]
        yield _Entry("clause", clause.id, None, (clause.path,)), texts


def _guide_texts(guide: Guide) -> list[tuple[float, str]]:
    asks = [(1.0, text) for text in (guide.title, *guide.asks)]
    return [*asks, *((_ANSWER_WEIGHT, line) for line in re.split(r"[。；\n]", guide.text) if line), (0.9, guide.english)]


def _silence_texts(silence: Silence) -> list[tuple[float, str]]:
    asks = [(1.0, text) for text in (silence.topic, *silence.asks)]
    return [*asks, (_ANSWER_WEIGHT, silence.says), (0.9, silence.says_english)]


def _other_texts(other: OffTopic) -> list[tuple[float, str]]:
    return [(1.0, text) for text in other.asks]


class _Expansion:
    """Adds the term of the text behind each word people use for it."""

    def __init__(self, pack: Pack) -> None:
        self._said = [(word.lower(), term.term) for term in pack.lexicon.terms for word in term.says]

    def __call__(self, text: str) -> str:
        lowered = text.lower()
        extra = {term for word, term in self._said if word in lowered}
        return " ".join([text, *sorted(extra)])
