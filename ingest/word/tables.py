"""Tables of WordprocessingML by their grid: a merged cell stands once, at its top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.ooxml import W

_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"}


@dataclass
class Slot:
    """One cell's element and where it stands, from 1."""

    content: Any
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class LostRow:
    """A row struck by a tracked deletion."""

    text: str
    change: tuple[str, str]


def slots(table: Any) -> Iterator[Slot | LostRow]:
    """The cells of a table's grid in reading order; a nested table stays in its cell."""
    found: list[Slot | LostRow] = []
    open_above: dict[int, Slot] = {}
    number = 0
    for row in _children(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        lost = None if properties is None else properties.find(f"{W}del")
        if lost is not None:
            text = "\t".join("".join(n.text or "" for n in cell.iter(f"{W}t", f"{W}delText")) for cell in row)
            found.append(LostRow(text.strip(), (lost.get(f"{W}author", ""), lost.get(f"{W}date", ""))))
            continue
        number += 1
        column = 1 + _skipped(properties)
        last: Slot | None = None
        for cell in _children(row, f"{W}tc"):
            span, vertical, horizontal = _merging(cell)
            if horizontal == "continue" and last is not None:
                last.column_span += span
            elif vertical == "continue" and column in open_above:
                above = open_above[column]
                above.row_span = number - above.row + 1
            else:
                last = Slot(cell, number, column, 1, span)
                found.append(last)
                open_above.pop(column, None)
                if vertical == "restart":
                    open_above[column] = last
            column += span
    yield from found


def _children(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _skipped(properties: Any | None) -> int:
    before = None if properties is None else properties.find(f"{W}gridBefore")
    value = "" if before is None else before.get(f"{W}val") or ""
    return min(int(value), 1000) if value.isdigit() else 0


def _merging(cell: Any) -> tuple[int, str | None, str | None]:
    """Columns spanned, and "restart" or "continue" for vertical and horizontal merging."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, None, None
    span = properties.find(f"{W}gridSpan")
    value = "" if span is None else span.get(f"{W}val") or ""
    merges: list[str | None] = []
    for name in ("vMerge", "hMerge"):
        merge = properties.find(f"{W}{name}")
        merges.append(None if merge is None else merge.get(f"{W}val") or "continue")
    return max(1, min(int(value), 1000)) if value.isdigit() else 1, merges[0], merges[1]


def blocks_of(cell: Any) -> list[Any]:
    """The paragraphs and tables of a cell, those in content controls too."""
    found = []
    for child in cell:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            found.append(child)
        elif child.tag in _WRAPPERS:
            found += blocks_of(child)
    return found
