"""The walk over a Word file's text: paragraphs, tables, boxes, pictures and changes become blocks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from ingest.document import Block, BlockKind, Cell, Flag, Place, table_text
from ingest.ooxml import W
from ingest.reading import Change, Reading
from ingest.word.beside import Beside
from ingest.word.lines import Line, dark, joined, level_of, revision_of, unseen_flag
from ingest.word.numbering import Numbering
from ingest.word.runs import DRAWN, Box, Deleted, Note, PageTurn, Picture, Runs, Words
from ingest.word.sections import note_section
from ingest.word.styles import Shape, Styles
from ingest.word.tables import LostRow, Slot, blocks_of, slots

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = {f"{W}{name}" for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_DEEPEST = 30
_BLANKS = 3
"""Blanks that may be underlined, for somebody to write on."""


class Body:
    """Walks one part (body, header, footnote …) after another; counters and page go on between them."""

    def __init__(self, reading: Reading, styles: Styles, numbering: Numbering, body_pt: float) -> None:
        self.reading = reading
        self.beside = Beside(reading)
        self.page = 1
        self.rendered = False
        self.styled = False
        self.comments: dict[str, tuple[int, int, int]] = {}
        self._styles = styles
        self._numbering = numbering
        self._runs = Runs(styles)
        self._body_pt = body_pt
        self._fresh = True
        self._bare = False
        self._tables = 0
        self._depth = 0
        self._dark = False
        self._addresses: dict[Any, int] = {}
        self._open_comments: dict[str, tuple[int, int]] = {}

    def walk(self, container: Any, kind: BlockKind = "paragraph", part: str = "") -> None:
        """Add the blocks of a container; `part` is the address's prefix, the main document's being empty."""
        for index, paragraph in enumerate(container.iter(f"{W}p")):
            self._addresses.setdefault(paragraph, index)
        self._runs.begin(container)
        self._walk(container, kind, part)

    def _walk(self, container: Any, kind: BlockKind, part: str) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self.reading.skip("嵌套过深的内容未读取")
        else:
            for child, struck in joined(container):
                self._child(child, kind, part, struck)
        self._depth -= 1

    def _child(self, child: Any, kind: BlockKind, part: str, struck: list[Any]) -> None:
        tag = child.tag
        if tag == f"{W}p":
            self._paragraph(child, kind, part, struck)
        elif tag == f"{W}tbl":
            self._table(child, part)
        elif tag == f"{W}sdt":
            self._control(child, kind, part)
        elif tag in _THROUGH:
            self._walk(child, kind, part)
        elif tag in {f"{W}del", f"{W}moveFrom"}:
            text = "".join(node.text or "" for node in child.iter(f"{W}delText", f"{W}t"))
            self._changed("deletion", text, (child.get(f"{W}author", ""), child.get(f"{W}date", "")))
        elif tag == f"{_MC}AlternateContent":
            for branch in [branch for branch in child if len(branch)][:1]:
                self._walk(branch, kind, part)
        elif tag == f"{W}altChunk":
            self._bare = False
            self._tables += self.beside.chunk(child, self.page, self._tables)
        elif tag == f"{W}sectPr":
            note_section(child, self.reading, self.page)

    def _control(self, control: Any, kind: BlockKind, part: str) -> None:
        first = len(self.reading.blocks)
        for content in control.findall(f"{W}sdtContent"):
            self._walk(content, kind, part)
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and "Table of Contents" in (gallery.get(f"{W}val") or "")
        flag: Flag = "toc" if contents else "control"
        for index in range(first, len(self.reading.blocks)):
            block = self.reading.blocks[index]
            update: dict[str, object] = {"flags": block.flags | {flag}}
            if contents and block.kind == "heading":
                update |= {"kind": "paragraph", "level": None}
            self.reading.blocks[index] = block.model_copy(update=update)

    def _turn(self, turn: PageTurn) -> None:
        # Word notes its own page break again where the author's break stands.
        if not (turn.rendered and self._fresh):
            self.page += 1
        if not turn.rendered and self._bare:
            self.reading.flag_last("blank-after")
        self._bare = self._bare or not turn.rendered
        self.rendered, self._fresh = self.rendered or turn.rendered, True

    def _line(self, paragraph: Any, struck: Iterable[Any] = ()) -> Line:
        """A paragraph, with those before it whose marks were struck: they have become one."""
        shape, look = self._styles.paragraph(paragraph)
        if shape.break_before and not self._fresh:
            self._turn(PageTurn(rendered=False))
        line = Line(shape, toc=self._runs.in_contents or shape.name.lower().startswith("toc"))
        self._bare = self._bare and next(paragraph.iter(*DRAWN), None) is None
        length = 0
        items = [self._runs.read(each, self._styles.paragraph(each)[1]) for each in struck]
        for item in chain(*items, self._runs.read(paragraph, look)):
            if isinstance(item, PageTurn):
                self._turn(item)
            elif isinstance(item, Words):
                length += self._take_words(line, item, length)
            elif isinstance(item, Deleted):
                revision = revision_of("deletion", item.text, item.change)
                line.changes.append((revision, length, length))
            elif isinstance(item, Note):
                self._note(item, line, length)
            else:
                line.aside.append(item)
        line.toc = line.toc or self._runs.in_contents
        if paragraph.find(f"{W}pPr/{W}sectPr") is None or line.words:
            self._count(line)
        self._bare = self._bare and not line.number
        line.page = line.page or self.page
        return line

    def _take_words(self, line: Line, words: Words, length: int) -> int:
        unseen = unseen_flag(words.look, self._dark or line.shape.shaded)
        if unseen and words.text.strip():
            line.unseen.setdefault(unseen, []).append(words.text)
            return 0
        line.words.append(words)
        if words.text.strip():
            line.page, self._fresh = line.page or self.page, False
        self._bare = self._bare and len(words.text) < _BLANKS
        line.control = line.control or words.control
        if words.change is not None:
            revision = revision_of("insertion", words.text, words.change)
            line.changes.append((revision, length, length + len(words.text)))
        return len(words.text)

    def _note(self, note: Note, line: Line, length: int) -> None:
        here = len(self.reading.blocks)
        if note.kind == "start":
            self._open_comments[note.id] = (here, length)
        elif note.kind == "comment" or note.kind == "end":
            block, start = self._open_comments.get(note.id, (here, length))
            end = length if block == here else start
            self.comments.setdefault(note.id, (block, start, end))

    def _count(self, line: Line) -> None:
        number, level = line.shape.number, line.shape.level
        if not number or number == "0" or (line.unseen and not line.words):
            return
        if level is None:
            level = self._numbering.level_of_style(number, line.shape.style or "") or 0
        shown = self._numbering.next(number, level)
        if shown is None or not shown[0]:
            return
        line.number = shown[0]
        tight = shown[1] == "nothing" or line.number[-1] in "、）)．·"
        line.gap = "" if tight else " "

    def _paragraph(self, paragraph: Any, kind: BlockKind, part: str, struck: list[Any]) -> None:
        line = self._line(paragraph, struck)
        anchor = f"{part}p:{self._addresses.get(paragraph, -1)}"
        here = len(self.reading.blocks)
        text = line.text
        if text.strip() or line.changes:
            self.reading.blocks.append(self._block(line, kind, anchor))
            shift = len(line.number + line.gap)
            for revision, start, end in line.changes:
                self.reading.changes.append(Change(revision, here, start + shift, end + shift))
        self._after(line, kind, anchor, part)
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            note_section(section, self.reading, self.page)

    def _block(self, line: Line, kind: BlockKind, anchor: str) -> Block:
        look, text = line.look, line.text
        flags: set[Flag] = set()
        if line.in_contents:
            flags.add("toc")
        if line.control:
            flags.add("control")
        if any(revision.kind == "insertion" for revision, _, _ in line.changes):
            flags.add("inserted")
        self.styled |= bool(line.shape.outline)
        level = level_of(line, text, self._body_pt) if kind == "paragraph" and "toc" not in flags else None
        return Block(
            kind="heading" if level else kind,
            text=text,
            level=level,
            number=line.number or None,
            place=Place(page=line.page),
            flags=frozenset(flags),
            font=look.font,
            size_pt=look.size_pt,
            bold=look.bold,
            anchor=anchor,
        )

    def _after(self, line: Line, kind: BlockKind, anchor: str, part: str) -> None:
        """What stood in the paragraph beside its words: unseen text, boxes, pictures, foreign things."""
        for flag, texts in line.unseen.items():
            place = Place(page=self.page)
            text = "".join(texts)
            self.reading.blocks.append(
                Block(kind=kind, text=text, place=place, flags=frozenset({flag}), anchor=anchor)
            )
        for item in line.aside:
            if isinstance(item, Box):
                # A box may be filled with a dark colour: white words are seen in it.
                self._dark = True
                self._walk(item.content, "textbox" if kind == "paragraph" else kind, part)
                self._dark = False
            elif isinstance(item, Picture):
                self.beside.picture(item, anchor, self.page)
            else:
                self.beside.foreign(item, anchor, self.page)

    def _table(self, table: Any, part: str, caption: str = "") -> None:
        self._tables += 1
        self._bare = False
        number, page = self._tables, self.page
        cells: list[Cell] = []
        inner: list[tuple[Any, Line, str]] = []
        first = next(iter(table.iter(f"{W}p")), None)
        coloured = self._styles.coloured(table.find(f"{W}tblPr/{W}tblStyle"))
        for slot in slots(table):
            if isinstance(slot, LostRow):
                self._changed("deletion", slot.text, slot.change)
            else:
                cells.append(self._cell(slot, inner, part, coloured))
        anchor = f"{part}p:{self._addresses.get(first, -1)}"
        place = Place(page=page, table=number)
        self.reading.blocks.append(
            Block(
                kind="table",
                text=table_text(cells),
                place=place,
                cells=tuple(cells),
                anchor=anchor,
                caption=caption,
            )
        )
        here = len(self.reading.blocks) - 1
        for element, line, where in inner:
            if element is not None:
                self._table(element, part, where)
                continue
            self._after(line, "paragraph", where, part)
            for revision, _, _ in line.changes:
                self.reading.changes.append(Change(revision, here, 0, 0))

    def _cell(self, slot: Slot, inner: list[tuple[Any, Line, str]], part: str, coloured: bool) -> Cell:
        texts: list[str] = []
        anchor: str | None = None
        before = len(inner)
        self._dark = coloured or dark(slot.content.find(f"{W}tcPr"))
        for child, struck in joined(blocks_of(slot.content)):
            if child.tag == f"{W}tbl":
                above = next((text for text in reversed(texts) if text.strip()), "")
                inner.append((child, Line(Shape()), above.strip()))
                continue
            line = self._line(child, struck)
            self._bare = False
            anchor = anchor or f"{part}p:{self._addresses.get(child, -1)}"
            texts.append(line.text)
            if line.unseen or line.aside or line.changes:
                # What stands in a cell bears the cell's own address.
                inner.append((None, line, anchor))
        self._dark = False
        return Cell(
            text="\n".join(texts).strip("\n"),
            row=slot.row,
            column=slot.column,
            row_span=slot.row_span,
            column_span=slot.column_span,
            anchor=anchor,
            nested=any(element is not None for element, _, _ in inner[before:]),
        )

    def _changed(self, kind: Any, text: str, change: tuple[str, str]) -> None:
        if text.strip():
            self.reading.changes.append(
                Change(revision_of(kind, text, change), len(self.reading.blocks), 0, 0)
            )
