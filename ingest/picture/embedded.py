"""Pictures inside Office files: their words go into their image blocks, seals and signatures into the marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ingest.document import Block, Mark, Page, Unread
from ingest.layout.flow import Sheet, page_blocks
from ingest.ooxml import Package
from ingest.picture.drawn import looks_written, mark_of, marks_of, out_of_time
from ingest.picture.pixels import Pixels, frames
from ingest.picture.recognition import Recognised, RecognitionMissing, recognise, seal_in
from ingest.picture.side_by_side import Job, in_order
from ingest.reading import Content, Damaged, Part, Reading, ReadingError, TooLarge

_SMALL_SIDE = 330
_LEAST_SIDE = 24


def read_pictures(reading: Reading, package: Package, content: Content) -> None:
    """Read every picture once, side by side, and put its words and marks wherever it stands."""
    names: list[str] = []
    known: dict[str, Part] = {}
    for part in in_order(_jobs(reading.blocks, package, content, names), content):
        known[names[len(known)]] = part
        reading.unread += [entry for entry in part.unread if entry not in reading.unread]
        content.alive()
    for index, block in enumerate(reading.blocks):
        if block.kind != "image" or not block.image:
            continue
        part = known[block.image.lower()]
        (words,) = part.blocks
        update = {"text": words.text, "flags": words.flags, "confidence": words.confidence}
        reading.blocks[index] = block.model_copy(update=update)
        place = {"page": block.place.page, "anchor": block.anchor}
        reading.marks += [mark.model_copy(update=place) for mark in part.marks]


def _jobs(blocks: list[Block], package: Package, content: Content, names: list[str]) -> Iterator[Job]:
    """One job a picture; `names` grows in the order of the jobs. Packages are read in this thread only."""
    for block in blocks:
        name = (block.image or "").lower()
        if block.kind == "image" and name and name not in names:
            names.append(name)
            yield partial(_part, block, _data(package, name), content)


def _data(package: Package, name: str) -> bytes | None:
    """A picture's bytes; None when they are missing or cannot be unpacked, which costs this picture only."""
    try:
        return package.part(name)
    except ReadingError:
        return None


def _part(block: Block, data: bytes | None, content: Content) -> Part:
    page = block.place.page
    part = Part(Page(number=page or 1), [block])
    if data is None or out_of_time(content):
        part.unread = [Unread(why="文内图片未读取", page=page, passing=data is not None)]
        return part
    try:
        _look(part, next(frames(data, content.limits)))
    except RecognitionMissing as error:
        part.unread = [Unread(why=str(error), passing=True)]
    except (Damaged, TooLarge) as error:
        part.unread = [Unread(why=f"文内图片未读取：{error}", page=page)]
    return part


def _look(part: Part, pixels: Pixels) -> None:
    height, width = pixels.shape[:2]
    if min(height, width) < _LEAST_SIDE:
        return
    if max(height, width) <= _SMALL_SIDE and (stamp := seal_in(pixels)) is not None:
        part.marks = [mark_of("seal", stamp, Recognised(width, height), 1)]
        return
    _described(part, recognise(pixels), pixels)


def _described(part: Part, seen: Recognised, pixels: Pixels) -> None:
    """The picture's words; a few strokes without sure words look like a signature."""
    part.marks = marks_of(seen, 1)
    (block,) = part.blocks
    sheet = Sheet(1, seen.width, seen.height, seen.spans, seen.rules)
    text = "\n".join(found.text for found in page_blocks(sheet))
    if not part.marks and len(text.replace("\n", "")) <= 4 and looks_written(pixels):
        box = (0.0, 0.0, 1.0, 1.0)
        part.marks.append(Mark(kind="signature", page=1, box=box, confidence=0.5, text=text))
        return
    flags = block.flags | {"ocr"} if text else block.flags
    read = block.model_copy(update={"text": text, "flags": flags, "confidence": seen.confidence})
    part.blocks = [read]
