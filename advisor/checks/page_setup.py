"""Paper and margins against GB/T 9704-2012, where that standard applies."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from ingest.document import Place


def check(
    case: Case,
    row: Row,
    *,
    materials: tuple[str, ...],
    paper_mm: tuple[float, float],
    margins_mm: tuple[float, float, float, float],
    paper_tolerance_mm: float,
    margin_tolerance_mm: float,
) -> Findings:
    """The first page that is far from it; `margins_mm` are top, right, bottom, left."""
    for reading in case.of(*materials):
        for page in reading.document.pages:
            if page.width_mm is None or page.height_mm is None or page.ocr:
                continue
            paper = abs(page.width_mm - paper_mm[0]) + abs(page.height_mm - paper_mm[1])
            margins = page.margins_mm
            far = margins and any(
                abs(a - b) > margin_tolerance_mm for a, b in zip(margins, margins_mm, strict=True)
            )
            if paper > paper_tolerance_mm or far:
                size = f"{page.width_mm:.0f}×{page.height_mm:.0f} 毫米"
                edges = "、".join(f"{edge:.0f}" for edge in margins) if margins else "未知"
                yield row.finding(file=reading.path, place=Place(page=page.number), size=size, margins=edges)
                break
