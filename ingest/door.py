"""The way in: files, folders and archives become documents, each read in a process that can be killed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.cache import Cache
from ingest.document import Document
from ingest.expansion import Expansion, Handed, litter
from ingest.limits import Limits
from ingest.pool import lent_worker

Progress = Callable[[str, int, int], None]
"""Called with the document's path, the pages read and the pages there are."""

_AT_ONCE = 4


def read_document(
    path: Path,
    name: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
) -> Document:
    """Read one file; `name` is what the uploader called it. FileNotFoundError when it is not there.

    Whatever is wrong with the file itself becomes a `Fault` of the document.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    return _read(Handed(path, _shown(name or path.name)), limits or Limits(), progress, cache)


def read_all(
    paths: Sequence[Path],
    limits: Limits | None = None,
    progress: Progress | None = None,
    cache: Cache | None = None,
) -> list[Document]:
    """Read files, folders in sorted order, archives member by member. FileNotFoundError for a missing path.

    A document's path is relative to what was handed in; a member of an archive is "pack.zip/inner/name.docx".
    """
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="ingest-") as scratch:
        expansion = Expansion(Path(scratch), limits)
        entries = [entry for handed in _handed(paths) for entry in expansion.entries(handed)]
        at_once = min(_AT_ONCE, os.cpu_count() or 1, max(1, len(entries)))
        looking = _Looking(expansion, limits, progress, cache)
        with ThreadPoolExecutor(at_once) as threads:
            return [document for found in threads.map(looking.documents, entries) for document in found]


@contextmanager
def at_hand(
    paths: Sequence[Path], wanted: Collection[str], limits: Limits | None = None
) -> Iterator[dict[str, Path]]:
    """The files of these shown paths on disk, members of archives unpacked for as long as the context lasts.

    A path that is not among what was handed in, or cannot be unpacked, is left out. FileNotFoundError for a missing path.
    """
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="ingest-") as scratch:
        expansion = Expansion(Path(scratch), limits)
        found: dict[str, Path] = {}
        for handed in _handed(paths):
            if handed.path not in wanted and not any(name.startswith(f"{handed.path}/") for name in wanted):
                continue
            for entry in expansion.entries(handed):
                if isinstance(entry, Handed) and entry.path in wanted:
                    found[entry.path] = _with_ending(entry) if entry.depth else entry.file
        yield found


def _with_ending(entry: Handed) -> Path:
    """A member under a name that ends as its own does: unpacking makes names up."""
    return entry.file.rename(entry.file.with_suffix(Path(entry.path).suffix.lower()))


@dataclass(frozen=True)
class _Looking:
    """How the entries of one call are read."""

    expansion: Expansion
    limits: Limits
    progress: Progress | None
    cache: Cache | None

    def documents(self, entry: Handed | Document) -> list[Document]:
        """The document of an entry, then those of the files inside it."""
        if isinstance(entry, Document):
            return [entry]
        document = _read(entry, self.limits, self.progress, self.cache)
        wanted = {part.inner for part in document.unread if part.inner}
        if not wanted:
            return [document]
        members = self.expansion.inner(entry)
        read = {member.path.removeprefix(f"{entry.path}/") for member in members}
        left = tuple(part for part in document.unread if part.inner not in wanted & read)
        found = [
            inner for member in members for e in self.expansion.entries(member) for inner in self.documents(e)
        ]
        return [document.model_copy(update={"unread": left}), *found]


def _handed(paths: Sequence[Path]) -> Iterator[Handed]:
    alone = len(paths) == 1
    for path in paths:
        if path.is_dir():
            root = path if alone else path.parent
            for file in sorted(path.rglob("*")):
                if file.is_file() and not litter(file.relative_to(path)):
                    yield Handed(file, _shown(file.relative_to(root).as_posix()))
        elif path.is_file():
            yield Handed(path, _shown(path.name))
        else:
            raise FileNotFoundError(path)


def _shown(name: str) -> str:
    """A name as text: file systems hold bytes, from Chinese Windows often GBK."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace").decode("utf-8")


def _read(handed: Handed, limits: Limits, progress: Progress | None, cache: Cache | None) -> Document:
    known = None if cache is None else cache.find(handed.file, handed.path, limits)
    if known is not None:
        return known
    report = None if progress is None else lambda page, pages: progress(handed.path, page, pages)
    with lent_worker(limits) as worker:
        document = worker.read(handed.file, handed.path, report)
    if cache is not None:
        cache.keep(handed.file, document, limits)
    return document
