"""Reading processes: started when first needed, used again, killed when they hang, crash or grow too large.

They talk JSON lines over pipes, so that a process upset by a hostile file has nothing to say but text.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.document import Document, Fault, FaultKind
from ingest.limits import PATIENCE, Limits

COMMAND = [sys.executable, "-m", "ingest.worker"]
_POLL_SECONDS = 0.1
_KEEP_BYTES = 1200 * 2**20
Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Unpacked:
    """An archive's members as (file in the folder, name in the archive), and the archive's own document."""

    document: Document
    members: tuple[tuple[str, str], ...]


class Worker:
    """One reading process."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        root = str(Path(__file__).resolve().parent.parent)
        known = os.environ.get("PYTHONPATH")
        environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}
        self._process = subprocess.Popen(
            [*COMMAND, str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Programs it starts must end with it.
            start_new_session=True,
            env=environment,
        )
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def read(self, file: Path, path: str, report: Report | None) -> Document:
        """Read one file; whatever goes wrong becomes a fault of its document."""
        answer = self._ask({"job": "read", "file": str(file), "path": path}, path, report)
        return answer if isinstance(answer, Document) else Document.model_validate(answer["document"])

    def expand(self, file: Path, path: str, folder: Path, entries: int, size: int) -> Unpacked:
        """Unpack an archive into a folder."""
        job = {
            "job": "expand",
            "file": str(file),
            "path": path,
            "folder": str(folder),
            "entries": entries,
            "bytes": size,
        }
        answer = self._ask(job, path, None)
        if isinstance(answer, Document):
            return Unpacked(answer, ())
        members = tuple((str(name), str(shown)) for name, shown in answer["members"])
        return Unpacked(Document.model_validate(answer["document"]), members)

    @property
    def usable(self) -> bool:
        """False when it has ended, or has grown too large to be kept."""
        return self._process.poll() is None and self._memory() < _KEEP_BYTES

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(OSError, AttributeError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _listen(self) -> None:
        stream = self._process.stdout
        with contextlib.suppress(OSError, ValueError):
            for line in stream or ():
                self._lines.put(line)
        self._lines.put(None)

    def _ask(self, job: dict[str, Any], path: str, report: Report | None) -> dict[str, Any] | Document:
        """The answer to a job, or the faulty document when the process did not survive it."""
        request = json.dumps({**job, "limits": asdict(self.limits)}) + "\n"
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(request.encode())
            self._process.stdin.flush()
        except OSError:
            return _failed(path, "unreadable", "读取进程未能启动")
        heard, kept = time.monotonic(), self._kept_waiting()
        while True:
            try:
                line = self._lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                fault = self._trouble(time.monotonic() - heard, self._kept_waiting() - kept)
                if fault is not None:
                    self.close()
                    return _failed(path, *fault)
                continue
            if line is None:
                self.close()
                return _failed(path, "unreadable", "读取时解析程序异常退出，文件可能已损坏")
            answer: dict[str, Any] = json.loads(line)
            if "page" not in answer:
                return answer
            heard, kept = time.monotonic(), self._kept_waiting()
            if report is not None and answer["page"]:
                report(answer["page"], answer["pages"])

    def _trouble(self, waited: float, kept: float) -> tuple[FaultKind, str] | None:
        """What ends the job; seconds a busy machine kept the process from computing (`kept`) are not the file's fault."""
        allowed = self.limits.seconds
        if waited - kept > allowed or waited > allowed * PATIENCE:
            return "too-large", f"超过 {self.limits.seconds} 秒没有读完，已停止读取"
        if self._memory() > self.limits.memory:
            return "too-large", f"读取所需内存超过 {self.limits.memory // 2**20} MB，已停止读取"
        return None

    def _memory(self) -> int:
        """Resident bytes of the process and of the programs it has started; 0 where the system does not tell."""
        return sum(map(_resident, _family(self._process.pid)))

    def _kept_waiting(self) -> float:
        """Seconds that the process, or a program it has started, was ready to compute and others were let first."""
        return max(map(_delayed, _family(self._process.pid)))


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _resident(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _delayed(pid: int) -> float:
    """Seconds of waiting for a processor; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def _failed(path: str, kind: FaultKind, detail: str) -> Document:
    form = Path(path).suffix.lower().lstrip(".") or "unknown"
    return Document(path=path, format=form, faults=(Fault(kind=kind, detail=detail),))


_idle: list[Worker] = []
_lock = threading.Lock()


@contextlib.contextmanager
def lent_worker(limits: Limits) -> Iterator[Worker]:
    """A reading process for one job; it goes back to the idle ones when the job was done and it is still fit.

    One that was left amid its job is ended: its late answer would be taken for that of the next job.
    """
    with _lock:
        fitting = [worker for worker in _idle if worker.limits.memory == limits.memory]
        worker = fitting[-1] if fitting else None
        if worker is not None:
            _idle.remove(worker)
    worker = worker or Worker(limits)
    worker.limits = limits
    done = False
    try:
        yield worker
        done = True
    finally:
        if done and worker.usable:
            with _lock:
                _idle.append(worker)
        else:
            worker.close()


@atexit.register
def _close_all() -> None:
    with _lock:
        for worker in _idle:
            worker.close()
        _idle.clear()
