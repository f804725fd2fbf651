"""The lines of a paper that open its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from advisor.pack.checking import Checking
from advisor.pack.squeeze import squeeze
from advisor.profile.titles import bare_title, is_title, meanings_of
from ingest.document import Block

_RUNNING = 20
"""Characters from which a recognised line is running text."""
_LARGER = 1.08
"""How much larger than running text a recognised line is that may be a title; sizes are measured and vary a little."""
_PLAIN = re.compile(r"[\u4e00-\u9fff、]{4,16}")
"""A title in words alone."""


def heads_of(body: Sequence[Block], checking: Checking) -> list[Block]:
    """Titles by their number or look, of opinions to be signed, and in scans larger lines that say what a part is about."""
    sizes = [b.size_pt for b in body if b.size_pt and b.confidence is not None and len(b.text) >= _RUNNING]
    usual = median(sizes) if sizes else None
    return [
        b
        for b in body
        if is_title(b) or _opens_opinion(b, checking) or (usual and _is_large(b, usual, checking))
    ]


def _is_large(block: Block, usual: float, checking: Checking) -> bool:
    """A recognised line without a number, larger than running text, whose words are known for a part's title."""
    if block.kind != "paragraph" or block.confidence is None or not block.size_pt:
        return False
    words = squeeze(block.text)
    large = block.size_pt >= usual * _LARGER and _PLAIN.fullmatch(words)
    return bool(large and meanings_of(bare_title(words), checking))


def _opens_opinion(block: Block, checking: Checking) -> bool:
    """A line that is the title of a part to be signed (推荐单位意见) and no more, however it is set."""
    words = squeeze(block.text)
    return (
        block.kind == "paragraph"
        and words.endswith("意见")
        and any(
            row.form and any(re.fullmatch(pattern, words) for pattern in row.titles)
            for row in checking.sections
        )
    )
