"""Pictures on a PDF page: drawn for recognition, and looked at for seals, signatures and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.document import Block, Mark, Place, Unread
from ingest.layout.flow import Sheet, page_blocks
from ingest.layout.spans import Rule
from ingest.pdf.page import Drawn
from ingest.picture.drawn import looks_written, mark_of, out_of_time
from ingest.picture.pixels import Pixels
from ingest.picture.recognition import Recognised, RecognitionMissing, recognise, seal_in
from ingest.picture.seals import Stamp
from ingest.reading import Content, Part

_DPI = 200
_LONGEST_SIDE = 2600
_STAMP_SHARE = 0.36
_READ_SHARE = 0.06
_MOST_PICTURES = 12


@dataclass(frozen=True)
class Crop:
    """A picture on a page: where it stands, as fractions of the page, and how it looks there."""

    box: tuple[float, float, float, float]
    pixels: Pixels
    stamp_sized: bool


def picture_of(page: Any, drawn: Drawn) -> Pixels:
    """The page drawn at 200 dpi, or less where it is very large."""
    import numpy

    scale = min(_DPI / 72, _LONGEST_SIDE / max(drawn.width, drawn.height, 1.0))
    return numpy.ascontiguousarray(page.render(scale=scale).to_numpy()[:, :, :3])


def picture_crops(page: Any, drawn: Drawn) -> list[Crop]:
    """The pictures of a page with words of its own that may hold a seal, a signature or words."""
    areas = [area for area in _distinct(drawn.pictures) if _telling(area, drawn)][:_MOST_PICTURES]
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
        small = max(area.right - area.left, area.bottom - area.top) <= _STAMP_SHARE * drawn.width
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
    if max(wide, tall) <= _STAMP_SHARE * drawn.width:
        return True
    on_it = sum(
        area.left < (s.left + s.right) / 2 < area.right and area.top < s.middle < area.bottom
        for s in drawn.spans
    )
    return wide * tall > _READ_SHARE * drawn.width * drawn.height and on_it <= 3


def with_pictures(part: Part, crops: list[Crop], content: Content) -> Part:
    """The page with the marks and words found in its pictures."""
    number = part.page.number
    for crop in crops:
        if out_of_time(content):
            part.unread.append(Unread(why="识别时间用完，页内图片未读取", page=number, passing=True))
            break
        try:
            _look(part, crop, number)
            content.alive()
        except RecognitionMissing as error:
            part.unread.append(Unread(why=str(error), page=number, passing=True))
            break
    return part


def _look(part: Part, crop: Crop, number: int) -> None:
    height, width = crop.pixels.shape[:2]
    if crop.stamp_sized:
        stamp = seal_in(crop.pixels)
        if stamp is not None:
            part.marks.append(_placed(mark_of("seal", stamp, Recognised(width, height), number), crop))
        elif looks_written(crop.pixels):
            written = Stamp(0, 0, width, height, 0.5)
            part.marks.append(_placed(mark_of("signature", written, Recognised(width, height), number), crop))
        return
    seen = recognise(crop.pixels)
    part.marks += [_placed(mark_of("seal", stamp, seen, number), crop) for stamp in seen.seals]
    sheet = Sheet(number, seen.width, seen.height, seen.spans, seen.rules, flags=frozenset({"ocr"}))
    text = "\n".join(block.text for block in page_blocks(sheet))
    flags = frozenset({"ocr"}) if text else frozenset()
    part.blocks.append(
        Block(
            kind="image",
            text=text,
            place=Place(page=number),
            flags=flags,
            confidence=seen.confidence,
            box=crop.box,
        )
    )


def _placed(mark: Mark, crop: Crop) -> Mark:
    """A mark of a crop in fractions of the whole page."""
    left, top, right, bottom = crop.box
    wide, tall = right - left, bottom - top
    a, b, c, d = mark.box
    box = (left + a * wide, top + b * tall, left + c * wide, top + d * tall)
    return mark.model_copy(update={"box": tuple(round(edge, 4) for edge in box)})
