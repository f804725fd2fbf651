"""Recall, false errors and recognition on made packages: `python evals/packages.py [--count 144] [--plain] [--keep DIR]`.

Without --plain some packages are PDFs (LibreOffice is needed) and some are drawn scans (the extra `ocr` is needed).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advisor.triage.batch import run_batch
from advisor.triage.examine import Setting
from tests.packages.generate import generate, twins
from tests.packages.score import Score, score


def main() -> None:
    """Make the packages, check them, print the figures and all that was missed or false."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=144)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.keep and given.keep.exists() and any(given.keep.iterdir()):
        parser.error(f"{given.keep} is not empty: packages made before would be packed into these")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        gold = generate(folder, given.count, pdf=not given.plain, scans=not given.plain)
        started = time.monotonic()
        total = score(folder, gold)
        show(total, time.monotonic() - started)
    with tempfile.TemporaryDirectory() as scratch:
        batch(Path(scratch))


def show(total: Score, seconds: float) -> None:
    """One line a check, then the sums."""
    for name in sorted(total.seeded):
        print(f"{name:40} {total.seeded[name]:4} {total.found[name]:4}")
    print(f"packages {total.packages}, clean {total.clean}, seconds {seconds:.0f}")
    print(f"recall {total.recall:.3f} ({sum(total.found.values())} of {sum(total.seeded.values())})")
    print(f"false errors in clean packages {total.false_in_clean}")
    print(f"precision of errors {total.precision:.3f} ({total.errors - len(total.false)} of {total.errors})")
    print(f"track and stage recognised {total.recognised} of {total.packages}")
    for line in (*total.missed, *total.false):
        print("  ", *line)


def batch(folder: Path) -> None:
    """Faults between submissions, told by triage."""
    gold = twins(folder)
    found = run_batch(folder, Setting(pack="sd-digital-platform", today=date(2025, 10, 20)), jobs=1)
    cross = [json.dumps(each.model_dump(mode="json"), ensure_ascii=False) for each in found.cross]
    pairs = [(str(row["id"]), fault) for row in gold for fault in row["faults"]]  # type: ignore[attr-defined]
    told = sum(
        any(fault["check"] in text and name in text and fault["mate"] in text for text in cross)
        for name, fault in pairs
    )
    print(
        f"faults between submissions {told} of {len(pairs)}, further cross findings {len(cross) - told // 2}"
    )


if __name__ == "__main__":
    main()
