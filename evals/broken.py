"""Breaks copies of the fixtures in seven ways each and reads them: `python evals/broken.py [--seed N]`.

Reports what must never happen: an uncaught exception, a file that takes longer than 60 seconds, and a broken file
that passes for one that was read and is empty.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from ingest import read_document

FILES = Path(__file__).parent.parent / "tests" / "files"
KINDS = {
    ".docx",
    ".docm",
    ".pdf",
    ".xlsx",
    ".xls",
    ".pptx",
    ".ofd",
    ".zip",
    ".7z",
    ".gz",
    ".png",
    ".jpg",
    ".tif",
}
LARGEST = 400_000
HANGS_AFTER = 60


def broken(data: bytes, way: int, draw: random.Random) -> bytes:
    """A copy cut short at the end or the beginning, or with some of its bytes changed."""
    copy = bytearray(data)
    if way < 3:
        return bytes([copy[: len(copy) // 2], copy[:-20], copy[len(copy) // 10 :]][way])
    for _ in range(max(3, len(copy) // (20, 200, 2_000, 20_000)[way - 3])):
        copy[draw.randrange(len(copy))] = draw.randrange(256)
    return bytes(copy)


def main() -> None:
    """Print the counts, and the names of what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    draw = random.Random(parser.parse_args().seed)
    sources = [
        file
        for file in sorted(FILES.rglob("*"))
        if file.suffix in KINDS and 0 < file.stat().st_size < LARGEST
    ]
    faults: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for source in sources:
            for way in range(7):
                copy = Path(scratch) / f"{source.stem}-{way}{source.suffix}"
                copy.write_bytes(broken(source.read_bytes(), way, draw))
                begin = time.monotonic()
                try:
                    document = read_document(copy)
                except Exception as error:
                    wrong.append(f"{copy.name}: uncaught {error!r}")
                    continue
                slowest = max(slowest, time.monotonic() - begin)
                faults[document.faults[0].kind if document.faults else "read"] += 1
                silent = not document.faults and not document.unread and not document.marks
                if silent and not document.text.strip():
                    wrong.append(f"{copy.name}: read and empty")
    wrong += [f"slowest file took {slowest:.0f} s"] if slowest > HANGS_AFTER else []
    print(f"{sum(faults.values())} broken copies, slowest {slowest:.1f} s: {dict(faults)}")
    print("\n".join(wrong) or "nothing uncaught, nothing hung, nothing passed off as empty")


if __name__ == "__main__":
    main()
