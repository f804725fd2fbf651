"""Scanned pages whose recognition is too uncertain, or that were not recognised at all."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.materials import named_as_paper
from advisor.profile.reading import Reading
from ingest.document import Place

_PICTURES = frozenset({"jpg", "jpeg", "png", "tif", "tiff", "bmp", "webp", "gif", "image"})


def check(case: Case, row: Row, *, min_confidence: float, few: int) -> Findings:
    """One finding a file, naming the pages; `min_confidence` is from 0 to 1. A picture named as a paper that gives
    fewer than `few` characters was not read either."""
    for reading in case.readings:
        document = reading.document
        if not document.readable:
            continue
        pages = {
            p.number for p in document.pages if p.confidence is not None and p.confidence < min_confidence
        }
        pages |= {part.page for part in document.unread if part.page is not None}
        if document.format in _PICTURES and (document.unread or _hardly_read(case, reading, few)):
            pages.add(1)
        if pages:
            shown = "、".join(str(page) for page in sorted(pages))
            yield row.finding(file=reading.path, place=Place(page=min(pages)), pages=shown)


def _hardly_read(case: Case, reading: Reading, few: int) -> bool:
    return len(squeeze(reading.document.text)) < few and named_as_paper(reading.path, case.checking)
