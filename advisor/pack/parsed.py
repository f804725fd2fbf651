"""Where the clauses of a large pack begin and end, kept so that opening it need not take the texts apart again."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.domain import Clause
from advisor.pack import clauses
from advisor.pack.model import Pack
from advisor.settings import settings
from ingest import chinese, outline


class Parsed:
    """The kept clauses of one pack, by the file and the very text they were found in."""

    def __init__(self, pack: str) -> None:
        self._pack = pack
        kept = _read(_file(pack))
        self._documents: dict[str, Any] = kept["documents"] if kept and kept["form"] == _form() else {}

    def clauses(self, file: str, text: str, prefix: str) -> list[Clause] | None:
        """The clauses of a text; None when it was not kept, or has changed since."""
        kept = self._documents.get(file)
        if kept is None or kept["digest"] != _digest(text, prefix):
            return None
        rows = kept["clauses"]
        lead = f"{self._pack}/{prefix}:" if prefix else f"{self._pack}/"
        below: dict[int, list[str]] = {}
        for path, _, _, _, parent in rows:
            if parent is not None:
                below.setdefault(parent, []).append(lead + path)
        return [
            Clause.model_construct(
                id=lead + path,
                path=path,
                text=text[start:end],
                heading=heading,
                document=file,
                start=start,
                end=end,
                parent=None if parent is None else lead + rows[parent][0],
                children=tuple(below.get(place, ())),
            )
            for place, (path, start, end, heading, parent) in enumerate(rows)
        ]


def keep_parsed(pack: Pack) -> None:
    """Write down the clauses of a pack."""
    documents: dict[str, Any] = {
        each.file: {"digest": _digest(pack.texts[each.file], each.prefix), "clauses": []}
        for each in pack.info.documents
    }
    places: dict[str, int] = {}
    for clause in pack.clauses:
        rows = documents[clause.document]["clauses"]
        places[clause.id] = len(rows)
        parent = None if clause.parent is None else places[clause.parent]
        rows.append((clause.path, clause.start, clause.end, clause.heading, parent))
    file = _file(pack.info.id)
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(".half")
    half.write_text(
        json.dumps({"form": _form(), "documents": documents}, ensure_ascii=False), encoding="utf-8"
    )
    half.replace(file)


def _file(pack: str) -> Path:
    return settings().data / "index" / pack / "clauses.json"


def _digest(text: str, prefix: str) -> str:
    return hashlib.sha256(f"{prefix}\n{text}".encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _form() -> str:
    """Changes whenever the code that finds clauses does."""
    sources = b"".join(Path(str(module.__file__)).read_bytes() for module in (outline, clauses, chinese))
    return hashlib.sha256(sources).hexdigest()[:16]


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
