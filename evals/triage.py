"""Time and memory of a batch: `python evals/triage.py [--sizes 10 20 40] [--jobs 1 2]` on made-up submissions.

Prints one line a run: submissions, jobs, seconds, seconds a submission, peak memory of the parent in MB.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advisor.triage.batch import run_batch
from advisor.triage.examine import Setting
from tests.packages.generate import generate

SETTING = Setting(pack="sd-digital-platform", today=date(2025, 10, 20))


def main() -> None:
    """Measure every size with every number of jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 20, 40])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    print("submissions  jobs  seconds  each  parent MB")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            generate(folder, size)
            (folder / "gold.jsonl").unlink()
            for jobs in given.jobs:
                started = time.monotonic()
                run_batch(folder, SETTING, jobs=jobs)
                seconds = time.monotonic() - started
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{size:11}  {jobs:4}  {seconds:7.1f}  {seconds / size:4.2f}  {peak:9.0f}", flush=True)


if __name__ == "__main__":
    main()
