"""Whether two recognised numbers that hardly differ are two numbers, and neither is the other misread."""

from __future__ import annotations

import re

from advisor.checks.case import Case
from advisor.checks.figure_years import YEAR
from advisor.checks.figures import Seen
from advisor.checks.misread import is_clear
from advisor.checks.shares import is_parted
from advisor.pack.squeeze import squeeze


def surely_apart(case: Case, group: list[Seen], one: Seen, other: Seen) -> bool:
    """Whether both numbers were read without a doubt, and one of them is told in another place as well or with its parts."""
    if set(YEAR.findall(one.quote)) != set(YEAR.findall(other.quote)) and not (one.cell or other.cell):
        return False
    if not all(is_clear(case.reading(seen.file), seen.place) for seen in (one, other)):
        return False
    return any(
        sum(each.value == seen.value for each in group) > 1
        or is_parted(squeeze(seen.quote), seen.written, seen.unit)
        or _is_told_again(case, seen)
        for seen in (one, other)
    )


def _is_told_again(case: Case, seen: Seen) -> bool:
    """Whether the number stands with its unit in another place of the applicant's papers (38人专职)."""
    number = re.compile(rf"(?<![\d.,]){seen.written}{re.escape(seen.unit)}")
    quote = squeeze(seen.quote)
    return any(
        squeeze(sentence.text) != quote and number.search(squeeze(sentence.text))
        for reading in case.main
        for sentence in reading.sentences
    )
