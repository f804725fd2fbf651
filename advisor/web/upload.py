"""Uploaded files: laid out under their own names for one reading, and worked through file by file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from advisor import service
from advisor.domain import CheckReport


@dataclass(frozen=True)
class Reading:
    """How far the reading is: `done` of `total` files, and the one at hand."""

    done: int
    total: int
    name: str
    seconds_left: int | None = None


@contextmanager
def staged(files: Sequence[str]) -> Iterator[Path]:
    """A folder with the files under their own names, gone afterwards; a repeated name gets a number."""
    with TemporaryDirectory(prefix="advisor-") as place:
        folder = Path(place)
        for file in files:
            source = Path(file)
            target, count = folder / source.name, 1
            while target.exists():
                count += 1
                target = folder / f"{source.stem}（{count}）{source.suffix}"
            shutil.copyfile(source, target)
        yield folder


def work_through(folder: Path, options: Mapping[str, Any]) -> Iterator[Reading | CheckReport]:
    """Check the folder in a thread of its own; gives every step of the reading, then the report.

    Raises what the checking raised.
    """
    steps: Queue[Reading | CheckReport | Exception] = Queue()

    def tell(name: str, done: int, total: int) -> None:
        steps.put(Reading(done, total, name))

    def work() -> None:
        try:
            steps.put(service.check([folder], progress=tell, **options))
        except Exception as error:
            steps.put(error)

    Thread(target=work, daemon=True).start()
    yield Reading(0, len(list(folder.iterdir())), "")
    while True:
        step = steps.get()
        if isinstance(step, Exception):
            raise step
        yield step
        if isinstance(step, CheckReport):
            return
