"""Looks for words of Office files that reading loses: `python evals/lost.py FOLDER…`.

Every text element of a file's main parts, as any XML reader finds it, must stand in what was read. Left out are
branches for old programs that repeat another branch, how Japanese words sound, and the numbers that notes pages carry.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.readers import docx, presentation, sheet
from ingest.reading import Content, ReadingError

MEMORY = 3 * 2**30
PARTS = {
    docx: re.compile(r"word/(document|footnotes|endnotes|header|footer|charts/chart|diagrams/data)\d*\.xml$"),
    presentation: re.compile(
        r"ppt/(slides/slide|notesSlides/notesSlide|charts/chart|diagrams/data)\d*\.xml$"
    ),
    sheet: re.compile(r"xl/(sharedStrings|drawings/drawing\d+|comments\d+)\.xml$"),
}
ASIDE = ("Fallback", "rPh", "fld")


def elements(data: bytes, wanted: re.Pattern[str]) -> Iterator[str]:
    """The text elements of the main parts, without blanks."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    package = zipfile.ZipFile(io.BytesIO(data))
    for name in filter(wanted.match, package.namelist()):
        try:
            root = etree.fromstring(package.read(name), parser)
        except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError):
            # Broken: reading says so itself.
            continue
        for element in root.iter() if root is not None else ():
            text = "".join((element.text or "").split())
            if (
                text
                and local(element) == "t"
                and not any(local(each) in ASIDE for each in element.iterancestors())
            ):
                yield text


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def main() -> None:
    """Print how many elements were lost, and from which files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # Words in pictures are another matter.
    docx.read_pictures = presentation.read_pictures = sheet.read_pictures = lambda *_: None  # type: ignore[assignment]
    counts: Counter[str] = Counter()
    for file in sorted(path for folder in parser.parse_args().folders for path in folder.rglob("*")):
        content = Content(file.read_bytes() if file.is_file() else b"", file.name)
        reader = next((reader for reader in PARTS if reader.recognises(content)), None)
        if reader is None:
            continue
        try:
            document = reader.read(content).document(file.name, "")
        except (ReadingError, MemoryError):
            counts["refused"] += 1
            continue
        known = "".join((document.text + "".join(change.text for change in document.revisions)).split())
        found = list(elements(content.data, PARTS[reader]))
        lost = [text for text in found if text not in known]
        counts.update(
            {"files": 1, "elements": len(found), "lost": len(lost), "files with a loss": bool(lost)}
        )
        if lost:
            print(f"{file.name}: {len(lost)} of {len(found)}: {lost[:4]}")
    print(dict(counts))


if __name__ == "__main__":
    main()
