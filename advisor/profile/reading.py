"""A document read for meaning: sections, sentences and labelled cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from advisor.domain import MaterialFile
from advisor.pack.checking import Checking, SectionRow
from advisor.pack.squeeze import squeeze
from ingest.document import Block, Document, Place

_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节部篇]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[、．.]|"
    r"\d+(?:\.\d+)*[、．.]?(?=[\s\u4e00-\u9fff])|[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、．.])\s*"
)
_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_SKIPPED = frozenset({"header", "footer", "comment", "annotation"})
_NOT_TITLE_END = "。；;，,：:！？、"
_TITLE_LIMIT = 32


def bare_title(text: str) -> str:
    """A heading without its number and blanks."""
    return squeeze(_NUMBER.sub("", text.strip(), count=1))


def title_number(text: str) -> str | None:
    """The number in front of a heading, as written; None when it has none."""
    found = _NUMBER.match(text)
    return found.group().strip() if found else None


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

    @cached_property
    def bare(self) -> str:
        """The sentence for matching."""
        return squeeze(self.text)


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

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """Blocks a reader sees as content: no headers, comments, hidden text or table of contents."""
        unseen = {"hidden", "white", "tiny", "toc"}
        return tuple(
            b
            for b in self.document.blocks
            if b.kind not in _SKIPPED and not (unseen & b.flags) and not is_toc(b)
        )

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


def is_toc(block: Block) -> bool:
    """True for a line of a table of contents: a title, dots or blanks, a page number."""
    if "toc" in block.flags:
        return True
    return bool(
        block.kind in {"paragraph", "heading"}
        and re.search(r"(?:\t|[.．…·]{3,}|\s{3,})\s*[-—]?\s*\d{1,3}\s*[-—]?\s*$", block.text)
    )


def is_title(block: Block) -> bool:
    """True for a real heading, or a short line that reads as one: numbered or bold, with no sentence end."""
    text = block.text.strip()
    if block.kind == "heading":
        return bool(text)
    if block.kind != "paragraph" or not text or len(text) > _TITLE_LIMIT or text[-1] in _NOT_TITLE_END:
        return False
    if re.match(r"^(?:表|图)\s*\d+", text):
        return False
    number = title_number(text)
    if ("：" in text or ":" in text) and not (number and block.bold):
        return False
    if number and len(bare_title(text)) >= 2:
        return not re.search(r"[，,。；]", text) and not re.search(r"\d+\s*[年月日%]", text[:12])
    return block.bold and 2 <= len(squeeze(text)) <= 24 and not re.search(r"[，。；\d]{2,}", text)


def _level(block: Block) -> int:
    number = title_number(block.text) or ""
    if re.match(r"第.+[章篇部]|[一二三四五六七八九十]+[、．.]|[IVXⅠ-Ⅹ]+", number):
        return 1
    if re.match(r"[（(][一二三四五六七八九十]+", number) or number.startswith("第"):
        return 2
    if re.match(r"\d", number):
        dots = number.strip(".．、").count(".")
        return (
            block.level if block.kind == "heading" and block.level and not dots else 1 + dots if dots else 3
        )
    return block.level or 1


def _levels(titles: list[Block]) -> dict[int, int]:
    """Levels by number; where no 一、 or 第X章 leads, a plain 1. is the first level."""
    raw = {id(b): _level(b) for b in titles}
    if 1 not in {v for b, v in ((b, raw[id(b)]) for b in titles) if title_number(b.text)}:
        raw = {k: (1 if v == 3 else v) for k, v in raw.items()}
    return raw


def _cut(reading: Reading) -> Iterator[Section]:
    titles = [b for b in reading.body if is_title(b)]
    levels = _levels(titles)
    chosen = {id(b) for b in titles}
    open_: list[tuple[int, tuple[str, ...]]] = []
    head: Block | None = None
    blocks: list[Block] = []
    for block in reading.body:
        if id(block) not in chosen:
            blocks.append(block)
            continue
        yield _section(reading, head, blocks, open_, levels)
        head, blocks = block, []
        level = levels[id(block)]
        open_ = [item for item in open_ if item[0] < level]
        open_.append((level, meanings_of(bare_title(block.text), reading.checking)))
    yield _section(reading, head, blocks, open_, levels)


def _section(
    reading: Reading,
    head: Block | None,
    blocks: list[Block],
    open_: list[tuple[int, tuple[str, ...]]],
    levels: dict[int, int],
) -> Section:
    return Section(
        file=reading.path,
        title=head.text.strip() if head else "",
        place=head.place if head else Place(start=0, end=0),
        level=levels[id(head)] if head else 0,
        meaning=open_[-1][1][0] if open_ and open_[-1][1] else None,
        meanings=frozenset(m for _, found in open_ for m in found),
        blocks=tuple(blocks),
    )


def meanings_of(title: str, checking: Checking) -> tuple[str, ...]:
    """The section rows a bare title stands for, the one whose expression covers most of it first."""
    covered = [(row.id, _covered(title, row)) for row in checking.sections]
    found = sorted((item for item in covered if item[1]), key=lambda item: -item[1])
    return tuple(name for name, _ in found)


def _covered(title: str, row: SectionRow) -> int:
    if any(re.search(p, title) for p in row.not_titles):
        return 0
    return max((len(m.group()) for p in row.titles if (m := re.search(p, title))), default=0)


def _sentences(reading: Reading) -> Iterator[Sentence]:
    for section in reading.sections:
        for block in section.blocks:
            if block.kind == "table":
                continue
            offset = block.place.start or 0
            for found in _SENTENCE.finditer(block.text):
                if found.group().strip():
                    start = offset + found.start()
                    place = block.place.model_copy(update={"start": start, "end": start + len(found.group())})
                    yield Sentence(reading.path, found.group(), start, place, section.meanings)
