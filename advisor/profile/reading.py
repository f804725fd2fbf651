"""A document read for meaning: sections, sentences and labelled cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from advisor.domain import MaterialFile, Stage
from advisor.pack.checking import Checking
from advisor.pack.squeeze import squeeze
from advisor.profile.covers import covers
from advisor.profile.heads import heads_of
from advisor.profile.parts import Part, without_lists
from advisor.profile.tables import prose_of
from advisor.profile.titles import (
    bare_title,
    foreign,
    is_entry,
    is_toc,
    leaves_open,
    levels_of,
    meanings_in,
    meanings_of,
    starts_toc,
)
from ingest.chinese import in_digits
from ingest.document import UNSEEN, Block, Document, Place

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# The number of a part that runs straight on to a number (8.1　960平方米).
_NUMBER_OF = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.．、]?\s+(?=\d)")
_BULLETS = re.compile(r"^[·•●◆◇▪◦‣▶►➢➤]+")
_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_RUN_IN = re.compile(
    r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.、]{1,2})?(?P<head>[\u4e00-\u9fff、]{2,8})。"
)
"""Words that open a paragraph as its title would (2.设备。原值142万元)."""
_ENTRY = 32
"""Characters of a line of a table of contents at most."""
_SKIPPED = frozenset({"header", "footer", "comment", "annotation"})


@dataclass(frozen=True)
class Section:
    """A heading with the blocks under it, up to the next heading; `meaning` is the id of its section row."""

    file: str
    title: str
    place: Place
    level: int
    meaning: str | None
    meanings: frozenset[str]
    """Its own meaning and those of the headings above it."""
    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """The words under the heading, tables included."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True)
class Sentence:
    """One sentence of running text with its offsets in the document and the meanings of its section."""

    file: str
    text: str
    start: int
    place: Place
    meanings: frozenset[str]
    title: str = ""
    """The bare title of the part or paragraph it opens; empty for later sentences."""

    @cached_property
    def bare(self) -> str:
        """The sentence for matching: without blanks, a bullet or number of its own, and commas inside numbers."""
        return _BULLETS.sub("", _THOUSANDS.sub("", squeeze(_NUMBER_OF.sub("", self.text))))

    @property
    def is_item(self) -> bool:
        """Whether a bullet stands before it."""
        return _BULLETS.match(squeeze(self.text)) is not None

    @cached_property
    def counted(self) -> str:
        """As `bare`, with the Chinese numerals before what is counted in digits (六十二人 as 62人)."""
        return in_digits(self.bare)


@dataclass(frozen=True)
class Labelled:
    """A label and its value, from a table cell or a `label：value` line; the value may be blank."""

    file: str
    label: str
    value: str
    place: Place
    table: bool


@dataclass(frozen=True)
class Reading:
    """One file with everything that was read for meaning out of it."""

    file: MaterialFile
    checking: Checking = field(repr=False)

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.file.document

    @property
    def path(self) -> str:
        """The file's path within what was handed in."""
        return self.file.document.path

    @property
    def stage(self) -> Stage | None:
        """The stage this material by itself speaks for."""
        row = self.checking.material(self.file.material)
        return row.stage if row else None

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Blocks a reader sees as content: no headers, comments, hidden text or table of contents."""
        body: list[Block] = []
        listing = False
        for index, block in enumerate(self.document.blocks):
            if block.kind in _SKIPPED or UNSEEN & block.flags or is_toc(block):
                continue
            entry = listing and (is_entry(block) or self._again(index))
            listing = entry or starts_toc(block)
            if entry:
                continue
            body.append(block)
            if block.kind == "table":
                body += prose_of(block, self.checking)
        return tuple(body)

    def _again(self, index: int) -> bool:
        """Whether a short line stands once more further down: in a table of contents without pages, the title itself."""
        blocks = self.document.blocks
        words = squeeze(blocks[index].text)
        return len(words) <= _ENTRY and any(squeeze(later.text) == words for later in blocks[index + 1 :])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The document cut at its headings; what stands before the first one is a section without title."""
        return tuple(_cut(self))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the running text, not of tables."""
        return tuple(_sentences(self))

    @cached_property
    def labelled(self) -> tuple[Labelled, ...]:
        """Every labelled value of tables and lines."""
        from advisor.profile.labels import read_labels

        return tuple(read_labels(self))

    @cached_property
    def text(self) -> str:
        """The visible words joined by line feeds."""
        return "\n".join(block.text for block in self.body)

    def grasp(self) -> None:
        """Read all of it for meaning now, so that what goes wrong goes wrong here."""
        _ = self.body, self.sections, self.sentences, self.labelled, self.text

    @property
    def unread(self) -> bool:
        """True when any part of the file could not be read, so that absence proves nothing."""
        return bool(self.document.unread) or not self.document.readable

    def section_at(self, offset: int | None) -> frozenset[str]:
        """Meanings of the section that holds the offset."""
        for section in reversed(self.sections):
            if offset is not None and (section.place.start or 0) <= offset:
                return section.meanings
        return frozenset()

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of the document's text."""
        block = self.document.block_at(start)
        if block is None:
            return Place(start=start, end=end)
        return block.place.model_copy(update={"start": start, "end": end, **_cell_of(block, start)})


