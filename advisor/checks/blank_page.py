"""Pages with nothing on them."""

from __future__ import annotations

import re
from collections import Counter

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from ingest.document import UNSEEN, Document, Place

_SHOWN = 20
"""Characters of the words before a blank page that are shown."""
_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")
_RUNNING = frozenset({"header", "footer"})


def check(case: Case, row: Row, *, most_characters: int) -> Findings:
    """Pages of a PDF with at most `most_characters` or a running head and foot alone, no picture, no seal, and not unread;
    and those that page breaks leave blank in a Word file."""
    for reading in case.readings:
        document = reading.document
        for block in (b for b in document.blocks if "blank-after" in b.flags):
            words = "" if block.flags & UNSEEN else " ".join(block.text.split())[-_SHOWN:]
            before = f"“…{words}”" if words else "此处"
            place = reading.place(block.place.start or 0, block.place.end or 0)
            yield row.finding(file=reading.path, place=place, quote=words, where=f"{before}后面的一页")
        if document.format != "pdf" or len(document.pages) < 2:
            continue
        busy = {b.place.page for b in document.blocks if b.kind == "image"} | {m.page for m in document.marks}
        busy |= {part.page for part in document.unread}
        running = _running(document)
        for page in document.pages:
            bare = page.characters <= most_characters
            # What else stands on a page may belong to a block that begins on an earlier one.
            bare = bare or (page.characters - running[page.number] <= most_characters and not page.shapes)
            if bare and page.number not in busy and not page.ocr:
                yield row.finding(
                    file=reading.path, place=Place(page=page.number), where=f"第 {page.number} 页"
                )


def _running(document: Document) -> Counter[int | None]:
    """Characters of the heads and feet on each page that run on from page to page, their numbers aside."""
    found = [(b.place.page, squeeze(b.text)) for b in document.blocks if b.kind in _RUNNING]
    often = Counter(_DIGITS.sub("", text) for _, text in found)
    counted: Counter[int | None] = Counter()
    for page, text in found:
        counted[page] += len(text) if often[_DIGITS.sub("", text)] > 1 else 0
    return counted
