"""Time and memory of a batch on made-up submissions.

    python evals/triage.py [--sizes 10 20 40] [--jobs 1 2]
    python evals/triage.py --sizes 200 --jobs 2

One line for each quarter of a run: submissions done, jobs, seconds so far, seconds a submission in this quarter, and
the most memory all processes held together, in MB. Time is linear when the quarters take alike, memory bounded when
the last column stays.
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


@contextmanager
def watched() -> Iterator[list[float]]:
    """The most memory held while this lasts, looked at twice a second."""
    most, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(0.5):
            most[0] = max(most[0], held())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        ended.set()
        thread.join()


def measure(folder: Path, size: int, jobs: int) -> None:
    """Run a batch and print its quarters."""
    started = time.monotonic()
    last = [0, started]
    with watched() as most:

        def tell(done: int, total: int, _: str) -> None:
            if done * 4 // total > last[0] * 4 // total:
                now = time.monotonic()
                each = (now - last[1]) / (done - last[0])
                print(
                    f"{done:5}/{total:<5}  {jobs:4}  {now - started:8.1f}  {each:6.2f}  {most[0]:8.0f}",
                    flush=True,
                )
                last[:] = [done, now]

        run_batch(folder, SETTING, jobs=jobs, progress=tell)
        print(
            f"  compared    {jobs:4}  {time.monotonic() - started:8.1f}          {most[0]:8.0f}", flush=True
        )


def main() -> None:
    """Measure every size with every number of jobs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 20, 40])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    print("submissions  jobs   seconds    each   most MB")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            generate(folder, size)
            (folder / "gold.jsonl").unlink()
            for jobs in given.jobs:
                measure(folder, size, jobs)


if __name__ == "__main__":
    main()
