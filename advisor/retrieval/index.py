"""One index over everything a question can be answered from: guides, silences, other subjects and the clauses.

An entry is found by any of its texts: its typical questions, its answer, the sentences of its clauses. Its score is that of
its best text, and half as much again for all its texts together: the words an entry's questions share tell its subject
even where no single one of them is worded like the query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from advisor.domain import Clause, Track
from advisor.pack.model import Guide, OffTopic, Pack, Silence
from advisor.retrieval.lexical import level, tokens
from advisor.retrieval.point import point_of
from advisor.retrieval.refresh import open_shelf
from advisor.retrieval.shelf import Found, Shelf
from advisor.retrieval.static import built_in
from advisor.retrieval.trust import ENOUGH
from advisor.retrieval.written import Texts, open_written, told
from advisor.settings import settings

Kind = Literal["guide", "silence", "off-topic", "clause"]
_ANSWER_WEIGHT = 0.72
_CLAUSE_WEIGHT = 0.6
_SUBJECT_WEIGHT = 0.5
_INTENDED = 0.1
_MEANING = 0.15
_DOUBTED = 0.05
MOST_CLAUSES = 500
"""clauses up to which a text that was written about is matched sentence by sentence beside what was written"""
_LEARNT = 0.01
"""what an entry loses for each unit of log-likelihood by which the words of a question speak for another"""
_LEAST = -8.0
_UNASKED = -4.0
"""for an entry without typical questions"""


@dataclass(frozen=True)
class Hit:
    """An entry with its score (0 to about 1) and the text that matched best."""

    kind: Kind
    id: str
    score: float
    matched: str
    track: Track | None
    clauses: tuple[str, ...]
    intended: bool = False
    """the question has the intent this entry is for"""
    below: bool = False
    """the clause answers together with the items below it"""

    def plus(self, score: float) -> Hit:
        """The same hit with this much more score."""
        return replace(self, score=self.score + score)


@dataclass(frozen=True)
class _Entry:
    kind: Kind
    id: str
    track: Track | None
    clauses: tuple[str, ...]
    intent: str = ""
    tracks: tuple[Track, ...] = ()


class PackIndex:
    """The index of one pack; built once, used by every question.

    What people wrote about a text is matched first of all; where nobody wrote anything, or the text is long, its
    passages lie on a shelf of their own.
    """

    def __init__(self, pack: Pack) -> None:
        self._shelf = open_shelf(pack) if pack.is_text_only or len(pack.in_force) > MOST_CLAUSES else None
        self._entries: list[_Entry] = []
        self._owner: list[int] = []
        self._weight: list[float] = []
        self._texts: list[str] = []
        self._expand = _Expansion(pack)
        for entry, texts in _entries(pack, with_clauses=self._shelf is None):
            self._entries.append(entry)
            for weight, text in texts:
                self._owner.append(len(self._entries) - 1)
                self._weight.append(weight)
                self._texts.append(text)
        self._weights = np.asarray(self._weight)
        self._owners = np.asarray(self._owner)
        self._meaning = built_in()
        kinds = [self._entries[owner].kind for owner in self._owner]
        given = Texts(
            self._texts,
            self._owner,
            len(self._entries),
            np.asarray([kind != "clause" for kind in kinds], dtype=np.bool_),
            np.asarray([kind == "off-topic" for kind in kinds], dtype=np.bool_),
        )
        folder = settings().data / "index" / pack.info.id / "written"
        self._read = open_written(given, self._expand, repr(pack.lexicon.terms), folder)

    def elsewhere(self, query: str) -> float:
        """How likely the query is about another subject, 0 to 1; 0.5 where that was not learnt."""
        if self._read.elsewhere is None:
            return 0.5
        return self._read.elsewhere.likely(self._meaning.encode([level(query)])[0])

    def search(
        self, query: str, tracks: tuple[Track, ...] = (), intents: Collection[str] = (), limit: int = 12
    ) -> list[Hit]:
        """The best entries, best first. An entry about another track than those asked about is held back, one that
        names the intent and the tracks of the question is put forward."""
        hits = self._written(query, tracks, intents) if self._entries else []
        if self._shelf is not None:
            hits += [_passage_hit(query, found, self._shelf) for found in self._shelf.search(query, limit)]
        return [hit for hit in sorted(hits, key=lambda hit: -hit.score)[:limit] if hit.score > 0]

    def _written(self, query: str, tracks: tuple[Track, ...], intents: Collection[str]) -> list[Hit]:
        """Every entry with its score."""
        expanded = self._expand(query)
        scores = self._read.words.scores(expanded)
        # Likeness only tells entries apart: the likest loses nothing, so that a score stays a share of the words.
        vector = self._meaning.encode([level(query)])[0]
        likeness = self._read.vectors @ vector
        scores = scores - _MEANING * (float(likeness.max()) - likeness)
        scores = scores * self._weights
        subjects = self._read.together.scores(expanded)
        order = np.argsort(-scores)
        # The first text of each entry in this order is its best one.
        firsts = np.sort(np.unique(self._owners[order], return_index=True)[1])
        best = {int(self._owners[index]): int(index) for index in order[firsts]}
        farther = self._farther(expanded, query)
        total = 1 + _SUBJECT_WEIGHT
        return [
            self._hit(
                owner,
                index,
                float((scores[index] + _SUBJECT_WEIGHT * subjects[owner]) / total),
                tracks,
                intents,
            ).plus(_LEARNT * float(farther[owner]))
            for owner, index in best.items()
        ]

    def _farther(self, expanded: str, query: str) -> NDArray[np.float64]:
        """How much less likely than the likeliest each entry is by the words of the question: 0 to `_LEAST`."""
        if self._read.learnt is None:
            return np.zeros(len(self._entries))
        distances = self._read.learnt.distances(told(tokens(expanded), query))
        return np.nan_to_num(np.maximum(distances, _LEAST), nan=_UNASKED)

    def _hit(
        self, owner: int, index: int, score: float, tracks: tuple[Track, ...], intents: Collection[str]
    ) -> Hit:
        entry = self._entries[owner]
        factor = 1.0
        if tracks and entry.track:
            factor = 1.12 if entry.track in tracks else 0.55
        elif tracks and entry.tracks and not set(entry.tracks) & set(tracks):
            factor = 0.55
        intended = entry.intent in intents and (
            not entry.tracks or bool(tracks and set(tracks) <= set(entry.tracks))
        )
        if entry.track:  # what is said of one type is meant where it is compared with others
            intended = intended and entry.track in tracks and len(tracks) > 1
        if intended:
            factor, score = 2.0, score + _INTENDED
        return Hit(
            kind=entry.kind,
            id=entry.id,
            score=score * factor,
            matched=self._texts[index],
            track=entry.track,
            clauses=entry.clauses,
            intended=intended,
        )


def marks(text: str) -> tuple[str, ...]:
    """The clause paths in a text's marks, [4.5], in order."""
    return tuple(dict.fromkeys(re.findall(r"\[([\w.:-]+)\]", text)))


