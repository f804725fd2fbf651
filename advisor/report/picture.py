"""A finding's page as a picture with its place boxed: of a PDF, and of a scan handed in as an image."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from advisor.domain import Finding
from advisor.report.sources import sources_of

Edges = tuple[float, float, float, float]
"""left, top, right, bottom in pixels of the picture"""
SCALE = 1.6
"""pixels a point"""
WIDEST = 1400
"""pixels; a larger scan is made smaller"""
MARGIN = 5
RED = (197, 48, 48)
IMAGES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp", ".gif"}
PICTURED = {"pdf", *(ending.lstrip(".") for ending in IMAGES)}
"""formats whose pages can be shown as pictures"""


def picture(finding: Finding, paths: Sequence[Path]) -> bytes | None:
    """As `picture_of`, the file looked up among those handed in; None where it is not at hand."""
    with sources_of(paths, {finding.file}) as sources:
        source = sources.get(finding.file or "")
        return picture_of(finding, source) if source else None


def picture_of(finding: Finding, source: Path) -> bytes | None:
    """A JPEG of the whole page; None for a file that has no pages to draw."""
    ending = source.suffix.lower()
    if ending == ".pdf":
        image, edges = _pdf_page(finding, source)
    elif ending in IMAGES:
        image, edges = _image(finding, source)
    else:
        return None
    if edges is not None:
        from PIL import ImageDraw

        left, top, right, bottom = edges
        frame = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
        ImageDraw.Draw(image).rectangle(frame, outline=RED, width=4)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=78)
    return data.getvalue()


def _pdf_page(finding: Finding, source: Path) -> tuple[Any, Edges | None]:
    import pypdfium2

    from advisor.report.pdf import find_box

    number, box = find_box(source, finding)
    document = pypdfium2.PdfDocument(str(source))
    try:
        page = document[min(number, len(document)) - 1]
        image = page.render(scale=SCALE).to_pil().convert("RGB")
        if box is None:
            return image, _scaled(finding, image)
        left, bottom, right, top = box
        height = page.get_height()
        return image, (left * SCALE, (height - top) * SCALE, right * SCALE, (height - bottom) * SCALE)
    finally:
        document.close()


def _image(finding: Finding, source: Path) -> tuple[Any, Edges | None]:
    from PIL import Image, ImageOps

    with Image.open(source) as opened:
        opened.seek(min(finding.place.page or 1, getattr(opened, "n_frames", 1)) - 1)
        image = ImageOps.exif_transpose(opened).convert("RGB")
    image.thumbnail((WIDEST, 2 * WIDEST))
    return image, _scaled(finding, image)


def _scaled(finding: Finding, image: Any) -> Edges | None:
    if finding.box is None:
        return None
    left, top, right, bottom = finding.box
    return left * image.width, top * image.height, right * image.width, bottom * image.height
