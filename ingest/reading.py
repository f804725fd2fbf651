"""What a reader works with: the content handed in, what it has found so far, and how it says no.

    ReadingError                 the file cannot be read; `kind` becomes the document's fault
    ├── Damaged                  broken, empty, or of no format that can be read
    ├── Encrypted                needs a password
    └── TooLarge                 over one of the limits

These never leave the package: `ingest.read_document` turns them into a `Fault`.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ingest.document import (
    Block,
    Document,
    Fault,
    FaultKind,
    Flag,
    Mark,
    Page,
    Place,
    Revision,
    Unread,
    lay_out,
)
from ingest.limits import PATIENCE, Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class ReadingError(Exception):
    """The file cannot be read; the text is Chinese and for people."""

    kind: FaultKind = "unreadable"


class Damaged(ReadingError):
    """Broken, empty, or of no format that can be read."""


class Encrypted(ReadingError):
    """Needs a password."""

    kind: FaultKind = "encrypted"


class TooLarge(ReadingError):
    """Over one of the limits."""

    kind: FaultKind = "too-large"


@dataclass(frozen=True)
class Content:
    """The bytes handed in and the name they came under."""

    data: bytes
    name: str
    limits: Limits = field(default_factory=Limits)
    report: Callable[[int, int], None] = lambda page, pages: None
    """Called with the page just read and the number of pages; zeros mean that work goes on."""
    started: float = field(default_factory=time.monotonic)
    spent: float = field(default_factory=time.process_time)
    depth: int = 0
    """How many files this one stands in, as a part of their text."""

    @property
    def drawn_out(self) -> bool:
        """True when the time for drawn pages is used up; what other work on the machine takes of it is not, up to a limit."""
        waited, allowed = time.monotonic() - self.started, self.limits.drawn_seconds
        worked = time.process_time() - self.spent
        return waited > allowed and (worked > allowed or waited > PATIENCE * allowed)

    def alive(self) -> None:
        """Say that work goes on within a page, so that it is not taken for a hang."""
        self.report(0, 0)

    @property
    def suffix(self) -> str:
        """The name's ending, lower case, without the dot."""
        return Path(self.name).suffix.lower().lstrip(".")

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names in a zip container, empty when it is none."""
        if not self.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return ()
        import io

        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as package:
                return tuple(package.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
            return ()

    @cached_property
    def streams(self) -> tuple[str, ...]:
        """The stream names of an OLE container, empty when it is none."""
        if not self.data.startswith(OLE):
            return ()
        import olefile

        try:
            with olefile.OleFileIO(self.data) as container:
                return tuple("/".join(parts) for parts in container.listdir())
        except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError):
            return ()

    @cached_property
    def magic(self) -> str | None:
        """The usual ending for these bytes by their magic number, None for text and unknown content."""
        import filetype

        kind = filetype.guess(self.data[:8192])
        return None if kind is None else str(kind.extension)


@dataclass
class Change:
    """A tracked change or comment whose place is known once the blocks are laid out."""

    revision: Revision
    block: int
    start: int
    end: int


@dataclass
class Part:
    """One page as read, before it takes its place among the others; tables are numbered from 1."""

    page: Page
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


@dataclass
class Reading:
    """What a reader has found so far."""

    format: str
    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    title: str = ""

    def skip(self, why: str, page: int | None = None, passing: bool = False, inner: str = "") -> None:
        """Enter something into the ledger of what was not read; `passing`: another try may read it."""
        entry = Unread(why=why, page=page, passing=passing, inner=inner)
        if entry not in self.unread:
            self.unread.append(entry)

    def flag_last(self, flag: Flag) -> None:
        """Flag the last block, if there is one."""
        if self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = last.model_copy(update={"flags": last.flags | {flag}})

    def add(self, part: Part) -> None:
        """Append a page; its tables are numbered on."""
        tables = sum(block.kind == "table" for block in self.blocks)
        for block in part.blocks:
            if block.place.table is not None:
                place = block.place.model_copy(update={"table": block.place.table + tables})
                block = block.model_copy(update={"place": place})
            self.blocks.append(block)
        self.pages.append(part.page)
        self.marks += part.marks
        self.unread += [entry for entry in part.unread if entry not in self.unread]

    def fault(self, kind: FaultKind, detail: str) -> None:
        """Say what is wrong with the file."""
        entry = Fault(kind=kind, detail=detail)
        if entry not in self.faults:
            self.faults.append(entry)

    def document(self, path: str, sha256: str) -> Document:
        """The finished document, with every place in characters of its text."""
        blocks = lay_out(self.blocks)
        return Document(
            path=path,
            format=self.format,
            blocks=blocks,
            pages=tuple(self.pages),
            unread=tuple(self.unread),
            faults=tuple(self.faults),
            revisions=tuple(_placed(self.changes, blocks)),
            marks=tuple(self.marks),
            sha256=sha256,
            title=self.title or _title(blocks),
        )


def _placed(changes: Iterable[Change], blocks: tuple[Block, ...]) -> Iterable[Revision]:
    for change in changes:
        place = blocks[change.block].place if change.block < len(blocks) else Place()
        offset = place.start or 0
        place = place.model_copy(update={"start": offset + change.start, "end": offset + change.end})
        yield change.revision.model_copy(update={"place": place})


def _title(blocks: tuple[Block, ...]) -> str:
    """The largest line of the first page, the first of several, as long as sizes are known."""
    first = [block for block in blocks[:60] if block.kind in {"heading", "paragraph"} and block.text.strip()]
    first = [
        block for block in first if (block.place.page or 1) == 1 and not block.flags & {"hidden", "white"}
    ]
    sized = [block.size_pt for block in first if block.size_pt]
    if not sized:
        return first[0].text.strip() if first and first[0].kind == "heading" else ""
    largest = max(sized)
    lines = []
    for block in first:
        # Sizes of recognised lines vary a little.
        if (block.size_pt or 0) >= (0.82 if "ocr" in block.flags else 0.99) * largest:
            lines.append(block.text.strip())
        elif lines:
            break
    title = "".join(lines)
    return title if len(title) <= 80 else ""
