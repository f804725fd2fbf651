"""What kind of answer a question gets, and the verdict of a case. No text is written here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from advisor.answer.language import WANTS
from advisor.answer.seek import named, search
from advisor.answer.understand import Understanding, intents_of, tracks_in
from advisor.criteria import judge
from advisor.domain import CriterionVerdict, Fact, Track, Verdict
from advisor.pack.model import FactSpec, OffTopic, Pack
from advisor.pack.patterns import compiled
from advisor.retrieval.index import Hit, PackIndex
from ingest.document import Frozen

Mode = Literal["off-topic", "case", "which", "entries", "unknown"]

FOUND = 0.04
"""below this share of its words no entry is taken for the subject of a question"""
NOTHING = 0.09
LOST = 0.12
"""below this share a question without any word of the programme is about something else"""
SURE = 0.50
"""from here on the wording is close to a typical question"""
PART = 0.11
SURE_PART = 0.2
"""the same for one part of a question of several parts"""
NEAR = 0.7
"""a second entry is told too when its score comes this near to the first"""
CLEARLY = 1.5
"""how far another subject must lead where words of the programme stand in the question"""
TELLS = 4.0
"""weight of the words of a type's purpose from which a text tells what a unit does"""
BESIDE = 4
"""facts told beyond a condition that stands alone from which the whole case is judged"""
SHORT = 16
"""characters below which a part is a question and tells nothing"""
MOST = 4
"""entries in one answer"""
_NOT_MEANT = re.compile(r"(?:不是|并非|没有|没|不做|不搞|不)[^，。；]{0,8}")


class Ranking(Frozen):
    """How well a track's purpose fits what was told: the words that spoke for it."""

    track: Track
    score: float
    words: tuple[str, ...]


class Decision(Frozen):
    """What was decided; compose words it, and nothing may contradict it."""

    mode: Mode
    hits: tuple[Hit, ...] = ()
    chosen: tuple[Hit, ...] = ()
    verdict: Verdict | None = None
    ranking: tuple[Ranking, ...] = ()
    off_topic: OffTopic | None = None
    track: Track | None = None


def decide(asked: Understanding, pack: Pack, index: PackIndex, today: date) -> Decision:
    """Route a question: another subject, the asker's own case, the choice of a type, a point of the text."""
    hits = search(asked, pack, index)
    other = _other_subject(asked, pack, hits)
    if other:
        return Decision(mode="off-topic", hits=hits, off_topic=other)
    verdict = judge(pack, asked.facts, today, asked.track, asked.joint)
    if _is_case(asked, pack, hits, verdict):
        return Decision(
            mode="case", hits=hits, verdict=verdict, track=asked.track, chosen=_beside(asked, hits)
        )
    ranking = rank_tracks(asked.text, pack)
    if _asks_which(asked, hits, ranking):
        return Decision(mode="which", hits=hits, ranking=ranking, track=ranking[0].track)
    chosen = _choose(asked, pack, index, hits)
    if not chosen:
        return Decision(mode="unknown", hits=hits, track=asked.track)
    return Decision(mode="entries", hits=hits, chosen=chosen, track=_track_of(asked, chosen))


def rank_tracks(text: str, pack: Pack) -> tuple[Ranking, ...]:
    """The tracks by how much of what was told belongs to their purpose; what is denied does not count."""
    told = _NOT_MEANT.sub("", text)
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


