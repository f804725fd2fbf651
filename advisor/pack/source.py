"""A text of a pack: where it is kept, what it is called, which edition it is."""

from __future__ import annotations

from datetime import date

from ingest.document import Frozen


class SourceDocument(Frozen):
    """A text of the pack. Clauses of the document with an empty prefix are `<pack>/<path>`, others `…/<prefix>:<path>`."""

    prefix: str = ""
    file: str
    title: str
    replaces: str | None = None
    """the prefix of the older edition, which is kept but no longer cited"""
    source: str = ""
    """the file it was read from, in the folder the pack was made of"""
    day: date | None = None
    """the day of this edition, where it is known"""
