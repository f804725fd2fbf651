"""A whole batch over all cores: what is done is kept at once, what is kept is not done again."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from advisor.errors import ConfigurationError
from advisor.pack.load import open_pack
from advisor.settings import settings
from advisor.triage.examine import Setting, examine, given_up
from advisor.triage.keep import Kept
from advisor.triage.model import CrossFinding, Examined, TriageReport
from advisor.triage.repeated import repeated
from advisor.triage.rules import load_rules
from advisor.triage.similar import known_shingles, similar
from advisor.triage.submissions import find_submissions, fingerprint

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and the one just done."""

_READERS = 4
"""reading processes one job may start, as in ingest.door"""


def run_batch(
    folder: Path,
    setting: Setting,
    *,
    out: Path | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> TriageReport:
    """Every submission of the folder, in the order of their names, and what is found across them.

    With `out` a finished submission is kept there and is not done again. Raises InputError when there is
    nothing to do, AdvisorError when `out` cannot be written.
    """
    started = time.monotonic()
    paths = find_submissions(folder)
    kept = Kept(out) if out else None
    done: dict[str, Examined] = {}
    for path in paths if kept else ():
        before = kept.get(path.name, fingerprint(path, setting.key)) if kept else None
        if before is not None:
            done[path.name] = before
    reused = len(done)
    todo = [path for path in paths if path.name not in done]
    for examined in examine_all(todo, setting, jobs):
        if kept:
            kept.put(examined)
        done[examined.row.id] = examined
        if progress:
            progress(len(done), len(paths), examined.row.id)
    ordered = [done[path.name] for path in paths]
    return TriageReport(
        submissions=tuple(examined.row for examined in ordered),
        cross=across(ordered, setting),
        reused=reused,
        seconds=round(time.monotonic() - started, 2),
    )


def across(examined: Sequence[Examined], setting: Setting) -> tuple[CrossFinding, ...]:
    """What several submissions share: units, people and equipment first, then passages."""
    pack = open_pack(setting.pack)
    rules = load_rules(pack)
    extracts = [each.extract for each in examined]
    return (*repeated(extracts, rules), *similar(extracts, rules, known_shingles(pack)))


def jobs_for(cores: int) -> int:
    """How many submissions at once: each starts up to four readers of its own, and memory is bounded."""
    return max(1, min(cores, 1 + cores // _READERS))


def examine_all(paths: Sequence[Path], setting: Setting, jobs: int | None) -> Iterator[Examined]:
    """Results as they come. One job runs in this process; more, or a number below zero (as many as the cores bear),
    run in processes of their own; `ADVISOR_TRIAGE_CLUSTER` names the machines of a Dask cluster instead.

    A process that is ended from outside costs the submission it was at, not the batch.
    """
    count = jobs or settings().triage_jobs or jobs_for(os.cpu_count() or 1)
    cluster = settings().triage_cluster
    if not cluster and (count == 1 or (count > 0 and len(paths) < 2)):
        yield from (examine(path, setting) for path in paths)
        return
    left = {path.name: path for path in paths}
    try:
        for examined in _apart(list(left.values()), setting, count if count > 0 else 0, cluster):
            left.pop(examined.row.id)
            yield examined
    except BrokenProcessPool:
        for path in left.values():
            yield _alone(path, setting)


def _apart(paths: list[Path], setting: Setting, count: int, cluster: str) -> Iterator[Examined]:
    from joblib import Parallel, delayed

    with _backend(cluster):
        # Two at least: joblib takes one to mean this process.
        size = -1 if cluster else max(2, min(count or jobs_for(os.cpu_count() or 1), len(paths)))
        # One task at a time to each process: nothing waits behind a slow scan.
        pool = Parallel(n_jobs=size, return_as="generator_unordered", pre_dispatch="2*n_jobs", batch_size=1)
        yield from pool(delayed(examine)(path.resolve(), setting) for path in paths)


def _alone(path: Path, setting: Setting) -> Examined:
    try:
        return next(_apart([path], setting, 0, ""))
    except BrokenProcessPool as error:
        return given_up(path, setting, error)


@contextlib.contextmanager
def _backend(cluster: str) -> Iterator[Any]:
    """The cores of this machine, or a Dask cluster whose workers see the same files."""
    from joblib import parallel_config

    if not cluster:
        with parallel_config(backend="loky") as config:
            yield config
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise ConfigurationError(
            "ADVISOR_TRIAGE_CLUSTER 需要先安装：pip install 'shenchuangtong[distributed]'"
        ) from error
    with Client(cluster, timeout=10), parallel_config(backend="dask") as config:
        yield config
