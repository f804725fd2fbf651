"""Checks and drafts asked for over HTTP: uploads kept under unguessable names, worked through in order, gone after a while.

A job is a folder of the data folder, so that it outlives a restart and any replica that shares the folder can tell of it.
The folder's name is a digest of the job's id: whoever lists the disk cannot fetch a job, whoever holds the id can.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import structlog
from pydantic import ValidationError

from advisor.errors import AdvisorError
from advisor.settings import settings
from ingest.document import Frozen

log = structlog.get_logger(__name__)

State = Literal["waiting", "running", "done", "failed"]
Kind = Literal["check", "draft"]
STATE = "job.json"
SILENT = 900.0
"""seconds without a sign of life after which a job's worker is taken for gone"""
SWEEP_EVERY = 60.0


class FileState(Frozen):
    """How far one file is read: `pages` is 0 until reading has begun."""

    path: str
    page: int = 0
    pages: int = 0


class Job(Frozen):
    """One check or draft. Times are seconds since 1970; `beat` is the last sign of life."""

    id: str
    kind: Kind
    state: State = "waiting"
    created: float
    expires: float
    beat: float
    files: tuple[FileState, ...] = ()
    error: str | None = None


class Busy(AdvisorError):
    """Too many jobs wait already."""


@dataclass(frozen=True)
class Bench:
    """The places of one job's folder."""

    root: Path

    @property
    def files(self) -> Path:
        """What was handed in."""
        return self.root / "files"

    @property
    def out(self) -> Path:
        """What was made of it."""
        return self.root / "out"


Work = Callable[[Bench, Callable[[str, int, int], None]], None]
"""Does the job in its folder, telling of each page read; an AdvisorError becomes the job's `error`."""


class Jobs:
    """The jobs of one data folder and the threads that work through this process's share of them."""

    def __init__(self, base: Path, at_once: int, waiting: int, keep: float) -> None:
        self._base = base
        self._most_waiting = waiting
        self._keep = keep
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="job")
        self._lock = threading.RLock()
        self._line: list[str] = []
        """the ids of the jobs of this process that have not begun, first come first"""
        self._running: set[str] = set()
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        threading.Thread(target=self._sweep_for_ever, daemon=True).start()

    def open(self, kind: Kind) -> tuple[Job, Bench]:
        """A new, empty job. Raises Busy when the line is full."""
        with self._lock:
            if len(self._line) >= self._most_waiting:
                raise Busy(f"排队的材料已有 {len(self._line)} 份，请过几分钟再交")
        now = time.time()
        job = Job(id=secrets.token_urlsafe(24), kind=kind, created=now, expires=now + self._keep, beat=now)
        bench = self._bench(job.id)
        for folder in (bench.root, bench.files, bench.out):
            folder.mkdir(mode=0o700)
        return job, bench

    def begin(self, job: Job, work: Work) -> Job:
        """Put a job in line."""
        names = sorted(path.name for path in self._bench(job.id).files.iterdir())
        job = job.model_copy(update={"files": tuple(FileState(path=name) for name in names)})
        self._write(job)
        with self._lock:
            self._line.append(job.id)
        self._threads.submit(self._run, job, work)
        return job

    def find(self, identity: str, kind: Kind) -> Job | None:
        """The job with this id; None when there is none of this kind, or no longer."""
        try:
            job = Job.model_validate_json((self._bench(identity).root / STATE).read_bytes())
        except (OSError, ValidationError):
            return None
        now = time.time()
        if job.kind != kind or (job.expires < now and job.id not in self._running):
            return None
        lost = job.state in {"waiting", "running"} and job.beat < now - SILENT
        if lost and job.id not in self._running and job.id not in self._line:
            return job.model_copy(
                update={"state": "failed", "error": "程序重新启动过，这一份没有做完，请重新提交"}
            )
        return job

    def bench(self, job: Job) -> Bench:
        """Where the job's files are."""
        return self._bench(job.id)

    def ahead(self, job: Job) -> int:
        """How many jobs are worked on or wait before this one; 0 when it has begun."""
        with self._lock:
            return self._line.index(job.id) + len(self._running) if job.id in self._line else 0

    def load(self) -> tuple[int, int]:
        """How many jobs of this process are being worked on, and how many wait."""
        with self._lock:
            return len(self._running), len(self._line)

    def delete(self, job: Job) -> None:
        """Remove a job and everything handed in with it; one that is being worked on ends unseen."""
        with self._lock:
            if job.id in self._line:
                self._line.remove(job.id)
        shutil.rmtree(self._bench(job.id).root, ignore_errors=True)

    def close(self) -> None:
        """Begin nothing more; what waits is removed, what is being worked on is waited for."""
        with self._lock:
            waiting = tuple(self._line)
            self._line.clear()
        for identity in waiting:
            shutil.rmtree(self._bench(identity).root, ignore_errors=True)
        self._threads.shutdown(cancel_futures=True)

    def _run(self, job: Job, work: Work) -> None:
        with self._lock:
            if job.id not in self._line:
                return
            self._line.remove(job.id)
            self._running.add(job.id)
        began = time.monotonic()
        try:
            job = self._work(job, work)
        finally:
            with self._lock:
                self._running.discard(job.id)
        seconds = round(time.monotonic() - began, 1)
        log.info("job.ended", kind=job.kind, state=job.state, files=len(job.files), seconds=seconds)

    def _work(self, job: Job, work: Work) -> Job:
        progress = _Progress(job, self._write)
        progress.tell_state("running")
        try:
            work(self._bench(job.id), progress.tell)
        except AdvisorError as error:
            return progress.end("failed", str(error), self._keep)
        except Exception as error:
            number = secrets.token_hex(4)
            log.error("job.failed", number=number, kind=job.kind, exc_info=error)
            return progress.end("failed", f"程序出错，没有做完；请把编号 {number} 告诉管理员", self._keep)
        return progress.end("done", None, self._keep)

    def _write(self, job: Job) -> None:
        """Keep the job's state; a job deleted meanwhile stays deleted."""
        root = self._bench(job.id).root
        fresh = root / f"{STATE}.{threading.get_ident()}"
        with suppress(FileNotFoundError):
            fresh.write_text(job.model_dump_json(), encoding="utf-8")
            fresh.replace(root / STATE)

    def _bench(self, identity: str) -> Bench:
        return Bench(self._base / hashlib.sha256(identity.encode()).hexdigest()[:40])

    def _sweep_for_ever(self) -> None:
        while True:
            self.sweep()
            time.sleep(SWEEP_EVERY)

    def sweep(self) -> None:
        """Remove every job whose time is over, those of an earlier run included."""
        for folder in self._base.iterdir() if self._base.is_dir() else ():
            if _over(folder, self._keep):
                shutil.rmtree(folder, ignore_errors=True)


