"""From a report's paths back to the files that were handed in, members of archives among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from advisor.settings import settings
from ingest import at_hand


@contextmanager
def sources_of(paths: Sequence[Path], wanted: Iterable[str | None]) -> Iterator[dict[str, Path]]:
    """Files on disk by the paths that the report shows, for as long as the context lasts; archives that hold none of
    `wanted` are not unpacked. What is gone from disk meanwhile is left out."""
    there = [path for path in paths if path.exists()]
    with at_hand(there, {path for path in wanted if path}, settings().limits) as found:
        yield found


def handed_in(paths: Sequence[Path]) -> dict[str, Path]:
    """The files on disk by the paths that the report shows; archives are one file each."""
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            root = path if len(paths) == 1 else path.parent
            found |= {
                file.relative_to(root).as_posix(): file for file in sorted(path.rglob("*")) if file.is_file()
            }
        elif path.is_file():
            found[path.name] = path
    return found
