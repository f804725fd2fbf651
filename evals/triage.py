"""Time and memory of a batch on made-up submissions.

    python evals/triage.py [--sizes 10 20 40] [--jobs 1 2]
    python evals/triage.py --sizes 200 --jobs 2

One line for each quarter of a run: submissions done, jobs, seconds so far, seconds a submission in this quarter, the
seconds the processors worked on it, and the most memory all processes held together, in MB. Time is linear when the
quarters take alike, memory bounded when the last column stays. On a machine that is shared the processors' seconds say
more than the clock; the line after several numbers of jobs says how much sooner more of them were done, and how many
cores the batch got meanwhile.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advisor.triage.batch import run_batch
from advisor.triage.examine import Setting
from tests.packages.generate import generate

SETTING = Setting(pack="sd-digital-platform", today=date(2025, 10, 20))
_PAGE = os.sysconf("SC_PAGE_SIZE")


def family() -> Iterator[int]:
    """This process and all that came of it, by number (Linux)."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    queue = [os.getpid()]
    while queue:
        number = queue.pop()
        yield number
        queue += parents.get(number, [])


def held() -> float:
    """Memory the family holds together, in MB; pages several of them share are counted for each."""
    pages = 0
    for number in family():
        try:
            pages += int(Path(f"/proc/{number}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * _PAGE / 2**20


def worked() -> float:
    """Seconds the processors worked for the family, for members that have ended as well."""
    ticks = 0
    for number in family():
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # Own time as a program and in the kernel, and that of children waited for.
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass
class Watch:
    """What a run has cost so far."""

    memory: float = 0.0
    cpu: float = 0.0


@contextmanager
def watched() -> Iterator[Watch]:
    """Looks twice a second while this lasts."""
    watch, ended, before = Watch(), threading.Event(), worked()

    def look() -> None:
        while not ended.wait(0.5):
            watch.memory = max(watch.memory, held())
            watch.cpu = max(watch.cpu, worked() - before)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        ended.set()
        thread.join()


def measure(folder: Path, size: int, jobs: int) -> tuple[float, float]:
    """Run a batch and print its quarters; its seconds by the clock and of the processors."""
    started = time.monotonic()
    last = [0, started, 0.0]
    with watched() as watch:

        def tell(done: int, total: int, _: str) -> None:
            if done * 4 // total > last[0] * 4 // total:
                now, count = time.monotonic(), done - last[0]
                each, cpu = (now - last[1]) / count, (watch.cpu - last[2]) / count
                line = f"{done:5}/{total:<5}  {jobs:4}  {now - started:8.1f}  {each:6.2f}  {cpu:6.2f}"
                print(f"{line}  {watch.memory:8.0f}", flush=True)
                last[:] = [done, now, watch.cpu]

        run_batch(folder, SETTING, jobs=jobs, progress=tell)
        seconds = time.monotonic() - started
        print(f"  compared    {jobs:4}  {seconds:8.1f}                  {watch.memory:8.0f}", flush=True)
    return seconds, watch.cpu


def main() -> None:
    """Measure every size with every number of jobs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 20, 40])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    print("submissions  jobs   seconds    each     cpu   most MB")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            generate(folder, size)
            (folder / "gold.jsonl").unlink()
            cost = {jobs: measure(folder, size, jobs) for jobs in given.jobs}
            first = cost[given.jobs[0]][0]
            for jobs, (seconds, cpu) in cost.items():
                print(
                    f"  {jobs} jobs: {first / seconds:.2f} times as fast, {cpu / seconds:.2f} cores at work"
                )


if __name__ == "__main__":
    main()
