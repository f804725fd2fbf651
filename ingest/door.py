"""The way in: files, folders and archives become documents, each read in a process that can be killed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ingest.cache import Cache
from ingest.document import Document, Fault
from ingest.limits import Limits
from ingest.pool import lent_worker

Progress = Callable[[str, int, int], None]
"""Called with the document's path, the pages read and the pages there are."""

_AT_ONCE = 4
_LITTER = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Handed:
    """One file to read and the path it is shown under."""

    file: Path
    path: str
    depth: int = 0


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
    return _read(Handed(path, name or path.name), limits or Limits(), progress, cache)


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
        expansion = _Expansion(Path(scratch), limits)
        entries = [entry for handed in _handed(paths) for entry in expansion.entries(handed)]
        at_once = min(_AT_ONCE, os.cpu_count() or 1, max(1, len(entries)))
        with ThreadPoolExecutor(at_once) as threads:
            return list(threads.map(lambda entry: _settled(entry, limits, progress, cache), entries))


def _settled(
    entry: Handed | Document, limits: Limits, progress: Progress | None, cache: Cache | None
) -> Document:
    return entry if isinstance(entry, Document) else _read(entry, limits, progress, cache)


def _handed(paths: Sequence[Path]) -> Iterator[Handed]:
    alone = len(paths) == 1
    for path in paths:
        if path.is_dir():
            root = path if alone else path.parent
            for file in sorted(path.rglob("*")):
                if file.is_file() and not _litter(file.relative_to(path)):
                    yield Handed(file, file.relative_to(root).as_posix())
        elif path.is_file():
            yield Handed(path, path.name)
        else:
            raise FileNotFoundError(path)


def _litter(path: Path) -> bool:
    return bool(_LITTER & set(path.parts)) or path.name.startswith(("~$", ".~", "._"))


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


class _Expansion:
    """Unpacks archives into a scratch folder under made-up names, and counts what they cost together."""

    def __init__(self, scratch: Path, limits: Limits) -> None:
        self._scratch = scratch
        self._limits = limits
        self._entries = limits.entries
        self._bytes = limits.unpacked
        self._folders = 0

    def entries(self, handed: Handed) -> Iterator[Handed | Document]:
        """The file itself, or an archive's members, those of archives within included."""
        from ingest.archives import is_archive

        if not is_archive(handed.file):
            yield handed
        elif handed.depth >= self._limits.depth:
            detail = f"压缩包套压缩包超过 {self._limits.depth} 层，未再解开"
            yield Document(path=handed.path, format="zip", faults=(Fault(kind="too-large", detail=detail),))
        else:
            yield from self._members(handed)

    def _members(self, handed: Handed) -> Iterator[Handed | Document]:
        self._folders += 1
        folder = self._scratch / str(self._folders)
        folder.mkdir()
        with lent_worker(self._limits) as worker:
            unpacked = worker.expand(handed.file, handed.path, folder, self._entries, self._bytes)
        self._entries -= len(unpacked.members)
        self._bytes -= sum((folder / file).stat().st_size for file, _ in unpacked.members)
        if unpacked.document.faults or not unpacked.members:
            yield unpacked.document
        for file, name in sorted(unpacked.members, key=lambda member: member[1]):
            if not _litter(Path(name)):
                yield from self.entries(Handed(folder / file, f"{handed.path}/{name}", handed.depth + 1))
