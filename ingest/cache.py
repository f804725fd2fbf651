"""Documents kept by the content they were read from, so that a second look is instant.

A kept document is found by the file's bytes, its ending, the limits and the version of the readers; its
path is set anew. What went wrong for lack of time, memory or an optional part is not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from ingest.document import Document
from ingest.limits import Limits

_PASSING = {"too-large", "unreadable"}


class Cache:
    """Documents in a folder, one file each, named by what they were read from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, file: Path, path: str, limits: Limits) -> Document | None:
        """The document read earlier from the same bytes, under the path it has now."""
        kept = self._file(file, path, limits)
        try:
            document = Document.model_validate_json(kept.read_bytes())
        except (OSError, ValidationError):
            return None
        return document.model_copy(update={"path": path})

    def keep(self, file: Path, document: Document, limits: Limits) -> None:
        """Keep a document; one that was cut short by the machine is left out."""
        if any(entry.passing for entry in document.unread) or any(
            fault.kind in _PASSING for fault in document.faults
        ):
            return
        target = self._file(file, document.path, limits)
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and moved, so that another process never sees half a document.
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as half:
                half.write(document.model_dump_json().encode())
            Path(half.name).replace(target)

    def _file(self, file: Path, path: str, limits: Limits) -> Path:
        digest = hashlib.sha256(_readers().encode())
        digest.update(repr((sorted(asdict(limits).items()), Path(path).suffix.lower())).encode())
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
        name = digest.hexdigest()
        return self._folder / name[:2] / f"{name[2:]}.json"


@lru_cache(maxsize=1)
def _readers() -> str:
    """Changes whenever a module of this package does."""
    root = Path(__file__).parent
    found = ((p.relative_to(root), p.stat()) for p in sorted(root.rglob("*.py")))
    stamps = [f"{name}:{stat.st_mtime_ns}:{stat.st_size}" for name, stat in found]
    return "|".join(stamps)