def _other_subject(asked: Understanding, pack: Pack, hits: Sequence[Hit]) -> OffTopic | None:
    """The refused subject, if it is one: by its patterns, or by likeness with nothing of ours in it."""
    told = [name for name in asked.facts if (spec := pack.fact(name)) and spec.kind != "place"]
    ours = bool(
        mentions_programme(asked.text, pack)
        or asked.follows
        or asked.tracks
        or asked.references
        or "which" in asked.intents
        or any(item.score >= TELLS for item in rank_tracks(asked.text, pack))
    )
    for other in pack.off_topic:
        matched = any(compiled(pattern).search(asked.text) for pattern in other.patterns)
        if matched and (other.kind == "unsafe" or not ours):
            return other
    best = hits[0] if hits else None
    ours_best = next((hit.score for hit in hits if hit.kind != "off-topic"), 0.0)
    by_id = {other.id: other for other in pack.off_topic}
    if best and best.kind == "off-topic" and not told and (not ours or best.score > ours_best * CLEARLY):
        return by_id[best.id]
    other_best = next((hit.score for hit in hits if hit.kind == "off-topic"), 0.0)
    lost = best is None or best.score < NOTHING or (best.score < LOST and other_best >= best.score / 2)
    if lost and not ours and not told and pack.off_topic:
        return pack.off_topic[0]
    return None


def mentions_programme(text: str, pack: Pack) -> bool:
    """Whether any word marks the text as being about the programme."""
    return any(word in text for word in pack.lexicon.vocabulary)


def _is_case(asked: Understanding, pack: Pack, hits: Sequence[Hit], verdict: Verdict) -> bool:
    """Whether the question is about the asker's own eligibility rather than a point of the text."""
    own = {name: fact for name, fact in asked.facts.items() if name in asked.own}
    best = hits[0].score if hits else 0.0
    settled = [
        row for row in verdict.criteria if row.outcome in {"unmet", "unclear"} and set(row.facts) & set(own)
    ]
    told = _told(own)
    if not own or ("which" in asked.intents and not ("apply" in asked.intents and told >= 5)):
        return False
    if "self" not in asked.intents and all(_only_asked(fact, asked) for fact in own.values()):
        return False
    silent = bool(hits) and hits[0].kind == "silence" and hits[0].score >= PART
    if not settled and silent and (WANTS.search(asked.text) or hits[0].intended) and told < 3:
        return False
    if focus(asked, pack, verdict):
        return True
    least = 2 if "self" in asked.intents else 5
    if not settled and "assertion" in asked.intents and told < least:
        return False
    return _weighs(asked, pack, settled, told, best)


def _weighs(
    asked: Understanding, pack: Pack, settled: list[CriterionVerdict], told: int, best: float
) -> bool:
    """Whether what was told outweighs how close the wording comes to a typical question, a score of 0 to about 1."""
    wants = bool(WANTS.search(asked.text))
    if "apply" not in asked.intents and wants and all(row.outcome == "unclear" for row in settled):
        settled = []
    if "apply" not in asked.intents and all(
        pack_fact.kind == "place" for row in settled for pack_fact in _specs(row, pack)
    ):
        settled = []
    if (
        not settled
        and (WANTS.search(asked.text) or (best >= SURE * 0.8 and "self" not in asked.intents))
        and told < 4
    ):
        return False
    if "apply" in asked.intents and settled and not wants:
        return True
    if "apply" in asked.intents and (settled or told >= 2):
        return best < SURE or "self" in asked.intents or told >= 3 or bool(asked.follows)
    if "apply" in asked.intents and told >= 1:
        return best < SURE * 0.6 or "self" in asked.intents
    if settled and ("self" in asked.intents or told >= 2):
        return best < SURE * 0.7
    return told >= 5 and "self" in asked.intents and best < SURE


def _only_asked(fact: Fact, asked: Understanding) -> bool:
    """Whether the words of a fact stand only in a short question about them, one of several (材料造假会咋样)."""
    quotes = [sighting.quote for sighting in fact.sightings if sighting.quote]
    questions = [part for part in asked.parts if len(part) < SHORT and WANTS.search(part)]
    return len(asked.parts) >= 3 and all(any(quote in part for part in questions) for quote in quotes)


def _specs(row: CriterionVerdict, pack: Pack) -> list[FactSpec]:
    return [spec for name in row.facts if (spec := pack.fact(name))]


