"""The lines of a paper that open its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from advisor.pack.checking import Checking
from advisor.pack.squeeze import squeeze
from advisor.profile.titles import bare_title, is_title, meanings_of, title_number
from ingest.document import Block

_RUNNING = 20
"""Characters from which a recognised line is running text."""
_LARGER = 1.1
"""How much larger than running text a recognised line is that may be a title; sizes are measured and vary a little."""
_PLAIN = re.compile(r"[\u4e00-\u9fff、]{4,16}(?<![图表单法度定程册])(?<!承诺)")
"""A title in words alone, of no caption and no paper."""
_NUMBERED = 3
"""Numbered titles from which a paper numbers its parts."""
_MARGIN = 0.25
"""Share of the page's width left of which the title of a part begins."""


def heads_of(body: Sequence[Block], checking: Checking) -> list[Block]:
    """Titles by their number or look, and of opinions to be signed; in a scan that does not number its parts also larger
    lines over running text or a table that say what a part is about."""
    found = {id(b) for b in body if is_title(b) or _opens_opinion(b, checking)}
    sizes = [b.size_pt for b in body if b.size_pt and b.confidence is not None and len(b.text) >= _RUNNING]
    numbered = sum(id(b) in found and title_number(b.text) is not None for b in body)
    if sizes and numbered < _NUMBERED:
        large = {id(b) for b in body if _is_large(b, median(sizes), checking)}
        below = [*body[1:], None]
        found |= {
            id(b)
            for b, after in zip(body, below, strict=True)
            if id(b) in large and after is not None and _is_text(after)
        }
    return [b for b in body if id(b) in found]


def _is_text(block: Block) -> bool:
    return block.kind == "table" or (block.kind == "paragraph" and len(squeeze(block.text)) >= _RUNNING // 2)


def _is_large(block: Block, usual: float, checking: Checking) -> bool:
    """A recognised line at the left without a number, larger than running text, whose words are known for a part's title."""
    if block.kind != "paragraph" or block.confidence is None or not block.size_pt:
        return False
    words = squeeze(block.text)
    left = block.box is not None and block.box[0] < _MARGIN
    large = left and block.size_pt >= usual * _LARGER and _PLAIN.fullmatch(words)
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