def sentences(clause: Clause) -> list[tuple[int, int]]:
    """Offsets, in the clause's text, of its sentences."""
    return [m.span() for m in re.finditer(r"[^。；;\n]+[。；;]?", clause.text) if m[0].strip()]


def _entries(pack: Pack, with_clauses: bool) -> Iterator[tuple[_Entry, list[tuple[float, str]]]]:
    for guide in pack.guides:
        yield (
            _Entry("guide", guide.id, guide.track, marks(guide.text), guide.intent),
            _guide_texts(guide, pack),
        )
    for silence in pack.silences:
        yield _silence_entry(silence), _silence_texts(silence, pack)
    for other in pack.off_topic:
        yield _Entry("off-topic", other.id, None, ()), _other_texts(other, pack)
    for clause in pack.in_force if with_clauses else ():
        texts = [(_CLAUSE_WEIGHT, clause.text[start:end]) for start, end in sentences(clause)]
        yield _Entry("clause", clause.id, None, (clause.reference,)), texts


def _passage_hit(query: str, found: Found, shelf: Shelf) -> Hit:
    """The clause of a passage that answers. Below `ENOUGH` it is only the nearest there is, never an answer."""
    point = point_of(query, found.passage, shelf.words)
    return Hit(
        kind="clause",
        id=point.clause.id,
        score=found.trust if found.trust >= ENOUGH else found.trust * _DOUBTED,
        matched=point.about,
        track=None,
        clauses=(point.clause.reference, *((point.lead.reference,) if point.lead else ())),
        below=point.below,
    )


def _silence_entry(silence: Silence) -> _Entry:
    return _Entry("silence", silence.id, silence.track, silence.clauses, silence.intent, silence.tracks)


def _guide_texts(guide: Guide, pack: Pack) -> list[tuple[float, str]]:
    asks = [(1.0, text) for text in (guide.title, *guide.asks, *pack.questions.get(guide.id, ()))]
    return [
        *asks,
        *((_ANSWER_WEIGHT, line) for line in re.split(r"[。；\n]", guide.text) if line),
        (0.9, guide.english),
    ]


def _silence_texts(silence: Silence, pack: Pack) -> list[tuple[float, str]]:
    asks = [(1.0, text) for text in (silence.topic, *silence.asks, *pack.questions.get(silence.id, ()))]
    return [*asks, (_ANSWER_WEIGHT, silence.says), (0.9, silence.says_english)]


def _other_texts(other: OffTopic, pack: Pack) -> list[tuple[float, str]]:
    return [(1.0, text) for text in (*other.asks, *pack.questions.get(other.id, ()))]


class _Expansion:
    """Adds one token for each idea of the lexicon that a text speaks of, whichever of its words it uses.

    One token an idea, not the idea's words: a long official name must not outweigh the rest of a question.
    """

    def __init__(self, pack: Pack) -> None:
        self._said: dict[str, list[tuple[str, int]]] = {}
        """the words and their ideas by their first character"""
        for number, term in enumerate(pack.lexicon.terms):
            for word in {*(word.lower() for word in term.says), *term.term.lower().split()}:
                self._said.setdefault(word[0], []).append((word, number))

    def __call__(self, text: str) -> str:
        lowered = text.lower()
        ideas = {
            number
            for place, char in enumerate(lowered)
            for word, number in self._said.get(char, ())
            if lowered.startswith(word, place) and not _within_word(lowered, place)
        }
        return " ".join([text, *(f"idea{_letters(number)}" for number in sorted(ideas))])


def _within_word(text: str, place: int) -> bool:
    """Whether a Latin word goes on there: a form is no part of a platform."""
    return place > 0 and re.match("[a-z]{2}", text[place - 1 : place + 1]) is not None


def _letters(number: int) -> str:
    return f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
