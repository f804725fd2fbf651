"""How many people there are now, told in two places of one paper with two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.checks.case import Case
from advisor.checks.figures import named_before, others_in
from advisor.pack.squeeze import bare_label
from advisor.profile.reading import Reading, Sentence
from ingest.document import Frozen

_ALONE = frozenset({"annual", "change"})
"""Stages whose papers are about one platform: where nobody is named, it is the platform that has them."""


class Standing(Frozen):
    """How a text tells what there is now (regular expressions): `now` words for it (现有), `counted` endings of what is
    counted (人员), `platform` and `unit` the two that may have them."""

    now: str
    counted: str
    platform: str
    unit: str


@dataclass(frozen=True)
class Count:
    """A number with the words for what is counted and the sentence that tells it."""

    name: str
    number: str
    sentence: Sentence


def told_twice(
    case: Case, reading: Reading, standing: Standing, unless: str, outside: tuple[str, ...]
) -> Iterator[tuple[Count, Count]]:
    """Pairs of a count and the first that told it otherwise, of the same words and the same one that has them.

    Sentences of parts of `outside` and clauses with words of `unless` are passed over, so are what has a figure's row
    of its own and sentences that give two numbers of it.
    """
    known = {bare_label(label) for figure in case.checking.figures for label in figure.labels}
    others = others_in(case)
    frame = re.compile(
        rf"(?:^|[,。;:])(?P<whose>[^,。;:]{{0,12}}?)(?:{standing.now})"
        rf"(?P<name>[\u4e00-\u9fff]{{2,8}}(?:{standing.counted}))(?:共|为|有|达到?|总数)?(?P<n>\d+)[人名](?!次|以上|左右|余|多)"
    )
    first: dict[tuple[str, str], Count] = {}
    for sentence in reading.sentences:
        found = list(frame.finditer(sentence.counted)) if not sentence.meanings & set(outside) else []
        for each in found if len(found) == 1 else ():
            whose = _whose(case, each["whose"], standing)
            if (
                whose is None
                or re.search(unless, each["whose"])
                or named_before(others, sentence.counted, each.end())
            ):
                continue
            if bare_label(each["name"]) in known:
                continue
            count = Count(each["name"], each["n"], sentence)
            before = first.setdefault((whose, each["name"]), count)
            if before.number != count.number:
                yield count, before


def _whose(case: Case, words: str, standing: Standing) -> str | None:
    """Who has them: the platform, the unit, or nobody named; None where it is anybody else."""
    if not words:
        return "platform" if case.stage in _ALONE else ""
    if re.fullmatch(standing.platform, words):
        return "platform"
    return "unit" if re.fullmatch(standing.unit, words) else None
