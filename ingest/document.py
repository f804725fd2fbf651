"""The typed document every reader produces.

A `Document` is a list of `Block`s in reading order. Every block knows its `Place`; the offsets of a
place count characters of `Document.text`, which is the blocks' texts joined by a line feed. The text keeps
the source's characters: nothing is normalised here, so that a quote cut by offsets is the source's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict

BlockKind = Literal[
    "heading",
    "paragraph",
    "table",
    "image",
    "header",
    "footer",
    "footnote",
    "comment",
    "textbox",
    "annotation",
]
Flag = Literal["hidden", "white", "tiny", "inserted", "toc", "ocr", "control", "blank-after"]
UNSEEN: frozenset[Flag] = frozenset({"hidden", "white", "tiny"})
"""What a reader of the page does not see."""
FaultKind = Literal["unreadable", "encrypted", "too-large", "type-mismatch", "macro"]


class Frozen(BaseModel):
    """Base of every noun: immutable and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Frozen):
    """Where something stands. Numbers count from 1; start and end are offsets in the text."""

    page: int | None = None
    section: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None


class Cell(Frozen):
    """One cell of a table's grid; a merged cell stands once, at its top left, with its spans."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    start: int = 0
    end: int = 0
    anchor: str | None = None
    nested: bool = False
    """another table stands in it, which follows as a block of its own"""
    confidence: float | None = None
    """How sure text recognition is of the least sure of its words, as of a block's"""


class Block(Frozen):
    """A heading, paragraph, table, image … in reading order.

    `level` is 1 for the highest heading. `number` is an automatic number as the reader sees it and is part of
    `text`. `anchor` is the reader's own address of the block (for writing comments back), opaque to others.
    """

    kind: BlockKind
    text: str
    place: Place = Place()
    level: int | None = None
    number: str | None = None
    cells: tuple[Cell, ...] = ()
    flags: frozenset[Flag] = frozenset()
    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    anchor: str | None = None
    image: str | None = None
    """The name of a picture inside its file."""
    caption: str = ""
    """The line above a table that stands within a cell of another one."""
    confidence: float | None = None
    """How sure text recognition is of these words, 0 to 1; None where the text was read, not recognised."""
    box: tuple[float, float, float, float] | None = None
    """left, top, right, bottom as fractions of the page, where known"""

    @property
    def pairs(self) -> Iterator[tuple[Cell, Cell]]:
        """Neighbouring (label, value) cells of a table, left to right within a row."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in by_row.values():
            yield from pairwise(row)


class Page(Frozen):
    """One page: size and margins in millimetres where known, and how its text was obtained."""

    number: int
    width_mm: float | None = None
    height_mm: float | None = None
    margins_mm: tuple[float, float, float, float] | None = None
    """top, right, bottom, left"""
    characters: int = 0
    shapes: int = 0
    """Drawn shapes that are no rules, where the reader counts them."""
    ocr: bool = False
    confidence: float | None = None
    """Mean confidence of text recognition, 0 to 1; None where the text was read, not recognised."""


class Mark(Frozen):
    """Something that looks like a seal or a signature on a drawn page: never more than 疑似."""

    kind: Literal["seal", "signature"]
    page: int | None
    box: tuple[float, float, float, float]
    """left, top, right, bottom as fractions of the page, 0 to 1"""
    confidence: float
    text: str = ""
    anchor: str | None = None
    """The anchor of the block it belongs to, where it is a picture inside a document."""


class Revision(Frozen):
    """A tracked change or a reviewer's comment that is still in the file."""

    kind: Literal["insertion", "deletion", "comment"]
    text: str
    author: str = ""
    date: str = ""
    place: Place = Place()


class Unread(Frozen):
    """A part of the file that was not read, and why. A check that touches it must answer 无法判定."""

    why: str
    page: int | None = None
    confidence: float | None = None
    passing: bool = False
    """True where another try may read it: time ran out, or an optional part is not installed."""
    inner: str = ""
    """The name of the file inside this one that the entry is about; it is read where files are read together."""


class Fault(Frozen):
    """What is wrong with the file itself, seen while reading; never an exception."""

    kind: FaultKind
    detail: str


class Document(Frozen):
    """One file as read. `path` is relative to what was handed in, archive members after a slash."""

    path: str
    format: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    unread: tuple[Unread, ...] = ()
    faults: tuple[Fault, ...] = ()
    revisions: tuple[Revision, ...] = ()
    marks: tuple[Mark, ...] = ()
    sha256: str = ""
    title: str = ""

    @cached_property
    def text(self) -> str:
        """All blocks' texts joined by a line feed; what `Place.start` and `Place.end` count in."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def readable(self) -> bool:
        """False when the file could not be read at all."""
        return not any(f.kind in {"unreadable", "encrypted", "too-large"} for f in self.faults)

    @property
    def ocr(self) -> bool:
        """True when any page's text was recognised from a picture."""
        return any(page.ocr for page in self.pages)

    def tables(self) -> Iterator[Block]:
        """The tables in reading order."""
        return (block for block in self.blocks if block.kind == "table")

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at `offset` of the text."""
        for block in self.blocks:
            if (block.place.start or 0) <= offset < (block.place.end or 0):
                return block
        return None

    def confidence_at(self, offset: int) -> float | None:
        """How sure text recognition is of the cell or block that holds the character at `offset` of the text."""
        block = self.block_at(offset)
        cells = block.cells if block is not None else ()
        held = next((cell for cell in cells if cell.start <= offset <= cell.end), None)
        if held is not None and held.confidence is not None:
            return held.confidence
        return block.confidence if block is not None else None


def lay_out(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give every block and cell its offsets in the joined text, and every block its section path.

    Readers call this once at the end. A table's text must be its rows joined by line feeds and its cells, in
    the order of `cells`, joined by tabs: see `table_text`.
    """
    placed: list[Block] = []
    offset = 0
    path: list[tuple[int, str]] = []
    for block in blocks:
        if block.kind == "heading":
            level = block.level or 1
            path = [item for item in path if item[0] < level]
            path.append((level, block.text.strip()))
        aside = block.kind in {"header", "footer", "footnote", "comment", "annotation"}
        section = None if aside else " / ".join(title for _, title in path) or None
        end = offset + len(block.text)
        place = block.place.model_copy(update={"start": offset, "end": end, "section": section})
        cells = _place_cells(block.cells, offset)
        placed.append(block.model_copy(update={"place": place, "cells": cells}))
        offset = end + 1
    return tuple(placed)


def table_text(cells: Iterable[Cell]) -> str:
    """The text of a table: cells joined by tabs, rows by line feeds, in the cells' order."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join("\t".join(row) for row in rows.values())


def _place_cells(cells: tuple[Cell, ...], offset: int) -> tuple[Cell, ...]:
    placed = []
    for cell in sorted(cells, key=lambda c: (c.row, c.column)):
        placed.append(cell.model_copy(update={"start": offset, "end": offset + len(cell.text)}))
        offset += len(cell.text) + 1
    return tuple(placed)
