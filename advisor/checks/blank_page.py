"""Pages with nothing on them."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from ingest.document import Place


def check(case: Case, row: Row, *, most_characters: int) -> Findings:
    """Pages of a PDF with at most `most_characters`, no picture, no seal, and not unread."""
    for reading in case.readings:
        document = reading.document
        if document.format != "pdf" or len(document.pages) < 2:
            continue
        busy = {b.place.page for b in document.blocks if b.kind == "image"} | {m.page for m in document.marks}
        unread = {part.page for part in document.unread}
        for page in document.pages:
            if page.characters <= most_characters and page.number not in busy | unread and not page.ocr:
                yield row.finding(file=reading.path, place=Place(page=page.number), page=page.number)
