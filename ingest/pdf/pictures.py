"""Pictures on a PDF page, drawn for recognition."""

from __future__ import annotations

from typing import Any

from ingest.layout.spans import Rule
from ingest.pdf.page import Drawn
from ingest.picture.crops import STAMP_SHARE, Crop
from ingest.picture.pixels import Pixels

_DPI = 200
_LONGEST_SIDE = 2600
_READ_SHARE = 0.06
_MOST_PICTURES = 40


def picture_of(page: Any, drawn: Drawn) -> Pixels:
    """The page drawn at 200 dpi, or less where it is very large."""
    import numpy

    scale = min(_DPI / 72, _LONGEST_SIDE / max(drawn.width, drawn.height, 1.0))
    return numpy.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3])


def picture_crops(page: Any, drawn: Drawn) -> list[Crop]:
    """The pictures of a page with words of its own that may hold a seal, a signature or words."""
    areas = [area for area in _distinct(drawn.pictures) if _telling(area, drawn)]
    if len(areas) > _MOST_PICTURES:
        drawn.left.append(f"页内图片超过 {_MOST_PICTURES} 幅，其余未读取")
    areas = areas[:_MOST_PICTURES]
    if not areas:
        return []
    pixels = picture_of(page, drawn)
    height, width = pixels.shape[:2]
    crops = []
    for area in areas:
        box = (
            area.left / drawn.width,
            area.top / drawn.height,
            area.right / drawn.width,
            area.bottom / drawn.height,
        )
        box = tuple(min(1.0, max(0.0, edge)) for edge in box)  # type: ignore[assignment]
        cut = pixels[
            int(box[1] * height) : int(box[3] * height) + 1, int(box[0] * width) : int(box[2] * width) + 1
        ]
        small = max(area.right - area.left, area.bottom - area.top) <= STAMP_SHARE * drawn.width
        if min(cut.shape[:2]) >= 16:
            crops.append(Crop(box, cut.copy(), small))
    return crops


def _distinct(areas: list[Rule]) -> list[Rule]:
    return list(dict.fromkeys(areas))


def _telling(area: Rule, drawn: Drawn) -> bool:
    """Neither a line nor a background: stamp-sized, or large with hardly a word on it."""
    wide, tall = area.right - area.left, area.bottom - area.top
    if min(wide, tall) < 0.02 * drawn.width:
        return False
    if max(wide, tall) <= STAMP_SHARE * drawn.width:
        return True
    on_it = sum(
        area.left < (s.left + s.right) / 2 < area.right and area.top < s.middle < area.bottom
        for s in drawn.spans
    )
    return wide * tall > _READ_SHARE * drawn.width * drawn.height and on_it <= 3
