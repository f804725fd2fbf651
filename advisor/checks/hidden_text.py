"""Words a reader cannot see: hidden, white on white, or too small."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze

_HOW = {"hidden": "设为隐藏", "white": "与背景同色", "tiny": "字号极小"}


def check(case: Case, row: Row, *, min_characters: int) -> Findings:
    """Every block that is flagged unseen and holds at least `min_characters` characters."""
    for reading in case.readings:
        for block in reading.document.blocks:
            flags = sorted(block.flags & set(_HOW))
            if flags and len(squeeze(block.text)) >= min_characters:
                how = "、".join(_HOW[flag] for flag in flags)
                yield row.finding(file=reading.path, place=block.place, quote=block.text, how=how)
