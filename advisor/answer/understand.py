"""What a question is about: language, tracks, intent, its parts, and the asker's own facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from advisor.answer.earlier import restated, with_earlier
from advisor.answer.fit import named_by_purpose
from advisor.answer.language import (
    ANNOUNCED,
    ASKS,
    FOLLOWING,
    FRAME,
    JOINED,
    LIST_END,
    LISTED,
    OWN_QUESTION,
    PART_END,
    POLITE,
    REFERENCE,
    SEVERAL,
    TELLS,
    is_compared,
    listed_questions,
    parted,
)
from advisor.answer.normal import is_english, normalise
from advisor.answer.sheet import read_sheet, told_track
from advisor.answer.sightings import set_right
from advisor.answer.story import events_of_others, read_story
from advisor.domain import Fact, Track
from advisor.pack.model import Pack
from advisor.pack.patterns import compiled
from ingest.chinese import parse_numeral
from ingest.document import Frozen

FRAMED = 12
"""characters below which a piece that announces several questions is no question itself"""
OF_OTHERS = "of-others"
"""the intent of a question that tells of an event only of somebody else"""
UNIT = "unit"
"""the intent of a question whether a unit may apply of which no more is told than what it does (卖农药的小店能报吗)"""
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
        if SEVERAL.search(self.text) or listed_questions(self.text) or parted(self.text) != self.text:
            return True
        return len(re.findall(r"[^?？；;]{4,}[?？；;]", self.text)) >= 2

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
    text = together(restated(normalise(question, pack), before), pack)
    own = read_story(text, pack, today)
    only_tells = (own and not ASKS.search(text)) or set_right(text) > 0
    leans = bool(before and (FOLLOWING.search(text) or len(text) < 12 or only_tells))
    facts, said = with_earlier(own, before, text, pack, today)
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
    if own or beside or tracks or references(text) or intents - {"apply", "self", UNIT}:
        intents -= {UNIT}
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


def _inherited(before: str, told: bool, pack: Pack) -> frozenset[str]:
    """What a question that leans on the one before it is after as well."""
    return intents_of(before, pack) & (
        frozenset({"apply", "joint", "self", "which"}) if told else frozenset({"which", "naming"})
    )


def references(text: str) -> tuple[str, ...]:
    """The clause paths named by number: 六（三） gives 6.3, 四（六）第2项 gives 4.6.2."""
    named = ([parse_numeral(part) for part in match.groups() if part] for match in REFERENCE.finditer(text))
    return tuple(".".join(str(int(each)) for each in path if each is not None) for path in named)


def together(text: str, pack: Pack) -> str:
    """The text with a list of all the types called by one name (四类平台): it asks about none of them in particular."""
    for start, end, tracks in reversed(_lists_of_types(text, pack)):
        if pack.lexicon.together and len(tracks) == len(pack.info.tracks):
            text = text[:start] + pack.lexicon.together + text[end:]
    return text


def _lists_of_types(text: str, pack: Pack) -> list[tuple[int, int, frozenset[Track]]]:
    """Where two types or more stand one after the other (实验室、中心和服务机构), with the types."""
    lists: list[tuple[int, int, frozenset[Track]]] = []
    for start, end, track in _mentions(text, pack):
        if lists and start <= lists[-1][1]:
            first, last, tracks = lists[-1]
            lists[-1] = (first, max(last, end), tracks | {track})
        elif lists and JOINED.fullmatch(text[lists[-1][1] : start]):
            lists[-1] = (lists[-1][0], end, lists[-1][2] | {track})
        else:
            lists.append((start, end, frozenset({track})))
    return [each for each in lists if len(each[2]) > 1]


def without_tracks(text: str, pack: Pack) -> str:
    """The text with its mentions of platform types taken out."""
    named = {place for start, end, _ in _mentions(text, pack) for place in range(start, end)}
    return "".join(char for place, char in enumerate(text) if place not in named)


def _mentions(text: str, pack: Pack) -> list[tuple[int, int, Track]]:
    """Where types are named, in order."""
    return sorted(
        (match.start(), match.end(), track)
        for track, patterns in pack.lexicon.tracks.items()
        for pattern in patterns
        for match in compiled(pattern).finditer(text)
    )


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
    if points := listed_questions(text):
        return tuple(part for point in points for part in _parts(point, pack) or (point,))
    several = bool(SEVERAL.search(text)) or parted(text) != text
    text = parted(text)
    for start, end, _ in _lists_of_types(text, pack):
        text = text[:start] + LISTED.sub("和", text[start:end]) + text[end:]
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
