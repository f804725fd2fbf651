"""From a report's paths back to the files that were handed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def sources_of(paths: Sequence[Path]) -> dict[str, Path]:
    """Files on disk by the path the report shows; members of archives are not on disk and are left out."""
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