def _cell_of(block: Block, offset: int) -> dict[str, int]:
    for cell in block.cells:
        if cell.start <= offset < max(cell.end, cell.start + 1):
            return {"row": cell.row, "column": cell.column}
    return {}


def _cut(reading: Reading) -> Iterator[Section]:
    titles = heads_of(reading.body, reading.checking)
    levels, named = levels_of(titles), covers(titles)
    chosen = {id(b) for b in titles}
    parts = [Part(None)]
    told = _told_apart(reading)
    for block in reading.body:
        if id(block) in told:
            continue
        if id(block) in chosen:
            parts.append(Part(block, levels[id(block)]))
        else:
            parts[-1].blocks.append(block)
    parts = without_lists(parts, reading.checking)
    open_: list[tuple[int, tuple[str, ...]]] = []
    for index, part in enumerate(parts):
        open_ = [item for item in open_ if item[0] < part.level]
        cover = part.head is None or id(part.head) in named
        own = () if cover else _meant(reading, parts, index, known=any(found for _, found in open_))
        if part.head is not None:
            open_.append((part.level, own))
        yield Section(
            file=reading.path,
            title=part.head.text.strip() if part.head else "",
            place=part.head.place if part.head else Place(start=0, end=0),
            level=part.level,
            meaning=own[0] if own else None,
            meanings=frozenset(m for _, found in open_ for m in found),
            blocks=tuple(part.blocks),
        )


def _told_apart(reading: Reading) -> set[int]:
    """Tables that hold a title of their own and of which every word is read as a title or a paragraph besides."""
    said = {b.place.start: b.kind for b in reading.body if b.kind in {"heading", "paragraph"}}
    told: set[int] = set()
    for block in reading.body:
        starts = [cell.start for cell in block.cells if cell.text.strip()] if block.kind == "table" else []
        if starts and all(start in said for start in starts) and "heading" in {said[s] for s in starts}:
            told.add(id(block))
    return told


def _meant(reading: Reading, parts: list[Part], index: int, *, known: bool) -> tuple[str, ...]:
    """By its title; where that tells nothing, lists more than it tells, or belongs to another stage's papers (为什么改 in a
    change filing), by the words below it and in the parts under it. A part of a known part needs no meaning of its own,
    unless its words tell all that another asks for."""
    head = parts[index].head
    titled = meanings_of(bare_title(head.text), reading.checking) if head else ()
    strange = foreign(titled, reading.stage, reading.checking)
    if known and not titled:
        return meanings_in(_below(parts, index), reading.checking, whole=True) if head else ()
    if titled and not strange and not (head and leaves_open(head.text, reading.checking)):
        return titled
    said = meanings_in(_below(parts, index), reading.checking)
    said = tuple(m for m in said if not titled or not foreign([m], reading.stage, reading.checking))
    return tuple(dict.fromkeys((*titled, *said) if titled and not strange else (*said, *titled)))


def _below(parts: list[Part], index: int) -> str:
    """The words under a heading and under the lower headings that follow, these themselves included."""
    level, lines = parts[index].level, [b.text for b in parts[index].blocks if b.kind != "table"]
    for later in parts[index + 1 :]:
        if later.level <= level or later.head is None:
            break
        # A lower title and its first words make one sentence: （一）场地 / 两层楼，自有。
        words = "\n".join(b.text for b in later.blocks if b.kind != "table")
        lines.append(f"{bare_title(later.head.text)}：{words}")
    return "\n".join(lines)


def _sentences(reading: Reading) -> Iterator[Sentence]:
    for section in reading.sections:
        title = bare_title(section.title)
        for block in section.blocks:
            if block.kind == "table":
                continue
            offset = block.place.start or 0
            for found in _SENTENCE.finditer(block.text):
                if found.group().strip():
                    start = offset + found.start()
                    place = block.place.model_copy(update={"start": start, "end": start + len(found.group())})
                    yield Sentence(reading.path, found.group(), start, place, section.meanings, title)
                    head = _RUN_IN.fullmatch(squeeze(found.group())) if not found.start() else None
                    title = head["head"] if head else ""
