"""What kind of answer a question gets, and the verdict of a case. No text is written here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal

from advisor.answer.fit import TELLS, Ranking, rank_tracks
from advisor.answer.language import ASKS, EACH, FOLLOWING, MINE, POLITE, WANTS, announced
from advisor.answer.masking import without_numbers
from advisor.answer.route import SURE, Route, route_of
from advisor.answer.seek import LONG, compared, named, search
from advisor.answer.signals import FAINT, FOUND, TELLING
from advisor.answer.understand import OF_OTHERS, Understanding, intents_of, tracks_in, without_tracks
from advisor.criteria import judge
from advisor.domain import Track, Verdict
from advisor.pack.model import OffTopic, Pack
from advisor.pack.patterns import compiled
from advisor.retrieval.index import Hit, PackIndex
from ingest.document import Frozen

Mode = Literal["off-topic", "case", "which", "entries", "unknown"]

SILENCE = ("silence",)
NOTHING = 0.09
LOST = 0.12
"""below this share a question without any word of the programme is about something else"""
OURS, OTHERS = 0.45, 0.7
"""below the first likelihood of another subject a question is ours though few of its words are known, above the second it is
not though a word of the programme stands in it"""
LEVEL = 0.9
"""from this share of the best score on another subject is as near as ours"""
TOUCHED = 0.4
"""from here on a point of the text that a case also touches is told beside it"""
PART = 0.11
SURE_PART = 0.2
"""the same for one part of a question of several parts"""
NEAR = 0.7
"""a second entry is told too when its score comes this near to the first"""
CLEARLY = 1.5
"""how far another subject must lead where words of the programme stand in the question"""
TOGETHER, APART = 2, 3
"""by how much the answer to a part may fall behind the best one; more where the asker says that several things are asked"""
MOST = 4
"""entries in one answer"""


class Decision(Frozen):
    """What was decided; compose words it, and nothing may contradict it."""

    mode: Mode
    hits: tuple[Hit, ...] = ()
    chosen: tuple[Hit, ...] = ()
    verdict: Verdict | None = None
    ranking: tuple[Ranking, ...] = ()
    off_topic: OffTopic | None = None
    track: Track | None = None


def decide(
    asked: Understanding, pack: Pack, index: PackIndex, today: date, route: Route | None = None
) -> Decision:
    """Route a question: another subject, the asker's own case, the choice of a type, a point of the text.

    With `route` that one is taken, whatever was asked, unless it is another subject.
    """
    hits = search(asked, pack, index)
    ranking = rank_tracks(asked.text, pack)
    tells = any(item.score >= TELLS for item in ranking)
    other = _aside(asked, pack, index) or _other_subject(
        asked, pack, hits, index.elsewhere(without_numbers(asked.text)), tells
    )
    if other:
        return Decision(mode="off-topic", hits=hits, off_topic=other)
    verdict = judge(pack, asked.facts, today, asked.track, asked.joint)
    if route is None:
        route = "case" if _goes_on(asked, verdict, pack) else route_of(asked, pack, hits, verdict, ranking)
    if route == "case":
        return Decision(
            mode="case",
            hits=hits,
            verdict=verdict,
            ranking=ranking if "which" in asked.intents and not asked.tracks else (),
            track=asked.track,
            chosen=_beside(asked, pack, index, hits),
        )
    if route == "which":
        return Decision(
            mode="which",
            hits=hits,
            ranking=ranking,
            track=ranking[0].track,
            chosen=_further(asked, pack, index, (ranking[0].track,)),
        )
    chosen = _choose(asked, pack, index, hits, SILENCE if route == "silent" else TELLING)
    if not chosen:
        return Decision(mode="unknown", hits=hits, track=asked.track)
    return Decision(mode="entries", hits=hits, chosen=chosen, track=_track_of(asked, chosen))


def _goes_on(asked: Understanding, verdict: Verdict, pack: Pack) -> bool:
    """Whether a follow-up only changes what was told of a case, and that settles it (能申报吗 … 那要是外省的呢)."""
    if not (asked.follows and FOLLOWING.search(asked.text)) or WANTS.search(asked.text):
        return False
    changed = any(row.outcome == "unmet" and set(row.facts) & asked.own for row in verdict.criteria)
    return changed and "apply" in intents_of(asked.follows, pack)


def _aside(asked: Understanding, pack: Pack, index: PackIndex) -> OffTopic | None:
    """Another subject spoken of in a few words amid a conversation (谢谢, 讲个笑话): those words say it by themselves.

    Words that follow up or ask for something of ours lean on what was said before instead.
    """
    leans = FOLLOWING.search(asked.text) or intents_of(asked.text, pack)
    if not asked.follows or leans or mentions_programme(asked.text, pack) or tracks_in(asked.text, pack):
        return None
    alone = index.search(asked.text, (), frozenset())
    spoken = POLITE.sub("", asked.text).strip("，。！ ")
    ours = next((hit.score for hit in alone if hit.kind != "off-topic"), 0.0) if spoken else 0.0
    best = next((hit for hit in alone if hit.kind == "off-topic"), None)
    if best is None or best.score < max(SURE, ours * CLEARLY):
        return None
    return next(other for other in pack.off_topic if other.id == best.id)


def _other_subject(
    asked: Understanding, pack: Pack, hits: Sequence[Hit], elsewhere: float, tells: bool
) -> OffTopic | None:
    """The refused subject, if it is one: by its patterns, or by likeness with nothing of ours in it. `elsewhere` is how
    likely the wording as a whole is about another subject, `tells` whether work that suits one of the types is told."""
    told = [name for name in asked.facts if (spec := pack.fact(name)) and spec.kind != "place"]
    meant = bool(asked.follows or asked.tracks or asked.references or "which" in asked.intents or tells)
    ours = meant or mentions_programme(asked.text, pack)
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
    # A word of the programme in passing (数字经济的股票) makes nothing of ours where another subject is as near.
    level = best is not None and best.score < NOTHING and other_best >= best.score * LEVEL
    if level and not told and not (asked.follows or asked.tracks or asked.references):
        return by_id[next(hit.id for hit in hits if hit.kind == "off-topic")]
    lost = best is None or best.score < NOTHING or (best.score < LOST and other_best >= best.score / 2)
    faint = best is not None and best.score < LOST and elsewhere > OTHERS and "apply" not in asked.intents
    # Who says where it is registered and asks to apply most likely means this programme.
    least = OTHERS if "apply" in asked.intents and (told or _is_seat(asked, pack)) else OURS
    if not told and not meant and pack.off_topic and (faint or (lost and not ours and elsewhere > least)):
        return pack.off_topic[0]
    return None


def _is_seat(asked: Understanding, pack: Pack) -> bool:
    """Whether a place is told as one where the asker is registered, or is: 执照在徐州, 我们在烟台; not 在济南办签证."""
    return any(
        MINE.search(seen.quote) or any(word in seen.quote for word in spec.words)
        for spec in pack.facts
        if spec.kind == "place" and spec.name in asked.facts
        for seen in asked.facts[spec.name].sightings
    )


def mentions_programme(text: str, pack: Pack) -> bool:
    """Whether any word marks the text as being about the programme."""
    return any(word in text for word in pack.lexicon.vocabulary)


def _beside(asked: Understanding, pack: Pack, index: PackIndex, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """What a case also touches: whether faults of others count where some were told, a silence or guide close to the
    wording, and the points asked in further parts."""
    theirs = [
        hit
        for hit in hits
        if hit.intended and hit.kind == "silence" and (OF_OTHERS in asked.intents or hit.score >= SURE)
    ]
    judged = {row.clause for row in pack.criteria} if asked.english else set()
    near = [
        hit
        for hit in hits
        if hit.kind in {"silence", "guide"}
        and hit.score >= TOUCHED
        and not hit.intended
        # Of few English words many are those of the conditions, which are told one by one anyway.
        and not (hit.kind == "guide" and set(hit.clauses) <= judged)
    ]
    further = _further(asked, pack, index, asked.tracks)
    found = {hit.id: hit for hit in (*theirs[:1], *near[:1], *further)}
    return tuple(found.values())


def _further(
    asked: Understanding, pack: Pack, index: PackIndex, tracks: tuple[Track, ...]
) -> tuple[Hit, ...]:
    """The guides for the parts that ask for a detail of their own beside the case or the choice of a type."""
    if len(asked.parts) < 2 or not asked.several:
        return ()
    found: dict[str, Hit] = {}
    for part in asked.parts:
        intents = intents_of(part, pack)
        if not ASKS.search(part) or intents & {"apply", "which"} or len(part) > LONG:
            continue
        spoken = tracks_in(part, pack) or tracks
        hits = [
            hit for hit in index.search(named(part, spoken, pack), spoken, intents) if hit.kind == "guide"
        ]
        if hits and hits[0].score >= SURE_PART:
            found.setdefault(hits[0].id, hits[0])
    return tuple(found.values())[:2]


def _choose(
    asked: Understanding, pack: Pack, index: PackIndex, hits: Sequence[Hit], kinds: Collection[str]
) -> tuple[Hit, ...]:
    """The entry of these kinds the question is about; for one of several parts, or about several types, one for each."""
    usable = [hit for hit in hits if hit.kind in kinds and hit.score >= FOUND]
    if not usable:
        return ()
    if types := compared(usable, asked.tracks):
        return types
    if usable[0].kind == "silence" and usable[0].intended and not asked.several:
        return (usable[0],)
    chosen: list[Hit] = []
    each = announced(asked.text) == len(asked.parts)
    for text, tracks in _units(asked, pack):
        found = _best_of_part(_hits_of_part(text, tracks, pack, index), kinds)
        least = FOUND if each else PART if asked.several else SURE_PART
        if found and found.score >= least and all(found.id != hit.id for hit in chosen):
            chosen.append(found)
    best = max((min(hit.score, SURE) for hit in chosen), default=0.0)
    if not each:
        chosen = [hit for hit in chosen if hit.score >= best / (APART if asked.several else TOGETHER)]
    # Where every part is a point that is not set, two such points are nearer than whatever tells something faintly.
    if len(chosen) >= 2 and (any(hit.kind in kinds for hit in chosen) or usable[0].score < FAINT):
        return tuple(chosen[:MOST])
    if usable[0].kind == "silence":
        return (usable[0],)
    if pack.is_text_only:
        return tuple(hit for hit in usable[:3] if hit.score >= usable[0].score * NEAR)
    near = [hit for hit in usable[1:3] if hit.kind == "guide" and hit.score >= usable[0].score * NEAR]
    return (usable[0], *near[:1])


def _hits_of_part(text: str, tracks: tuple[Track, ...], pack: Pack, index: PackIndex) -> list[Hit]:
    """The entries for a part. Calling the type it is about by name is good for the entries about that type only."""
    intents = intents_of(text, pack)
    best = {hit.id: hit for hit in index.search(text, tracks, intents)}
    if len(tracks) == 1 and not tracks_in(text, pack):
        for hit in index.search(named(text, tracks, pack), tracks, intents):
            if hit.track in tracks and (hit.id not in best or best[hit.id].score < hit.score):
                best[hit.id] = hit
    return sorted(best.values(), key=lambda hit: -hit.score)


def _best_of_part(hits: Sequence[Hit], kinds: Collection[str]) -> Hit | None:
    """What answers a part: an entry of these kinds; beside what the text says, a point it does not set if that leads."""
    told = next((hit for hit in hits if hit.kind in kinds and hit.kind != "clause"), None)
    first = next((hit for hit in hits if hit.kind in {"guide", "silence"}), None)
    if "silence" not in kinds and first and first.kind == "silence":
        return first
    return told


def _units(asked: Understanding, pack: Pack) -> list[tuple[str, tuple[Track, ...]]]:
    """The separate things asked: each part, and each type for a part that asks of each of several (分别) or names
    none of the several asked about."""
    apart = len(asked.tracks) > 1 and EACH.search(asked.text)
    if len(asked.parts) < 2 and not apart:
        return []
    units: list[tuple[str, tuple[Track, ...]]] = []
    for part in asked.parts:
        spoken = tracks_in(part, pack)
        if len(spoken) > 1 and EACH.search(part):
            part, spoken = without_tracks(part, pack), ()
        if spoken or len(asked.tracks) < 2:
            units.append((named(part, spoken, pack), spoken or asked.tracks))
            continue
        units.extend((named(part, (track,), pack), (track,)) for track in asked.tracks)
    return units


def _track_of(asked: Understanding, chosen: Sequence[Hit]) -> Track | None:
    if asked.track or len(asked.tracks) > 1:
        return asked.track
    return chosen[0].track
