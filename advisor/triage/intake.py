"""A batch joined to the store: what is handed in waits there, is worked through by whoever is free, is done once."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine

from advisor.errors import AdvisorError, InputError
from advisor.triage.batch import Progress, across, examine_all
from advisor.triage.desk import cross_findings
from advisor.triage.examine import Setting
from advisor.triage.model import TriageReport
from advisor.triage.person import Person
from advisor.triage.shared import elsewhere
from advisor.triage.store import batches
from advisor.triage.store.accounts import SYSTEM
from advisor.triage.store.cases import cases
from advisor.triage.store.database import looking, open_store
from advisor.triage.store.tables import Batch
from advisor.triage.submissions import find_submissions, fingerprint
from advisor.triage.uploads import Layout, kept_path, place_of, take_in

_PAUSE = 5.0
"""seconds between two looks for something to do; another server may have taken it in"""


def hand_in_folder(engine: Engine, person: Person, name: str, folder: Path, setting: Setting) -> int:
    """Put every submission of a folder into the store, those whose files have changed once more; the batch's number."""
    paths = find_submissions(folder)
    batch = batches.hand_in(engine, person, name, paths, plain(setting))
    _again(engine, person, batch, paths, setting)
    return batch


def hand_in_uploads(
    engine: Engine,
    person: Person,
    name: str,
    files: Sequence[tuple[str, BinaryIO]],
    layout: Layout,
    setting: Setting,
) -> int:
    """Put uploaded files into the store as a batch; how many submissions they are. Nothing is left where it fails."""
    if not files:
        raise InputError("没有收到文件，请重新选择")
    folder = take_in(files, layout)
    try:
        paths = find_submissions(folder)
        batch = batches.hand_in(engine, person, name, paths, plain(setting))
        _again(engine, person, batch, paths, setting)
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return len(paths)


def _again(engine: Engine, person: Person, batch: int, paths: Sequence[Path], setting: Setting) -> None:
    """Those of a batch that are there already, read once more where their files have changed."""
    known = {case.name: case for case in cases(engine, person, batch) if case.state == "done"}
    for path in paths:
        case = known.get(path.name)
        if case is not None and case.mark != fingerprint(path, setting.key):
            batches.hand_in_again(engine, person, case.id, kept_path(path))


def work(engine: Engine, batch: int, setting: Setting, jobs: int | None, progress: Progress | None) -> bool:
    """Read and check what waits in a batch, keeping each result as it comes; False when another runner has it."""
    runner = batches.runner_name()
    if not batches.take(engine, batch, runner):
        return False
    with _alive(engine, batch, runner):
        while todo := batches.waiting(engine, batch):
            done = batches.done_count(engine, batch)
            paths = [place_of(case.path) for case in todo]
            for count, examined in enumerate(examine_all(paths, setting, jobs), start=1):
                if not batches.keep(engine, batch, examined):
                    # Another runner took over while this process was held up: the batch is its own now.
                    return False
                if progress:
                    progress(done + count, done + len(todo), examined.row.id)
        own = batches.finished(engine, batch)
        name, others = batches.finished_elsewhere(engine, batch, setting.pack)
        found = (*across(own, setting), *elsewhere(name, own, others, setting))
        batches.finish(engine, batch, runner, found)
    return True


def run_kept(
    folder: Path, setting: Setting, name: str, *, jobs: int | None, progress: Progress | None
) -> TriageReport:
    """A folder handed in, or gone on with, by the command line, worked through here and now.

    Raises InputError when there is nothing to do, and when another process works on the batch.
    """
    engine, started = open_store(), time.monotonic()
    batch = hand_in_folder(engine, SYSTEM, name, folder, setting)
    reused = batches.done_count(engine, batch)
    if not work(engine, batch, setting, jobs, progress):
        raise InputError(f"批次“{name}”正由另一个程序处理，完成后再运行")
    report = report_of_batch(engine, SYSTEM, batch)
    seconds = round(time.monotonic() - started, 2)
    return report.model_copy(update={"reused": reused, "seconds": seconds})


def report_of_batch(engine: Engine, person: Person, batch: int) -> TriageReport:
    """The batch as `advisor triage` prints it."""
    found = cases(engine, person, batch, whole=True)
    rows = [batches.read_examined(case).row for case in found if case.state == "done"]
    return TriageReport(submissions=tuple(rows), cross=tuple(cross_findings(engine, person, batch)))


def plain(setting: Setting) -> dict[str, Any]:
    """A setting as the store keeps it."""
    return asdict(setting) | {"today": setting.today.isoformat()}


def setting_of(kept: dict[str, Any]) -> Setting:
    """A setting read back."""
    return Setting(**(kept | {"today": date.fromisoformat(kept["today"])}))


class Worker:
    """Works through what waits in the store while a server runs; batches left half-done by a dead one come first."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._wake = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="triage", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def wake(self) -> None:
        """Something was handed in."""
        self._wake.set()

    def stop(self) -> None:
        """Take nothing new; what is under way is kept when it ends, or done again after the next start."""
        self._end.set()
        self._wake.set()

    def _run(self) -> None:
        while not self._end.is_set():
            self._wake.clear()
            try:
                for number in batches.unfinished(self.engine):
                    with looking(self.engine) as session:
                        kept = session.get_one(Batch, number).setting
                    work(self.engine, number, setting_of(kept), _APART, None)
            except AdvisorError as error:
                # The database may be back later; the page says so to whoever looks meanwhile.
                logging.getLogger(__name__).warning("triage waits: %s", error)
            except Exception:
                logging.getLogger(__name__).exception("triage failed")
            self._wake.wait(_PAUSE)


_APART = -1
"""jobs in processes of their own however few the cores: the page must stay quick"""


@contextmanager
def _alive(engine: Engine, batch: int, runner: str) -> Iterator[None]:
    """Renews the runner's word while the work goes on: one submission may take longer than it holds."""
    ended = threading.Event()

    def keep_saying() -> None:
        while not ended.wait(batches.LEASE / 3):
            try:
                batches.renew(engine, batch, runner)
            except AdvisorError as error:
                logging.getLogger(__name__).warning("lease not renewed: %s", error)

    thread = threading.Thread(target=keep_saying, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
