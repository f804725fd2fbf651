"""Two files of the package with the same content."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_COUNTED = re.compile(r"[\s\d第共页/—–\-.年月日]*")
"""A header or footer that only counts pages or gives a day."""


def check(case: Case, row: Row, *, min_characters: int) -> Findings:
    """The same bytes, or the same words, numbers of pages aside, where there are at least `min_characters` of them."""
    seen: dict[str, Reading] = {}
    for reading in case.readings:
        for key in _keys(reading, min_characters):
            first = seen.setdefault(key, reading)
            if first is not reading:
                yield row.finding(file=reading.path, other=first.path)
                break


def _keys(reading: Reading, min_characters: int) -> list[str]:
    keys = [reading.document.sha256] if reading.document.sha256 and reading.document.readable else []
    margins = (block.text for block in reading.document.blocks if block.kind in {"header", "footer"})
    told = "".join(text for text in margins if not _COUNTED.fullmatch(text))
    words = squeeze(reading.text) + squeeze(told)
    return [*keys, words] if len(words) >= min_characters else keys
