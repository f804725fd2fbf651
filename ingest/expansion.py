"""Archives, and documents with files inside, unpacked into a scratch folder and counted together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ingest.document import Document, Fault
from ingest.limits import Limits
from ingest.pool import Unpacked, lent_worker

_LITTER = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Handed:
    """One file to read and the path it is shown under."""

    file: Path
    path: str
    depth: int = 0


def litter(path: Path) -> bool:
    """True for what systems and programs leave behind."""
    return bool(_LITTER & set(path.parts)) or path.name.startswith(("~$", ".~", "._"))


class Expansion:
    """Unpacks archives into a scratch folder under made-up names, and counts what they cost together."""

    def __init__(self, scratch: Path, limits: Limits) -> None:
        self._scratch = scratch
        self._limits = limits
        self._entries = limits.entries
        self._bytes = limits.unpacked
        self._folders = 0
        self._lock = Lock()

    def entries(self, handed: Handed) -> Iterator[Handed | Document]:
        """The file itself, or an archive's members, those of archives within included."""
        from ingest.archives import is_archive

        if not is_archive(handed.file, handed.path):
            yield handed
        elif handed.depth >= self._limits.depth:
            detail = f"压缩包套压缩包超过 {self._limits.depth} 层，未再解开"
            yield Document(path=handed.path, format="zip", faults=(Fault(kind="too-large", detail=detail),))
        else:
            yield from self._archived(handed)

    def _archived(self, handed: Handed) -> Iterator[Handed | Document]:
        unpacked, folder = self._unpacked(handed)
        if unpacked.document.faults or not unpacked.members:
            yield unpacked.document
        yield from (entry for member in _members(unpacked, folder, handed) for entry in self.entries(member))

    def inner(self, handed: Handed) -> list[Handed]:
        """The files inside a document, none when they lie too deep or cannot be had."""
        if handed.depth >= self._limits.depth:
            return []
        return list(_members(*self._unpacked(handed), handed))

    def _unpacked(self, handed: Handed) -> tuple[Unpacked, Path]:
        with self._lock:
            self._folders += 1
            folder = self._scratch / str(self._folders)
            folder.mkdir()
            with lent_worker(self._limits) as worker:
                unpacked = worker.expand(handed.file, handed.path, folder, self._entries, self._bytes)
            self._entries -= len(unpacked.members)
            self._bytes -= sum((folder / file).stat().st_size for file, _ in unpacked.members)
        return unpacked, folder


def _members(unpacked: Unpacked, folder: Path, handed: Handed) -> Iterator[Handed]:
    for file, name in sorted(unpacked.members, key=lambda member: member[1]):
        if not litter(Path(name)):
            yield Handed(folder / file, f"{handed.path}/{name}", handed.depth + 1)
