"""A drawn page becomes blocks, marks and, where recognition is unsure, an entry in the unread ledger."""

from __future__ import annotations

from ingest.document import Mark, Page, Unread
from ingest.layout.flow import Sheet, page_blocks
from ingest.picture.pixels import Pixels
from ingest.picture.recognition import Recognised, RecognitionMissing, recognise
from ingest.picture.seals import Stamp
from ingest.reading import Content, Part

_DOUBTFUL = 0.75
_A4_HEIGHT_PT = 842.0
_BLANK_SPREAD = 6.0
_FEW = 40
"""Characters below which a smeared page has not been read, however sure the few are."""
_SHARPNESS = 0.02
"""Clear print has 1 and more, print blurred over the width of a stroke 0.005 and less."""


def out_of_time(content: Content) -> bool:
    """True when the time for drawn pages is used up."""
    return content.drawn_out


def drawn_part(pixels: Pixels, page: Page, content: Content) -> Part:
    """Recognise a page's picture."""
    part = Part(page)
    if out_of_time(content):
        part.unread.append(Unread(why="识别时间用完，本页图像未读取", page=page.number, passing=True))
        return part
    try:
        seen = recognise(pixels)
    except RecognitionMissing as error:
        part.unread.append(Unread(why=str(error), page=page.number, passing=True))
        return part
    scale = _A4_HEIGHT_PT / max(seen.width, seen.height)
    sheet = Sheet(page.number, seen.width, seen.height, seen.spans, seen.rules, scale, frozenset({"ocr"}))
    part.blocks = page_blocks(sheet)
    part.marks = marks_of(seen, page.number)
    characters = sum(len(span.text) for span in seen.spans)
    part.page = page.model_copy(update={"characters": characters, "ocr": True, "confidence": seen.confidence})
    part.unread = _ledger(seen, pixels, page.number)
    return part


def _ledger(seen: Recognised, pixels: Pixels, number: int) -> list[Unread]:
    if seen.confidence is not None and seen.confidence < _DOUBTFUL:
        return [Unread(why="图像模糊，识别把握不足", page=number, confidence=seen.confidence)]
    characters = sum(len(span.text) for span in seen.spans)
    if seen.confidence is not None and characters < _FEW and _smeared(pixels):
        return [Unread(why="图像模糊，大部分文字认不出", page=number, confidence=seen.confidence)]
    if seen.confidence is None and float(pixels.std()) > _BLANK_SPREAD:
        return [Unread(why="图像中没有认出文字", page=number)]
    return []


def _smeared(pixels: Pixels) -> bool:
    """True for a picture without any sharp edge: the spread of its second derivative against that of its tones."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    spread = float(grey.var())
    return spread > 0 and float(cv2.Laplacian(grey, cv2.CV_64F).var()) / spread < _SHARPNESS


def marks_of(seen: Recognised, number: int) -> list[Mark]:
    """The seals and signatures of a recognised page."""
    seals = [mark_of("seal", stamp, seen, number) for stamp in seen.seals]
    return seals + [mark_of("signature", stamp, seen, number) for stamp in seen.signatures]


def mark_of(kind: str, stamp: Stamp, seen: Recognised, number: int) -> Mark:
    """A mark with its place in fractions of the page."""

    def share(value: float, whole: int) -> float:
        return round(min(1.0, max(0.0, float(value) / whole)), 4)

    box = (
        share(stamp.left, seen.width),
        share(stamp.top, seen.height),
        share(stamp.right, seen.width),
        share(stamp.bottom, seen.height),
    )
    return Mark.model_validate(
        {"kind": kind, "page": number, "box": box, "confidence": stamp.confidence, "text": stamp.text}
    )


def looks_written(pixels: Pixels) -> bool:
    """True for dark strokes on a light ground, wider than high, in a picture no larger than a signature's."""
    height, width = pixels.shape[:2]
    share = float((pixels.min(axis=2) < 140).mean())
    return 0.005 < share < 0.3 and width >= height and float(pixels.mean()) > 170
