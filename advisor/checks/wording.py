"""Wordings that must not stand in the material."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row


def check(
    case: Case,
    row: Row,
    *,
    patterns: tuple[str, ...],
    unless: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
    once: bool = False,
) -> Findings:
    """Every block, seen or unseen, with words that match; `unless` matched in the same block silences it."""
    expression = re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    for reading in case.of(*materials):
        for block in reading.document.blocks:
            found = expression.search(block.text)
            if found is None or any(re.search(p, block.text) for p in unless):
                continue
            start = (block.place.start or 0) + found.start()
            place = reading.place(start, start + len(found.group()))
            yield row.finding(file=reading.path, place=place, quote=found.group(), words=found.group())
            if once:
                break
