"""The files of a case, found again by the number they have in its list: a path never comes from outside."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from advisor.errors import MissingError
from advisor.settings import settings
from advisor.triage.desk import OpenCase
from advisor.triage.uploads import place_of
from ingest.archives import is_archive
from ingest.pool import lent_worker


@contextmanager
def file_of(opened: OpenCase, number: int) -> Iterator[tuple[str, Path]]:
    """Name and place of a case's file, counted from 0; a member of an archive is unpacked for as long as this lasts.

    Raises MissingError when there is no such file, or it has been taken away.
    """
    if not 0 <= number < len(opened.files):
        raise MissingError("没有这个文件")
    shown = opened.files[number].path
    start = place_of(opened.case.path)
    inner = shown.split("/")
    at = start.parent if start.is_file() else start
    with tempfile.TemporaryDirectory(prefix="desk-") as scratch:
        while inner:
            at = at / inner.pop(0)
            if at.is_file() and inner:
                at, inner = _member(at, inner, Path(scratch))
        if not at.is_file():
            raise MissingError(f"“{shown}”已不在原来的地方，请看收件时的文件夹")
        yield shown.rsplit("/", 1)[-1], at


def _member(archive: Path, inner: list[str], scratch: Path) -> tuple[Path, list[str]]:
    """The member of an archive that begins the rest of a path, and what is left of the path."""
    if not is_archive(archive):
        raise MissingError("没有这个文件")
    folder = Path(tempfile.mkdtemp(dir=scratch))
    limits = settings().limits
    with lent_worker(limits) as worker:
        unpacked = worker.expand(archive, archive.name, folder, limits.entries, limits.unpacked)
    for file, name in unpacked.members:
        parts = name.split("/")
        if inner[: len(parts)] == parts:
            target = folder / f"{file}{Path(parts[-1]).suffix}"
            shutil.move(folder / file, target)
            return target, inner[len(parts) :]
    raise MissingError("压缩包里没有这个文件")
