"""One module a format. The folder is the registry: a module here with `recognises` and `read` is a reader.

recognises(content) -> the format's name, or None; the readers' answers exclude each other
read(content) -> Reading
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from ingest.reading import Content, Reading


class Reader(Protocol):
    """What a module of this folder offers."""

    def recognises(self, content: Content) -> str | None:
        """The name of the format when this reader can read the content."""

    def read(self, content: Content) -> Reading:
        """Read the content; ReadingError when it cannot be done."""


@lru_cache(maxsize=1)
def readers() -> tuple[Reader, ...]:
    """Every reader in this folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Reader, import_module(f"{__name__}.{name}")) for name in names)


def reader_of(content: Content) -> tuple[str, Reader] | None:
    """The format of the content and its reader, None when no reader knows it."""
    for reader in readers():
        name = reader.recognises(content)
        if name is not None:
            return name, reader
    return None
