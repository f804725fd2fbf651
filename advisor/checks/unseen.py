"""What may stand where nothing was read: on a page that was not recognised, in a picture within a cell."""

from __future__ import annotations

from advisor.profile.reading import Reading
from ingest.document import Block, Cell, Place

_DOUBTFUL = 0.85
"""Mean confidence of recognition below which a word may be overlooked."""


def unread_at(reading: Reading, page: int | None, *, after: int = 0) -> bool:
    """Whether something of the page, or of `after` pages behind it, was not read or hardly recognised.

    Without a page, whether something of the file was not read.
    """
    if page is None:
        return reading.unread
    near = range(page, page + after + 1)
    doubtful = any(
        p.number in near and p.confidence is not None and p.confidence < _DOUBTFUL
        for p in reading.document.pages
    )
    return doubtful or any(part.page in near for part in reading.document.unread)


def drawn_in(reading: Reading, place: Place) -> bool:
    """Whether the cell at `place` is filled by a picture whose words were read, or by a table of its own."""
    cell = _cell(reading, place)
    return (cell is not None and cell.nested) or any(block.text.strip() for block in _pictures(reading, cell))


def hidden_in(reading: Reading, place: Place) -> bool:
    """Whether the blank cell at `place` may hold something: a picture without words, or a page that was not read."""
    cell = _cell(reading, place)
    if cell is not None and cell.anchor is not None:
        # Readers that give every cell its address tell of each picture where it stands.
        return bool(_pictures(reading, cell))
    return unread_at(reading, place.page)


def _pictures(reading: Reading, cell: Cell | None) -> list[Block]:
    if cell is None or cell.anchor is None:
        return []
    return [b for b in reading.document.blocks if b.kind == "image" and b.anchor == cell.anchor]


def _cell(reading: Reading, place: Place) -> Cell | None:
    for block in reading.document.tables():
        if place.table is not None and block.place.table == place.table:
            return next((c for c in block.cells if (c.row, c.column) == (place.row, place.column)), None)
    return None
