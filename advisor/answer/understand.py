"""What a question is about: language, tracks, intent, its parts, and the asker's own facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from advisor.answer.counts import count_changed
from advisor.answer.events import grade_added
from advisor.answer.fit import named_by_purpose
from advisor.answer.language import (
    ANNOUNCED,
    ASKS,
    ELLIPSIS,
    FOLLOWING,
    FRAME,
    LIST_END,
    OWN_QUESTION,
    PART_END,
    POLITE,
    REFERENCE,
    SEVERAL,
    TELLS,
    WRONG,
    YEAR,
    is_compared,
)
from advisor.answer.normal import is_english, normalise
from advisor.answer.sheet import read_sheet, told_track
from advisor.answer.sightings import set_right
from advisor.answer.story import events_of_others, read_story
from advisor.domain import Fact, Track
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from ingest.chinese import parse_numeral
from ingest.dates import find_dates
from ingest.document import Frozen

FRAMED = 12
"""characters below which a piece that announces several questions is no question itself"""
OF_OTHERS = "of-others"
"""the intent of a question that tells of an event only of somebody else"""
SHORT_PART = 5
"""characters below which a piece asks nothing by itself and belongs to the piece before it"""


class Turn(Frozen):
    """One earlier message of the conversation."""

    role: str
    content: str


class Understanding(Frozen):
    """A question taken apart. `text` is normalised; `parts` are its pieces that ask something of their own."""

    question: str
    text: str
    english: bool
    parts: tuple[str, ...]
    tracks: tuple[Track, ...]
    intents: frozenset[str]
    facts: dict[str, Fact]
    own: frozenset[str]
    """names of the facts said in this question itself, the others come from before or from the fact sheet"""
    references: tuple[str, ...] = ()
    """clause paths the question names by number: 四（六）第2项 is 4.6.2"""
    beside: frozenset[str] = frozenset()
    """names of the events told only of somebody else (a subsidiary's accident)"""
    follows: str = ""
    """the question asked before, when this one leans on it"""
    today: date = date.min
    """the day on which it is asked"""

    @property
    def several(self) -> bool:
        """Whether the asker says that several things are asked."""
        return bool(SEVERAL.search(self.text)) or len(re.findall(r"[^?？；;]{4,}[?？；;]", self.text)) >= 2

    @property
    def asserts(self) -> bool:
        """Whether a belief is stated: by a word for it, or because nothing is asked at all."""
        return "assertion" in self.intents or not (self.parts or self.english or self.follows)

    @property
    def joint(self) -> bool:
        """Whether several units apply together."""
        return "joint" in self.intents or "partner_count" in self.facts

    @property
    def track(self) -> Track | None:
        """The one track asked about, None when none or several are."""
        return self.tracks[0] if len(self.tracks) == 1 else None


def understand(
    question: str,
    pack: Pack,
    today: date,
    history: Sequence[Turn] = (),
    sheet: Mapping[str, str] | None = None,
) -> Understanding:
    """Take a question apart; an elliptic one inherits tracks, facts and wording from the conversation."""
    before = [normalise(turn.content, pack) for turn in history if turn.role == "user"]
    text = _restated(normalise(question, pack), before)
    own = read_story(text, pack, today)
    only_tells = (own and not ASKS.search(text)) or set_right(text) > 0
    leans = bool(before and (FOLLOWING.search(text) or len(text) < 12 or only_tells))
    facts, said = _with_earlier(own, before, text, pack, today)
    own_intents = intents_of(text, pack)
    carries = bool(before) and (leans or bool(own_intents & {"apply", "self"}))
    tracks = tracks_in(text, pack)
    if not tracks and carries:
        tracks = (named_by_purpose(text, pack) if leans else ()) or tracks_in(before[-1], pack)
    intents = own_intents | (_inherited(before[-1], bool(said), pack) if leans else frozenset())
    if not tracks and "which" not in intents:
        tracks = told_track(sheet or {}, pack)
    facts.update(read_sheet(sheet or {}, pack, today))  # it wins over what was read
    beside = events_of_others(text, pack, today)
    return Understanding(
        question=question,
        text=text,
        english=is_english(question),
        parts=_parts(text, pack),
        tracks=tracks,
        intents=intents | _by_what_is_told(own, beside, intents, pack),
        facts=facts,
        own=frozenset(said),
        references=references(text),
        beside=beside,
        follows=before[-1] if leans else "",
        today=today,
    )


def _by_what_is_told(
    own: Mapping[str, Fact], beside: frozenset[str], intents: frozenset[str], pack: Pack
) -> frozenset[str]:
    """The intents that show in what is told: of events of others, or only of another province."""
    places = [own[spec.name] for spec in pack.facts if spec.kind == "place" and spec.name in own]
    elsewhere = any(place.value == "outside" for place in places) and not intents & {"apply", "self"}
    return frozenset({"elsewhere"} if elsewhere else ()) | frozenset({OF_OTHERS} if beside else ())


def _restated(text: str, before: Sequence[str]) -> str:
    """The earlier question with its year exchanged, for one that only names another year (2025年的呢)."""
    year = YEAR.search(text)
    if not year or not before or not YEAR.search(before[-1]) or ELLIPSIS.sub("", YEAR.sub("", text)):
        return text
    return YEAR.sub(year[0], before[-1], count=1)


def _with_earlier(
    own: Mapping[str, Fact], before: Sequence[str], text: str, pack: Pack, today: date
) -> tuple[dict[str, Fact], set[str]]:
    """All facts of the conversation, the newest winning, and the names of those this question speaks of."""
    earlier: dict[str, Fact] = {}
    for words in before:
        earlier.update(read_story(words, pack, today))
    moved = _redated(earlier, text, today, pack) if not _tells_event(own, pack) else earlier
    moved = _recounted(_regraded(moved, text, pack), text, pack)
    changed = {name for name in earlier if moved[name] is not earlier[name]}
    own = {
        name: fact
        for name, fact in own.items()
        if not (name in changed and (fact.value == "none" or isinstance(fact.value, int)))
    }
    return {**moved, **own}, set(own) | {name for name in moved if moved[name] is not earlier[name]}


def _inherited(before: str, told: bool, pack: Pack) -> frozenset[str]:
    """What a question that leans on the one before it is after as well."""
    return intents_of(before, pack) & (
        frozenset({"apply", "joint", "self", "which"}) if told else frozenset({"which", "naming"})
    )


def references(text: str) -> tuple[str, ...]:
    """The clause paths named by number: 六（三） gives 6.3, 四（六）第2项 gives 4.6.2."""
    named = ([parse_numeral(part) for part in match.groups() if part] for match in REFERENCE.finditer(text))
    return tuple(".".join(str(int(each)) for each in path if each is not None) for path in named)


def _redated(earlier: dict[str, Fact], text: str, today: date, pack: Pack) -> dict[str, Fact]:
    """Facts from before, an event among them moved to the date this question names (要是2021年的事呢)."""
    spans = [
        span
        for span in find_dates(text, today)
        if span.earliest <= today and not WRONG.search(text[: span.start])  # 不是21年，是2024年8月的事
    ]
    if not spans:
        return earlier
    moved = dict(earlier)
    for name, fact in earlier.items():
        spec = pack.fact(name)
        if spec and spec.kind == "event" and isinstance(fact.value, dict):
            value = {**fact.value, "earliest": spans[0].earliest, "latest": min(spans[0].latest, today)}
            said = text[spans[0].start : spans[0].end]
            sighting = fact.sightings[0].model_copy(update={"value": value, "quote": said})
            moved[name] = Fact(name=name, value=value, sightings=(sighting,))
    return moved


def _tells_event(own: Mapping[str, Fact], pack: Pack) -> bool:
    return any(
        spec.kind == "event" and spec.name in own and isinstance(own[spec.name].value, dict)
        for spec in pack.facts
    )


def _regraded(earlier: dict[str, Fact], text: str, pack: Pack) -> dict[str, Fact]:
    """Facts from before, an event among them given the grade this question adds (定的是较大)."""
    changed = dict(earlier)
    for name, fact in earlier.items():
        spec = pack.fact(name)
        grade = grade_added(spec, text) if spec and isinstance(fact.value, dict) else None
        if grade:
            value = {**fact.value, "grade": grade}
            changed[name] = Fact(
                name=name, value=value, sightings=(fact.sightings[0].model_copy(update={"value": value}),)
            )
    return changed


def _recounted(earlier: dict[str, Fact], text: str, pack: Pack) -> dict[str, Fact]:
    """Facts from before, a number of units among them replaced by the one this question changes it to (砍到2家)."""
    changed = dict(earlier)
    for name in earlier:
        spec = pack.fact(name)
        number = count_changed(spec, text, earlier[name].value) if spec and spec.kind == "count" else None
        if number is not None:
            sighting = earlier[name].sightings[0].model_copy(update={"value": number, "label": "partners"})
            changed[name] = Fact(name=name, value=number, sightings=(sighting,))
    return changed


def without_tracks(text: str, pack: Pack) -> str:
    """The text with its mentions of platform types taken out."""
    for patterns in pack.lexicon.tracks.values():
        for pattern in patterns:
            text = compiled(pattern).sub("", text)
    return text


def tracks_in(text: str, pack: Pack) -> tuple[Track, ...]:
    """The tracks named, in the order of their first mention; what others are only compared to (像实验室那样) is left out."""
    at: dict[Track, int] = {}
    compared: dict[Track, int] = {}
    for track, patterns in pack.lexicon.tracks.items():
        for match in (match for pattern in patterns for match in compiled(pattern).finditer(text)):
            held = compared if is_compared(text, match.start(), match.end()) else at
            held[track] = min(match.start(), held.get(track, match.start()))
    found = at or compared
    return tuple(sorted(found, key=lambda track: found[track]))


def intents_of(text: str, pack: Pack) -> frozenset[str]:
    """The lexicon's intents whose wording stands in the text."""
    return frozenset(
        name
        for name, patterns in pack.lexicon.intents.items()
        if any(compiled(pattern).search(text) for pattern in patterns)
    )


def _parts(text: str, pack: Pack) -> tuple[str, ...]:
    """Pieces that each ask something; what only tells is kept with the question that follows it, unless a colon parts them.

    Where the asker says that several things are asked (一并说, 分别说), every piece counts as asking.
    """
    several = bool(SEVERAL.search(text))
    if announced := ANNOUNCED.search(text):
        text = text[announced.end() :]
    parts: list[str] = []
    start, held = 0, ""
    border = LIST_END if several else PART_END
    for match in [*border.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = FRAME.sub("", text[start:end]).strip()
        start = match.end() if match else end
        if not POLITE.sub("", without_tracks(piece, pack)).strip():
            continue
        if SEVERAL.search(piece) and not ASKS.search(piece) and len(piece) < FRAMED:
            continue
        if parts and not several and not held and len(piece) < SHORT_PART and not OWN_QUESTION.match(piece):
            parts[-1] = f"{parts[-1]}，{piece}"
        elif ASKS.search(piece) or (several and len(piece) >= 4 and not TELLS.search(piece)):
            parts.append(f"{held}，{piece}" if held else piece)
            held = ""
        else:
            held = f"{held}，{piece}" if held else piece
        if match and match[0] in "：:":
            held = ""
    if several and len(held) >= 4:
        parts.append(held)
    return tuple(parts)
