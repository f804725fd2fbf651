"""Reads folders of odd files and reports what must never happen: `python evals/odd.py FOLDER… [--out LINES.jsonl]`.

Meant for the test suites of other readers (protected, malformed, fuzzed files, bombs), which are not kept here. For
every file: uncaught exceptions, a hang, memory over 2 GB, an encrypted file that is not called so, and a file that
passes for one that was read and is empty. Whether a file is encrypted is asked of msoffcrypto-tool, pikepdf, rarfile
and py7zr as far as they are installed. `--copies` adds three broken copies of every file under 400 kB.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from broken import broken

from ingest import Limits, read_all
from ingest.document import Document

HANGS_AFTER = 60
MOST_MEMORY = 2 * 2**30
LARGEST_COPY = 400_000


@dataclass
class Outcome:
    """What became of one file."""

    file: str
    seconds: float
    memory: int
    documents: list[dict[str, object]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Peak:
    """The most memory all processes below this one held together, sampled."""

    def __init__(self) -> None:
        self.bytes = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self.bytes = max(self.bytes, sum(_resident(pid) for pid in _below(os.getpid())))
            time.sleep(0.05)


def _below(pid: int) -> Iterator[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for t in threads for child in (t / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield child
        yield from _below(child)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def locked(file: Path) -> bool:
    """True when another library finds the file encrypted with a password that is needed to open it."""
    return any(asks(file) for asks in (_locked_zip, _locked_office, _locked_pdf, _locked_rar, _locked_seven))


def _locked_zip(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
            flags = any(info.flag_bits & 1 for info in package.infolist())
            manifest = "META-INF/manifest.xml"
            odf = "mimetype" in names and manifest in names and b"encryption-data" in package.read(manifest)
            return flags or odf
    except Exception:
        return False


def _locked_office(file: Path) -> bool:
    return _says("msoffcrypto", lambda library: library.OfficeFile(file.open("rb")).is_encrypted())


def _locked_pdf(file: Path) -> bool:
    def asks(library: object) -> bool:
        try:
            library.open(file).close()  # type: ignore[attr-defined]
        except library.PasswordError:  # type: ignore[attr-defined]
            return True
        return False

    return _says("pikepdf", asks)


def _locked_rar(file: Path) -> bool:
    return _says("rarfile", lambda library: library.RarFile(file).needs_password())


def _locked_seven(file: Path) -> bool:
    return _says("py7zr", lambda library: library.SevenZipFile(file).needs_password())


def _says(library: str, asks) -> bool:  # type: ignore[no-untyped-def]
    """A second opinion counts only when it is one: another library's own failure says nothing."""
    try:
        return bool(asks(importlib.import_module(library)))
    except Exception:
        return False


def outcome_of(file: Path, name: str, peak: Peak, limits: Limits) -> Outcome:
    """Read one file and judge what came of it."""
    peak.bytes = 0
    begin = time.monotonic()
    documents: list[Document] = []
    wrong = []
    try:
        documents = read_all([file], limits)
    except Exception as error:
        wrong.append(f"uncaught {error!r}")
    outcome = Outcome(name, round(time.monotonic() - begin, 2), peak.bytes, wrong=wrong)
    if outcome.seconds > HANGS_AFTER * max(1, len(documents)):
        wrong.append("hang")
    if peak.bytes > MOST_MEMORY:
        wrong.append("memory")
    kinds = {fault.kind for document in documents for fault in document.faults}
    if "encrypted" not in kinds and locked(file):
        wrong.append("encrypted, not said")
    for document in documents:
        silent = not document.faults and not document.unread and not document.marks
        if silent and not document.text.strip():
            wrong.append(f"read and empty: {document.path}")
        outcome.documents.append(summary(document))
    return outcome


def summary(document: Document) -> dict[str, object]:
    """A document in a line."""
    return {
        "path": document.path,
        "format": document.format,
        "pages": len(document.pages),
        "text": len(document.text),
        "words": document.text[:80],
        "faults": [f"{fault.kind}: {fault.detail}" for fault in document.faults],
        "unread": [entry.why for entry in document.unread][:5],
    }


def files_of(folders: list[Path], copies: bool, scratch: Path) -> Iterator[tuple[Path, str]]:
    """The files, and broken copies of them."""
    draw = random.Random(7)
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = str(file.relative_to(folder.parent))
            yield file, name
            if copies and file.stat().st_size < LARGEST_COPY:
                for way in (0, 4, 6):
                    copy = scratch / f"broken-{way}{file.suffix}"
                    copy.write_bytes(broken(file.read_bytes(), way, draw))
                    yield copy, f"{name} broken {way}"


def main() -> None:
    """Print the counts, and every file that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="a line of JSON for every file")
    parser.add_argument("--copies", action="store_true")
    parser.add_argument(
        "--drawn-seconds", type=int, default=Limits.drawn_seconds, help="time to recognise a file"
    )
    options = parser.parse_args()
    limits = Limits(drawn_seconds=options.drawn_seconds)
    peak, kinds, trouble, slowest, most = Peak(), Counter[str](), Counter[str](), 0.0, 0
    lines = options.out.open("a", encoding="utf-8") if options.out else None
    with tempfile.TemporaryDirectory() as scratch:
        for file, name in files_of(options.folders, options.copies, Path(scratch)):
            outcome = outcome_of(file, name, peak, limits)
            slowest, most = max(slowest, outcome.seconds), max(most, outcome.memory)
            faulty = any(document["faults"] for document in outcome.documents)
            kinds["with a fault" if faulty else "read"] += 1
            trouble.update(what.split(":")[0].split("(")[0] for what in outcome.wrong)
            for what in outcome.wrong:
                print(f"{name}: {what}", flush=True)
            if lines:
                print(json.dumps(asdict(outcome), ensure_ascii=False), file=lines, flush=True)
    print(f"{sum(kinds.values())} files: {dict(kinds)}; slowest {slowest:.0f} s, most {most / 2**20:.0f} MB")
    print(dict(trouble) or "nothing uncaught, hung, over 2 GB, encrypted unsaid, or passed off as empty")


if __name__ == "__main__":
    main()
