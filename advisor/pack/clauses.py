"""A policy text to clauses: every numbered piece with its id, its reader's heading and its exact offsets."""

from __future__ import annotations

import re

from advisor.domain import Clause
from ingest.outline import Piece, outline

_TITLE_LENGTH = 40


def clauses_of(text: str, pack: str, prefix: str, document: str) -> list[Clause]:
    """The clauses of one document, in reading order.

    Ids follow the contract: `<pack>/4.5`, `<pack>/<prefix>:12.2`. A text without any numbering gives one clause a
    paragraph (`p1`, `p2` …).
    """
    pieces = [piece for root in outline(text) for piece in root.walk()]
    if not any(piece.marker for piece in pieces):
        return _paragraphs(text, pack, prefix, document)
    return [_clause(piece, text, pack, prefix, document) for piece in pieces]


def clause_id(pack: str, prefix: str, path: str) -> str:
    """`<pack>/<path>`, or `<pack>/<prefix>:<path>` for a second document."""
    return f"{pack}/{prefix}:{path}" if prefix else f"{pack}/{path}"


def _clause(piece: Piece, text: str, pack: str, prefix: str, document: str) -> Clause:
    path = ".".join(piece.path)
    return Clause(
        id=clause_id(pack, prefix, path),
        path=path,
        text=text[piece.start : piece.end],
        heading=_heading(piece, text),
        document=document,
        start=piece.start,
        end=piece.end,
        parent=clause_id(pack, prefix, ".".join(piece.parent.path)) if piece.parent else None,
        children=tuple(clause_id(pack, prefix, ".".join(child.path)) for child in piece.children),
    )


def _heading(piece: Piece, text: str) -> str:
    """四、申报条件（六）1. : the titles of the pieces above, then the piece's own number."""
    if piece.marker is None:
        return "前言"
    line = [piece]
    while line[0].parent is not None:
        line.insert(0, line[0].parent)
    parts = []
    for step in line:
        marker = step.marker
        if marker is None:
            continue
        number = text[marker.start : marker.end].strip()
        parts.append(number + (_title(step, text) if step is line[0] or step.children else ""))
    return "".join(parts)


def _title(piece: Piece, text: str) -> str:
    """The words after the number when they are a title: one short line without a full stop."""
    if piece.marker is None:
        return ""
    first = text[piece.marker.end : piece.end].split("\n", 1)[0].strip()
    is_title = first and len(first) <= _TITLE_LENGTH and not re.search(r"[。；;：:，]", first)
    return first if is_title else ""


def _paragraphs(text: str, pack: str, prefix: str, document: str) -> list[Clause]:
    found = []
    for index, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text), start=1):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        found.append(
            Clause(
                id=clause_id(pack, prefix, f"p{index}"),
                path=f"p{index}",
                text=text[start:end],
                heading=f"第{index}段",
                document=document,
                start=start,
                end=end,
            )
        )
    return found
