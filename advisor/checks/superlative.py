"""Superlatives with no evidence near them."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.profile.reading import Reading, Sentence


def check(
    case: Case, row: Row, *, words: tuple[str, ...], evidence: tuple[str, ...], unless: tuple[str, ...]
) -> Findings:
    """A sentence with one of `words`, when neither it nor its neighbours in the paragraph hold `evidence`; goals
    (`unless`) are none."""
    expression = re.compile("|".join(words))
    shown = re.compile("|".join(evidence))
    for reading in case.main:
        sentences = reading.sentences
        for index, sentence in enumerate(sentences):
            found = expression.search(sentence.bare)
            if found is None or any(re.search(p, sentence.bare) for p in unless):
                continue
            near = sentences[max(0, index - 1) : index + 2]
            around = "".join(s.bare for s in near if _together(reading, s, sentence))
            if not shown.search(around):
                yield row.finding(
                    file=reading.path, place=sentence.place, quote=sentence.text, words=found.group()
                )


def _together(reading: Reading, one: Sentence, other: Sentence) -> bool:
    """Both stand in one paragraph."""
    return reading.document.block_at(one.start) is reading.document.block_at(other.start)
