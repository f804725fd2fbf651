"""Superlatives with no evidence near them."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row


def check(
    case: Case, row: Row, *, words: tuple[str, ...], evidence: tuple[str, ...], unless: tuple[str, ...]
) -> Findings:
    """A sentence with one of `words`, when neither it nor its neighbours hold `evidence`; goals (`unless`) are none."""
    expression = re.compile("|".join(words))
    shown = re.compile("|".join(evidence))
    for reading in case.main:
        sentences = reading.sentences
        for index, sentence in enumerate(sentences):
            found = expression.search(sentence.bare)
            if found is None or any(re.search(p, sentence.bare) for p in unless):
                continue
            around = "".join(s.bare for s in sentences[max(0, index - 1) : index + 2])
            if not shown.search(around):
                yield row.finding(
                    file=reading.path, place=sentence.place, quote=sentence.text, words=found.group()
                )