class _Progress:
    """Keeps a job's state on disk up to date, at most a few times a second."""

    def __init__(self, job: Job, write: Callable[[Job], None]) -> None:
        self._job = job
        self._write = write
        self._files = {file.path: file for file in job.files}
        self._lock = threading.Lock()
        self._written = 0.0

    def tell_state(self, state: State) -> None:
        """A new state, written at once."""
        self._job = self._job.model_copy(update={"state": state, "beat": time.time()})
        self._write(self._job)

    def tell(self, path: str, page: int, pages: int) -> None:
        """A page was read; called from the reading threads."""
        with self._lock:
            archive, _, member = path.partition("/")
            if member:
                self._files.pop(archive, None)
            self._files[path] = FileState(path=path, page=page, pages=pages)
            now = time.time()
            if now - self._written > 0.3:
                self._written = now
                self._job = self._job.model_copy(update={"files": tuple(self._files.values()), "beat": now})
                self._write(self._job)

    def end(self, state: State, error: str | None, keep: float) -> Job:
        """The last word; from now the job is kept for `keep` seconds."""
        with self._lock:
            now = time.time()
            ended = {"state": state, "error": error, "beat": now, "expires": now + keep}
            self._job = self._job.model_copy(update={**ended, "files": tuple(self._files.values())})
            self._write(self._job)
            return self._job


def _over(folder: Path, keep: float) -> bool:
    now = time.time()
    try:
        job = Job.model_validate_json((folder / STATE).read_bytes())
    except (OSError, ValidationError):
        # An upload that was broken off never got a state.
        return folder.stat().st_mtime < now - keep
    alive = job.state in {"waiting", "running"} and job.beat > now - SILENT
    return job.expires < now and not alive


@lru_cache(maxsize=1)
def jobs() -> Jobs:
    """The jobs of this process, by the settings."""
    chosen = settings()
    return Jobs(chosen.data / "jobs", chosen.checks_at_once, chosen.checks_waiting, chosen.keep_minutes * 60)
