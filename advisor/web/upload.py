"""Uploaded files: laid out under their own names for one reading, and worked through file by file."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, TypeVar

from advisor import service
from advisor.domain import CheckReport
from advisor.errors import InputError

T = TypeVar("T")
PAUSE = 0.2
"""seconds between two looks at the progress: readers tell every page"""
BEAT = 1.0
"""seconds after which the progress is given again: only then the remaining time falls, and a visitor who left is noticed"""
TELLS_AFTER, TELLS_FROM = 3.0, 0.1
"""seconds, and the share read, from which the remaining time is told"""


class Abandoned(Exception):
    """Nobody waits for the result any more."""


@dataclass(frozen=True)
class FileProgress:
    """How far one file is read, in pages; nothing is known of a file not yet begun."""

    name: str
    page: int = 0
    pages: int = 0

    @property
    def state(self) -> str:
        """waiting, reading or done"""
        if not self.pages:
            return "waiting"
        return "done" if self.page >= self.pages else "reading"


@dataclass(frozen=True)
class Reading:
    """How far the reading is: every file with its pages."""

    files: tuple[FileProgress, ...]
    elapsed: float = field(default=0.0, compare=False)
    """seconds since reading began"""

    @property
    def left(self) -> int | None:
        """Seconds that are likely left, by the share read so far; None while too little is read to tell."""
        shares = [file.page / file.pages if file.pages else 0.0 for file in self.files]
        share = sum(shares) / len(shares) if shares else 0.0
        if self.elapsed < TELLS_AFTER or not TELLS_FROM <= share < 1:
            return None
        return round(self.elapsed / share - self.elapsed)

    @property
    def done(self) -> int:
        """The number of files read to the end."""
        return sum(file.state == "done" for file in self.files)


@contextmanager
def staged(files: Sequence[str]) -> Iterator[Path]:
    """A folder with the files under their own names, gone afterwards; a repeated name gets a number.

    Raises InputError when an upload has been cleared away meanwhile.
    """
    with TemporaryDirectory(prefix="advisor-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        for file in files:
            source = Path(file)
            target, count = folder / source.name, 1
            while target.exists():
                count += 1
                target = folder / f"{source.stem}（{count}）{source.suffix}"
            if not source.is_file():
                raise InputError(f"上传的“{source.name}”存放已到时限，被清除了，请重新选择文件")
            shutil.copyfile(source, target)
        yield folder


def work_through(folder: Path, options: Mapping[str, Any]) -> Iterator[Reading | CheckReport]:
    """Check the folder; gives the reading's progress as it changes, then the report. Raises what checking raised."""
    return follow(folder, lambda tell: service.check([folder], progress=tell, **options))


def follow(folder: Path, task: Callable[[Callable[[str, int, int], None]], T]) -> Iterator[Reading | T]:
    """Do a task over the folder in a thread of its own; gives the reading's progress as it changes, then the result.

    Raises what the task raised. When nobody asks for the next step any more, the reading ends at its next page.
    """
    left = Event()
    ended: Queue[T | Exception] = Queue()
    seen = {path.name: FileProgress(path.name) for path in sorted(folder.iterdir())}

    def tell(name: str, page: int, pages: int) -> None:
        if left.is_set():
            raise Abandoned
        archive, _, member = name.partition("/")
        if member:
            seen.pop(archive, None)
        seen[name] = FileProgress(name, page, pages)

    def work() -> None:
        try:
            ended.put(task(tell))
        except Exception as error:
            ended.put(error)

    Thread(target=work, daemon=True).start()
    try:
        yield from _steps(seen, ended)
    finally:
        left.set()


def _steps(seen: dict[str, FileProgress], ended: Queue[T | Exception]) -> Iterator[Reading | T]:
    shown: Reading | None = None
    begun = time.monotonic()
    while True:
        # The copy is one step for the interpreter; going through the original is not, and readers add to it.
        reading = Reading(tuple(seen.copy().values()), time.monotonic() - begun)
        if shown is None or reading != shown or reading.elapsed - shown.elapsed >= BEAT:
            yield reading
            shown = reading
        try:
            result = ended.get(timeout=PAUSE)
        except Empty:
            continue
        if isinstance(result, Exception):
            raise result
        yield result
        return
