"""What a check leaves behind for its visitor: the files and the report, under a name nobody can guess, for an hour."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

from advisor.domain import CheckReport

TOKEN = re.compile(r"[\w-]{22}")
KEEP_FOR, LOOK_EVERY = 3000, 300
"""seconds: together they stay below the hour that visitors are promised"""


@dataclass(frozen=True)
class Kept:
    """A checked submission: the report, the folder of its files, and when it was put down."""

    token: str
    report: CheckReport
    folder: Path
    since: float

    @property
    def paths(self) -> Sequence[Path]:
        """The folder as it was checked."""
        return [self.folder]


class Shelf:
    """Submissions by token. Everything goes with the process; what is older than `seconds` goes before."""

    def __init__(self, seconds: float = KEEP_FOR) -> None:
        self._seconds = seconds
        self._kept: dict[str, Kept] = {}
        self._lock = Lock()
        self._place = TemporaryDirectory(prefix="advisor-kept-", ignore_cleanup_errors=True)
        self._sweeper: Thread | None = None

    def put(self, folder: Path, report: CheckReport) -> str:
        """Take over the files of `folder` with their report; the token to find them by."""
        token = secrets.token_urlsafe(16)
        target = Path(self._place.name) / token
        shutil.move(folder, target)
        with self._lock:
            self._kept[token] = Kept(token, report, target, time.monotonic())
            if self._sweeper is None:
                self._sweeper = Thread(target=self._sweep_on, daemon=True)
                self._sweeper.start()
        return token

    def get(self, token: str) -> Kept | None:
        """The submission of this token, None when there is none (any more)."""
        with self._lock:
            kept = self._kept.get(token) if TOKEN.fullmatch(token) else None
        fresh = kept is not None and time.monotonic() - kept.since < self._seconds
        return kept if fresh else None

    def drop(self, token: str) -> bool:
        """Delete a submission now; False when it was gone already."""
        with self._lock:
            kept = self._kept.pop(token, None)
        if kept is not None:
            shutil.rmtree(kept.folder)
        return kept is not None

    def sweep(self) -> None:
        """Delete what has been kept long enough."""
        with self._lock:
            old = [
                each.token for each in self._kept.values() if time.monotonic() - each.since >= self._seconds
            ]
        for token in old:
            self.drop(token)

    def _sweep_on(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            self.sweep()
