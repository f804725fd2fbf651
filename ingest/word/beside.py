"""What stands in a Word file beside its own words: pictures, charts, drawn words, and whole files put in."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import Any

from ingest.document import Block, BlockKind, Place
from ingest.ooxml import Package, R, Relationship
from ingest.reading import Content, Reading, ReadingError
from ingest.word.runs import Foreign, Picture

_UNREAD = {
    "chart": "图表中的数据未读取",
    "ink": "手写墨迹未读取",
    "subdocument": "引用的子文档未读取",
}
_CHUNK = "嵌入的外部文档片段未读取"
_DEEPEST = 3


class Beside:
    """Adds such things to a reading; `links` are those of the part at hand."""

    def __init__(self, reading: Reading) -> None:
        self.links: dict[str, Relationship] = {}
        self.diagrams: dict[str, str] = {}
        self.package: Package | None = None
        self.content: Content | None = None
        self._reading = reading

    def picture(self, picture: Picture, anchor: str, page: int) -> None:
        """An image block, or an entry of the ledger for a picture that is elsewhere."""
        link = self.links.get(picture.link)
        if link is None or link.external:
            self._reading.skip("引用的外部图片未读取", page)
            return
        self._reading.blocks.append(
            Block(kind="image", text="", place=Place(page=page), anchor=anchor, image=link.target)
        )

    def foreign(self, item: Foreign, anchor: str, page: int) -> None:
        """A block with the words of a chart, a diagram or a drawing, or an entry of the ledger."""
        link = self.links.get(item.link)
        text = item.link if item.kind in {"words", "ruby"} else ""
        if item.kind in {"chart", "diagram"} and link is not None:
            text = self.diagrams.get(link.target.lower(), "")
        if text.strip():
            kind: BlockKind = "annotation" if item.kind == "ruby" else "textbox"
            self._reading.blocks.append(Block(kind=kind, text=text, place=Place(page=page), anchor=anchor))
        elif item.kind in _UNREAD:
            self._reading.skip(_UNREAD[item.kind], page)

    def chunk(self, element: Any, page: int, tables: int) -> int:
        """Add the blocks of a file that Word shows in this place (17.17.2.1); how many tables they hold."""
        read = self._chunk(self.links.get(element.get(f"{R}id") or ""))
        if read is None:
            self._reading.skip(_CHUNK, page)
            return 0
        begin, count = len(self._reading.blocks), 0
        for block in read.blocks:
            count += block.kind == "table"
            place = Place(page=page, table=tables + count if block.kind == "table" else None)
            update = {"place": place, "anchor": None, "image": None}
            self._reading.blocks.append(block.model_copy(update=update))
        self._reading.changes += [replace(change, block=change.block + begin) for change in read.changes]
        for entry in read.unread:
            self._reading.skip(entry.why, page, entry.passing)
        self._reading.faults += [fault for fault in read.faults if fault.kind == "macro"]
        return count

    def _chunk(self, link: Relationship | None) -> Reading | None:
        from ingest.readers import reader_of

        if link is None or link.external or self.package is None or self.content is None:
            return None
        try:
            data = self.package.part(link.target)
            if not data or self.content.depth >= _DEEPEST:
                return None
            name = posixpath.basename(link.target)
            inner = replace(self.content, data=data, name=name, depth=self.content.depth + 1)
            found = reader_of(inner)
            return None if found is None else found[1].read(inner)
        except ReadingError:
            return None
