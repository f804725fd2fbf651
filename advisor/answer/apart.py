"""What is told in one breath put apart: 2021年出过小事故2025年又出了重大事故, a small one in 2021 and a major one in 2025.

What is read of an event (its day, its grade) is looked for between commas; people who type without them tell two in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from advisor.answer.days import find_days
from advisor.answer.language import segments

_JOINED_BEFORE = re.compile(r"(?: (?:and|but|then)(?: again)?|[和及跟与])(?: (?:in|on|since|by))?\s*$")
"""what joins to what stands before it, up to a day: and in"""
_JOINED = re.compile(r" (?:and|but|then) |[和及跟与](?=.)")
ELLIPTIC = re.compile(
    r"\b(?:an?|another) (?:\w+ )?one\b|[一二两又再][次个起场回](?:是|就是)?(?:重大|特大|较大|一般|大|小)的|"
    r"又(?:来|出|有)了?[一二两]?[次个起场回]"
)
"""another of what was just told, by its kind or number alone: a major one, 一次重大的"""


def apart(text: str, events: Iterable[int], today: date) -> str:
    """The text with a comma before each further event that has a day of its own; `events` are the offsets of what happened."""
    told = sorted({*events, *(match.start() for match in ELLIPTIC.finditer(text))})
    days = [(span.start, span.end) for span in find_days(text, today) if span.earliest < today]
    cuts: list[int] = []
    for begin, end in segments(text):
        cuts += _cuts(
            text, [day for day in days if begin <= day[0] < end], [at for at in told if begin <= at < end]
        )
    for cut in reversed(cuts):
        text = f"{text[:cut]}，{text[cut:].lstrip()}"
    return text


def _cuts(text: str, days: list[tuple[int, int]], told: list[int]) -> list[int]:
    """Where one piece is to be parted: its days and events in turn, a day before each event or behind each."""
    found = []
    for (start, end), (later, _) in pairwise(days):
        between = [at for at in told if end <= at < later]
        if not between or not any(at < start or at > later for at in told):
            continue
        if (
            between[0] is between[-1]
            and any(at > later for at in told)
            and not any(at < start for at in told)
        ):
            joined = _JOINED_BEFORE.search(text, end, later)
            found.append(joined.start() if joined else later)
        elif joined := _JOINED.search(text, end, later):
            found.append(joined.start())
    return found
