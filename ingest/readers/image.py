"""Pictures (jpg, png, tif, bmp, webp, gif): every frame is a page, its text recognised."""

from __future__ import annotations

from functools import partial
from itertools import islice

from ingest.document import Page
from ingest.picture.drawn import drawn_part
from ingest.picture.pixels import frame_count, frames
from ingest.picture.side_by_side import in_order
from ingest.reading import Content, Reading

_KINDS = {
    "jpg": "jpg",
    "png": "png",
    "apng": "png",
    "tif": "tif",
    "bmp": "bmp",
    "webp": "webp",
    "gif": "gif",
    "jpx": "jp2",
}

# Their frames after the first are an animation, not pages.
_MOVING = {"gif", "apng", "webp"}
# A JPEG 2000 codestream without its box (ISO/IEC 15444-1, annex A).
_CODESTREAM = b"\xff\x4f\xff\x51"


def recognises(content: Content) -> str | None:
    """The magic number of a picture format."""
    if content.data.startswith(_CODESTREAM):
        return "jp2"
    return _KINDS.get(content.magic or "")


def read(content: Content) -> Reading:
    """Recognise every frame, upright as its EXIF says."""
    reading = Reading(recognises(content) or "image")
    count = 1 if content.magic in _MOVING else frame_count(content.data)
    jobs = (
        partial(drawn_part, pixels, Page(number=number), content)
        for number, pixels in enumerate(islice(frames(content.data, content.limits), count), 1)
    )
    for part in in_order(jobs, content):
        reading.add(part)
        content.report(part.page.number, count)
    if count > content.limits.pages:
        reading.skip(f"共 {count} 页，超过 {content.limits.pages} 页的部分未读取")
    return reading