def focus(asked: Understanding, pack: Pack, verdict: Verdict) -> tuple[CriterionVerdict, ...]:
    """The conditions asked about alone: those of a kind that is (a name, partners, a lead) on which a fact was told."""
    alone = {criterion.id for criterion in pack.criteria if criterion.alone}
    touched = {name for criterion in pack.criteria if criterion.alone for name in criterion.facts}
    if len(asked.own - touched) > BESIDE:
        return ()
    rows = [row for row in verdict.criteria if row.outcome != "unknown" and set(row.facts) & asked.own]
    if any(row.outcome in {"unmet", "unclear"} and row.id not in alone for row in rows):
        return ()
    return tuple(row for row in rows if row.id in alone)


def _told(own: dict[str, Fact]) -> int:
    """How many separate things the asker told; a wish list of nouns from one segment counts once."""
    quotes = {sighting.quote for fact in own.values() for sighting in fact.sightings[:1]}
    return min(len(own), max(len(quotes), 1))


def _beside(asked: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """A silence or guide the case also touches, when the wording is close to it."""
    near = [hit for hit in hits if hit.kind in {"silence", "guide"} and hit.score >= SURE]
    return tuple(near[:1])


def _asks_which(asked: Understanding, hits: Sequence[Hit], ranking: Sequence[Ranking]) -> bool:
    """Whether the asker wants to know which type fits: says so, or only tells what the unit does."""
    if not ranking or ranking[0].score < 2:
        return False
    asks = "which" in asked.intents
    own = asks and "self" in asked.intents and len(asked.tracks) == 1 and ranking[0].score >= TELLS
    if asked.tracks and not own and not (asks and asked.tracks == (ranking[0].track,)):
        return False
    best = hits[0].score if hits else 0.0
    if "which" in asked.intents:
        return ranking[0].score >= 3 or "self" in asked.intents or len(asked.text) >= 20
    tells = not asked.parts and not asked.intents & {"assertion", "apply"}
    return tells and len(asked.text) >= 15 and best < SURE * 0.6


def _choose(asked: Understanding, pack: Pack, index: PackIndex, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The entry the question is about; for a question of several parts, or about several types, one for each."""
    usable = [hit for hit in hits if hit.kind != "off-topic" and hit.score >= FOUND]
    if not usable:
        return ()
    if usable[0].kind == "silence" and usable[0].intended and not asked.several:
        return (usable[0],)
    chosen: list[Hit] = []
    for text, tracks in _units(asked, pack):
        found = [
            h for h in index.search(text, tracks, intents_of(text, pack)) if h.kind in {"guide", "silence"}
        ]
        if (
            found
            and found[0].score >= (PART if asked.several else SURE_PART)
            and all(found[0].id != hit.id for hit in chosen)
        ):
            chosen.append(found[0])
    best = max((min(hit.score, SURE) for hit in chosen), default=0.0)
    chosen = [hit for hit in chosen if hit.score >= best / 2]
    if len(chosen) >= 2:
        return tuple(chosen[:MOST])
    if usable[0].kind == "silence":
        return (usable[0],)
    if pack.is_text_only:
        return tuple(hit for hit in usable[:3] if hit.score >= usable[0].score * NEAR)
    near = [hit for hit in usable[1:3] if hit.kind == "guide" and hit.score >= usable[0].score * NEAR]
    return (usable[0], *near[:1])


def _units(asked: Understanding, pack: Pack) -> list[tuple[str, tuple[Track, ...]]]:
    """The separate things asked: each part, and each type for a part that names none of the several asked about."""
    if len(asked.parts) < 2:
        return []
    units: list[tuple[str, tuple[Track, ...]]] = []
    for part in asked.parts:
        spoken = tracks_in(part, pack)
        if spoken or len(asked.tracks) < 2:
            units.append((named(part, spoken, pack), spoken or asked.tracks))
            continue
        units.extend((named(part, (track,), pack), (track,)) for track in asked.tracks)
    return units


def _track_of(asked: Understanding, chosen: Sequence[Hit]) -> Track | None:
    if asked.track or len(asked.tracks) > 1:
        return asked.track
    return chosen[0].track
