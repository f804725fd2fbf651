"""What we recover of documents, and how fast, beside other readers: `python evals/reading.py FILE…`.

Without files it reads the Word and PDF fixtures under tests/files. For every file and reader: seconds, and the share
of the file's headings, table cells, numbers and tracked or unusual text that its output holds. The truth of a fixture
is the YAML beside it; of another file it is what all readers together find. markitdown is used when installed.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ingest import read_document

FILES = Path(__file__).parent.parent / "tests" / "files"
KINDS = ("headings", "cells", "numbers", "unusual")


@dataclass
class Truth:
    """What a file holds, by kind."""

    headings: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    unusual: list[str] = field(default_factory=list)


def truth_of(file: Path) -> Truth | None:
    """The truth in the YAML beside a fixture, None without one."""
    beside = file.with_name(file.name + ".yaml")
    if not beside.exists():
        return None
    content = yaml.safe_load(beside.read_text(encoding="utf-8"))
    truth = Truth()
    for line in content.get("blocks", []):
        head, _, text = line.partition(": ")
        if head.startswith("table"):
            truth.cells += [cell for row in text.split(" / ") for cell in row.split("|") if cell]
        elif head.startswith("heading"):
            truth.headings.append(text)
        elif head.split()[0] in {"textbox", "footnote", "header", "comment", "annotation"} or "[" in head:
            truth.unusual.append(text.split("|")[0])
        truth.numbers += re.findall(r"\d+(?:\.\d+)?", text)
    truth.unusual += [line.partition(": ")[2] for line in content.get("revisions", [])]
    return truth


def ours(file: Path) -> str:
    """Everything the typed document holds, the recorded changes too."""
    document = read_document(file)
    return "\n".join([document.text, *(revision.text for revision in document.revisions)])


def plain_library(file: Path) -> str:
    """python-docx's paragraphs and tables, or pypdf's text: what a plain program does."""
    if file.suffix == ".pdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    import docx

    document = docx.Document(str(file))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def markitdown(file: Path) -> str:
    """The Markdown of markitdown."""
    from markitdown import MarkItDown

    return str(MarkItDown().convert(str(file)).text_content)


def readers() -> dict[str, Callable[[Path], str]]:
    """The readers at hand."""
    known: dict[str, Callable[[Path], str]] = {"ours": ours, "python-docx / pypdf": plain_library}
    try:
        import markitdown as _  # noqa: F401
    except ImportError:
        print("markitdown is not installed; left out", file=sys.stderr)
    else:
        known["markitdown"] = markitdown
    return known


def share(wanted: list[str], text: str) -> str:
    """How many of the wanted pieces the text holds, blanks aside."""
    squeezed = re.sub(r"[\s|*#\\]", "", text)
    found = sum(re.sub(r"[\s|*#\\]", "", piece) in squeezed for piece in wanted)
    return f"{found}/{len(wanted)}"


def main(paths: list[Path]) -> None:
    """Print a Markdown table, a row for every file and reader."""
    files = paths or sorted(
        [*FILES.glob("docx/*.docx"), *FILES.glob("legacy/same.docx"), *FILES.glob("legacy/same.pdf")]
    )
    known = readers()
    for read in known.values():
        # The first call pays for loading; a service pays it once.
        read(FILES / "legacy/same.docx")
        read(FILES / "legacy/same.pdf")
    print("| file | reader | seconds | " + " | ".join(KINDS) + " |\n|---|---|---|" + "---|" * len(KINDS))
    for file in files:
        truth = truth_of(file)
        for name, read in known.items():
            begin = time.monotonic()
            text = read(file)
            seconds = time.monotonic() - begin
            shares = [
                share(getattr(truth, kind), text) if truth else f"{len(text)} characters" for kind in KINDS
            ]
            print(f"| {file.name} | {name} | {seconds:.2f} | " + " | ".join(shares) + " |")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
