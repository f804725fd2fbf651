"""Heading fonts against GB/T 9704-2012, where that standard applies."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row


def check(case: Case, row: Row, *, materials: tuple[str, ...], levels: dict[str, str]) -> Findings:
    """`levels` give for an expression of a heading's number the expression its font must match; one finding a file."""
    for reading in case.of(*materials):
        for block in reading.body:
            wanted = next((f for n, f in levels.items() if re.match(n, block.text.strip())), None)
            short = len(block.text.strip()) <= 30 and not block.text.strip().endswith("。")
            if wanted and short and block.font and not re.search(wanted, block.font):
                yield row.finding(file=reading.path, place=block.place, quote=block.text, font=block.font)
                break
