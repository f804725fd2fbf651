"""Half-width punctuation inside Chinese text, doubled punctuation, unpaired brackets."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row

_PAIRS = ("（）", "《》", "【】", "“”")


def check(case: Case, row: Row, *, patterns: dict[str, str], most: int) -> Findings:
    """`patterns` by the name of the fault; at most `most` findings a file."""
    for reading in case.main:
        if reading.document.ocr:
            continue
        told = 0
        for block in reading.body:
            if block.kind not in {"paragraph", "heading"} or told >= most:
                continue
            for name, pattern in patterns.items():
                found = re.search(pattern, block.text)
                if found and told < most:
                    told += 1
                    start = (block.place.start or 0) + found.start()
                    around = block.text[max(0, found.start() - 6) : found.end() + 6]
                    place = reading.place(start, start + len(found.group()))
                    yield row.finding(file=reading.path, place=place, quote=around, fault=name)
            odd = next((p for p in _PAIRS if block.text.count(p[0]) != block.text.count(p[1])), None)
            if odd and told < most and reading.document.format == "docx":
                told += 1
                yield row.finding(
                    file=reading.path, place=block.place, quote=block.text[:40], fault=f"“{odd}”不成对"
                )
