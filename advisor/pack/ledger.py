"""The ledger of a pack made from a folder: one line for every file read, written as soon as it is read.

It makes reading resumable, keeps what could not be read from being forgotten, and keeps every document's name in
clause ids the same from one reading to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from advisor.pack.source import SourceDocument
from advisor.pack.titles import Edition
from ingest.document import Frozen

LEDGER = "reading.jsonl"
DOCUMENTS = "documents.yaml"


class Entry(Frozen):
    """A file as it was read: `kept`, `same` as another, or `unread`; `why` is Chinese and for people."""

    path: str
    sha256: str
    state: Literal["kept", "same", "unread"]
    why: str = ""
    prefix: str = ""
    file: str = ""
    """where the pack keeps its text"""
    text_sha256: str = ""
    title: str = ""
    key: str = ""
    day: date | None = None
    version: int = 0
    gone: bool = False
    """an older edition that stood under the same path; its text is kept"""

    @property
    def edition(self) -> Edition:
        """Which edition of which text it is."""
        return Edition(self.key, self.day, self.version)


def read_ledger(folder: Path) -> list[Entry]:
    """The entries, the last one for a path and state counting; a line cut off by a kill is left out."""
    file = folder / LEDGER
    found: dict[tuple[str, str], Entry] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError:
            continue
        found[entry.path, entry.prefix if entry.gone else ""] = entry
    return list(found.values())


def append(folder: Path, entry: Entry) -> None:
    """Add one line."""
    with (folder / LEDGER).open("a", encoding="utf-8") as ledger:
        ledger.write(entry.model_dump_json(exclude_defaults=True) + "\n")


def rewrite(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the ledger anew, without entries that no longer count."""
    half = folder / f"{LEDGER}.half"
    half.write_text(
        "".join(f"{e.model_dump_json(exclude_defaults=True)}\n" for e in entries), encoding="utf-8"
    )
    half.replace(folder / LEDGER)


def write_documents(folder: Path, documents: Iterable[SourceDocument]) -> None:
    """documents.yaml: one line a document. JSON's strings are YAML's, so nothing in a title can break the file."""
    rows = (
        json.dumps(each.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
        for each in documents
    )
    half = folder / f"{DOCUMENTS}.half"
    half.write_text("".join(f"- {row}\n" for row in rows), encoding="utf-8")
    half.replace(folder / DOCUMENTS)
