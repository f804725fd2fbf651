"""Wordings that must not stand in the material."""

from __future__ import annotations

import re
import string

from advisor.checks.case import Case, Findings, Row
from advisor.profile.reading import Reading
from ingest.document import Block, Place

_STREWN = re.compile(
    r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])"
)
"""What is put between characters so that a search does not find them: invisible signs, blanks."""
_NARROW = {ord(sign) + 0xFEE0: sign for sign in string.ascii_letters + string.digits}
"""Letters and digits in full width; the patterns tell full-width punctuation from half-width."""


def check(
    case: Case,
    row: Row,
    *,
    patterns: tuple[str, ...],
    unless: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
    once: bool = False,
) -> Findings:
    """Every block, seen or unseen, with words that match, also where signs are strewn among them, and names and titles
    of files; `unless` matched in the same block silences it."""
    expression = re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    for reading in case.of(*materials):
        for name in (reading.path, reading.document.title):
            if found := expression.search(name):
                yield row.finding(file=reading.path, quote=name, words=found.group())
        for block in reading.document.blocks:
            if (told := _told(reading, block, expression)) is None:
                continue
            words, place = told
            if any(re.search(p, block.text) for p in unless):
                continue
            yield row.finding(file=reading.path, place=place, quote=words, words=words)
            if once:
                break


def _told(reading: Reading, block: Block, expression: re.Pattern[str]) -> tuple[str, Place] | None:
    """The words as they stand and where; those among strewn signs without them, and the whole block."""
    if found := expression.search(block.text):
        start = (block.place.start or 0) + found.start()
        return found.group(), reading.place(start, start + len(found.group()))
    bare = _STREWN.sub("", block.text.translate(_NARROW))
    found = expression.search(bare)
    return (found.group(), block.place) if found else None
