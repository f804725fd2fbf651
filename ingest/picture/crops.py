"""Pictures that stand on a page of words: looked at for seals, signatures and words."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Block, Mark, Place, Unread
from ingest.layout.flow import Sheet, page_blocks
from ingest.picture.drawn import looks_written, mark_of, out_of_time
from ingest.picture.pixels import Pixels
from ingest.picture.recognition import Recognised, RecognitionMissing, recognise, seal_in
from ingest.picture.seals import Stamp
from ingest.reading import Content, Part

STAMP_SHARE = 0.36
"""The largest side of what may be a stamp or signature, as a share of the page's width."""


@dataclass(frozen=True)
class Crop:
    """A picture on a page: where it stands, as fractions of the page, and how it looks there."""

    box: tuple[float, float, float, float]
    pixels: Pixels
    stamp_sized: bool


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
