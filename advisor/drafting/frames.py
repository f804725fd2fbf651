"""Which time and whose affair a number in a sentence tells: the year said last before it, a span of years, another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from advisor.drafting.outline import ReadingRules

Frame = Literal["now", "span", "other", ""]
_CLAUSE = re.compile(r"[,，。;；:：]")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_RANGE = r"20\d{2}年?度?[-—–~～至到]+20\d{2}年?度?"


@lru_cache(maxsize=16)
def _times(rules: ReadingRules, stock: bool) -> re.Pattern[str]:
    spans = rules.spans if stock else (*rules.spans, *rules.until)
    parts = [_RANGE, *spans]
    return re.compile(
        rf"(?P<span>{'|'.join(parts)})|(?P<other>{_any(rules.other_times)})|(?P<now>{_any(rules.this_time)})"
        r"|(?P<year>20\d{2})年度?(?P<since>以来)?"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(words) or r"(?!)"


def frame_of(before: str, wanted: int, rules: ReadingRules, *, stock: bool = False) -> Frame:
    """What the words before a number set last: the wanted year, a span of several, another year, or nothing.

    A stock is what there is at a day (people, floor): 截至年末 tells it, and is a span for what a year brings forth.
    """
    frame: Frame = ""
    # What stands in brackets is said in passing: 授权6件（2024年为3件），申请11件.
    for found in _times(rules, stock).finditer(_ASIDE.sub("", before)):
        if found["year"]:
            same = int(found["year"]) == wanted
            frame = "now" if same else "span" if found["since"] else "other"
        else:
            frame = "span" if found["span"] else "other" if found["other"] else "now"
    return frame


def anothers(before: str, rules: ReadingRules) -> bool:
    """Whether the words before a number speak of somebody else: in its own clause, or since the last of ours."""
    if re.search(_any(rules.others), _CLAUSE.split(before)[-1]):
        return True
    told = list(re.finditer(rf"(?P<others>{_any(rules.others)})|(?:{_any(rules.ours)})", before))
    return bool(told) and told[-1]["others"] is not None
