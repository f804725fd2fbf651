"""Sections of a Word file: the size and margins of their pages."""

from __future__ import annotations

from typing import Any

from ingest.document import Page
from ingest.ooxml import W
from ingest.reading import Reading


def note_section(section: Any, reading: Reading, last: int) -> None:
    """Page size and margins of the pages up to `last`, from a section's properties."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    page = Page(number=len(reading.pages) + 1)
    if size is not None:
        page = page.model_copy(update={"width_mm": _mm(size, "w"), "height_mm": _mm(size, "h")})
    if margins is not None:
        sides = [_mm(margins, side) for side in ("top", "right", "bottom", "left")]
        page = page.model_copy(update={"margins_mm": None if None in sides else tuple(sides)})
    reading.pages += [page.model_copy(update={"number": n}) for n in range(page.number, last + 1)]


def _mm(element: Any, name: str) -> float | None:
    value = element.get(f"{W}{name}") or ""
    try:
        return round(float(value) / 1440 * 25.4, 1)
    except ValueError:
        return None
