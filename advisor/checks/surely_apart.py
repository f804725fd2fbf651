"""Whether two recognised numbers that hardly differ are two numbers, and neither is the other misread."""

from __future__ import annotations

import re

from advisor.checks.case import Case
from advisor.checks.figure_years import YEAR
from advisor.checks.figures import Seen, named_before, others_in
from advisor.checks.misread import is_clear
from advisor.checks.shares import is_parted
from advisor.pack.squeeze import squeeze

_ANOTHER_TIME = re.compile(r"20\d\d年|去年|上年|建设前|此前|将|力争|计划|拟|达到")
"""Words of a sentence on what there was or shall be."""

_GENERAL = frozenset({"平台", "人员", "人数", "总数", "数量"})
"""Words of many names."""


def surely_apart(case: Case, group: list[Seen], one: Seen, other: Seen) -> bool:
    """Whether both numbers were read without a doubt, and one of them is told in another place as well or with its parts."""
    if set(YEAR.findall(one.quote)) != set(YEAR.findall(other.quote)) and not (one.cell or other.cell):
        return False
    if not all(is_clear(case.reading(seen.file), seen.place) for seen in (one, other)):
        return False
    return any(
        sum(each.value == seen.value for each in group) > 1
        or is_parted(squeeze(seen.quote), seen.written, seen.unit)
        or _is_parted_elsewhere(case, seen)
        for seen in (one, other)
    )


def _is_parted_elsewhere(case: Case, seen: Seen) -> bool:
    """Whether another sentence gives the number with its parts and a word of its name (38人专职，博士4人、硕士15人、本科19人), of
    no other unit and no other time."""
    others = others_in(case)
    words = {seen.figure.name[at : at + 2] for at in range(len(seen.figure.name) - 1)} - _GENERAL
    return any(
        any(word in sentence.bare for word in words)
        and is_parted(squeeze(sentence.text), seen.written, seen.unit)
        and not named_before(others, sentence.counted, len(sentence.counted))
        and not _ANOTHER_TIME.search(sentence.bare)
        for reading in case.main
        for sentence in reading.sentences
    )
