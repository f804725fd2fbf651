"""What an OFD document holds beside its pages (GB/T 33190-2016, clauses 15 and 20): annotations and attachments."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from ingest.document import Block, Place
from ingest.ofd.drawn import first, located, named
from ingest.ooxml import Package
from ingest.reading import Damaged, Reading

_SILENT = {"Link", "Stamp"}


def note_beside(
    package: Package, document: Any, folder: str, pages: dict[str, int], reading: Reading
) -> None:
    """Blocks for the words of annotations, entries of the ledger for attachments; `pages` are numbers by id."""
    try:
        for page, text in _annotations(package, document, folder):
            place = Place(page=pages.get(page))
            reading.blocks.append(Block(kind="annotation", text=text, place=place))
    except Damaged:
        reading.skip("OFD 批注已损坏，未读取")
    for name, part in attachments(package, document, folder):
        if package.part(part) is None:
            reading.skip(f"OFD 附件“{name}”缺失")
        else:
            reading.skip(f"OFD 附件“{name}”未读取", inner=name)


def attachments(package: Package, document: Any, folder: str) -> Iterator[tuple[str, str]]:
    """The name and the part of every attachment."""
    for place, listed in _listed(package, document, folder, "Attachments"):
        for entry in named(listed, "Attachment"):
            file = first(entry, "FileLoc")
            if file is None or not file.text:
                continue
            where = file.text.strip()
            parts = [
                posixpath.normpath(posixpath.join(base, where.lstrip("/"))) for base in (place, folder, "")
            ]
            part = next((part for part in parts if part.lower() in package.names), parts[0])
            name, ending = entry.get("Name") or posixpath.basename(part), posixpath.splitext(part)[1]
            yield (name if posixpath.splitext(name)[1] else name + ending), part


def _annotations(package: Package, document: Any, folder: str) -> Iterator[tuple[str, str]]:
    """The page's id and the words of every annotation."""
    for place, listed in _listed(package, document, folder, "Annotations"):
        for page in named(listed, "Page"):
            file = first(page, "FileLoc")
            root = located(package, place, file.text) if file is not None else None
            for note in named(root, "Annot"):
                if note.get("Type") in _SILENT:
                    continue
                told = [node.text or "" for name in ("Remark", "TextCode") for node in named(note, name)]
                text = "".join(dict.fromkeys(words.strip() for words in told))
                if text:
                    yield page.get("PageID") or "", text


def _listed(package: Package, document: Any, folder: str, name: str) -> Iterator[tuple[str, Any]]:
    """The lists a document points to: the folder a list stands in, and its root."""
    for node in named(document, name):
        if node.text and node.text.strip():
            root = located(package, folder, node.text)
            if root is not None:
                yield posixpath.dirname(posixpath.join(folder, node.text.strip().lstrip("/"))), root
