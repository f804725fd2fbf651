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
_DONE = re.compile(r"(?:了|过|的|一[次起场]|[两三]次|\s)*")
"""what may still follow the word for an event"""
ELLIPTIC = re.compile(
    r"\b(?:an?|another) (?:\w+ )?one\b|(?:[一二两又再][次个起场回](?:是|就是)?(?:重大|特大|较大|一般|大|小)的|"
    r"又(?:来|出|有)了?[一二两]?[次个起场回])(?=[，。；？！?\s]|能|还|影响|$)"
)
"""another of what was just told, by its kind or number alone: a major one, 一次重大的"""


def apart(text: str, events: Iterable[tuple[int, int]], today: date) -> str:
    """The text with a comma before each further event that has a day of its own; `events` are the offsets of the words for
    events, told or denied."""
    told = sorted({*events, *(match.span() for match in ELLIPTIC.finditer(text))})
    days = [(span.start, span.end) for span in find_days(text, today) if span.earliest < today]
    cuts: list[int] = []
    for begin, end in segments(text):
        here = [span for span in told if begin <= span[0] < end]
        cuts += _cuts(text, [day for day in days if begin <= day[0] < end], here)
    for cut in reversed(cuts):
        text = f"{text[:cut]}，{text[cut:].lstrip()}"
    return text


def _cuts(text: str, days: list[tuple[int, int]], told: list[tuple[int, int]]) -> list[int]:
    """Where one piece is to be parted: its days and events in turn, a day before each event or behind each. Whoever stands
    before the later day (兄弟公司2025年…) goes with it."""
    found = []
    for (start, end), (later, _) in pairwise(days):
        between = [span for span in told if end <= span[0] < later]
        before, behind = any(at < start for at, _ in told), any(at > later for at, _ in told)
        if between and behind and not before:
            joined = _JOINED_BEFORE.search(text, end, later)
            last = max(stop for _, stop in between)
            whom = _DONE.match(text, min(last, later), later)
            found.append(joined.start() if joined else whom.end() if whom else later)
        elif between and before and (joined := _JOINED.search(text, end, later)):
            found.append(joined.start())
    return found
