"""Tables that hold prose: a form whose parts are rows, or a text set in one cell, read as headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.pack.checking import Checking
from advisor.pack.squeeze import bare_label
from advisor.profile.titles import bare_title, meanings_of, title_number
from ingest.document import Block, Cell

_LONG = 30
_BRIEF = 8
_LABEL = 18
_ROWS = 3
_SAID = re.compile(r"[。；\n]")
"""what a text has and a title has not"""


def prose_of(block: Block, checking: Checking) -> Iterator[Block]:
    """Headings and paragraphs for the long cells of a table, with the offsets of the cells' own lines."""
    long = [cell for cell in block.cells if len(cell.text.strip()) >= _LONG]
    rows = [(label, c) for label, c in block.pairs if c in long and _short(label, checking)]
    # Where row after row is a short label before a long text, every such label is a title, known or not.
    every = len(rows) >= _ROWS
    pairs = {
        (c.row, c.column): label
        for label, c in block.pairs
        if _titles(label, checking) or (every and (label, c) in rows)
    }
    parts = [cell for cell in long if (cell.row, cell.column) in pairs]
    if len(parts) >= _ROWS:
        # In a form made of such rows, a part may be brief as well.
        short = [c for c in block.cells if _BRIEF <= len(c.text.strip()) < _LONG]
        brief = [c for c in short if (c.row, c.column) in pairs]
        long, parts = [*long, *brief], [*parts, *brief]
    above = _rows_that_head(block, checking)
    long += [c for c in block.cells if c.row - 1 in above and c not in long]
    for cell in block.cells:
        label = pairs.get((cell.row, cell.column))
        if cell.row in above:
            yield _piece(block, cell.text.strip(), cell.start, heading=True)
        empty = label is not None and not cell.text.strip()
        blank = empty and len(parts) >= 2 and not _over_rows(block, cell)
        if label is not None and (cell in parts or blank):
            yield _piece(block, label.text.strip(), label.start, heading=True)
        if cell in long:
            for line in re.finditer(r"[^\n]+", cell.text):
                yield _piece(block, line.group(), cell.start + line.start(), heading=False)


def _over_rows(block: Block, cell: Cell) -> bool:
    """A row with one filled cell, over rows that are filled otherwise, is their title and no blank part."""
    row = [c for c in block.cells if c.row == cell.row and c.text.strip()]
    below = [c for c in block.cells if c.row == cell.row + 1 and c.text.strip()]
    return len(row) == 1 and len(below) > 2


def _rows_that_head(block: Block, checking: Checking) -> set[int]:
    """Rows of one cell that hold a numbered or a known title over a row of one cell with the text itself, or left blank."""
    alone = {c.row: c for c in block.cells if sum(other.row == c.row for other in block.cells) == 1}
    single = len(alone) == len(block.cells)
    heads: set[int] = set()
    for row, cell in alone.items():
        below = alone.get(row + 1)
        title = 2 <= len(bare_title(cell.text)) <= _LABEL and not _SAID.search(cell.text)
        if below is None or not title:
            continue
        numbered, known = title_number(cell.text.strip()), _titles(cell, checking)
        blank = not below.text.strip() and single
        if (blank and known) or (_SAID.search(below.text) and (numbered or known)):
            heads.add(row)
    return heads


def _short(label: Cell, checking: Checking) -> bool:
    title = bare_title(label.text)
    return 2 <= len(title) <= _LABEL and bare_label(label.text) not in checking.fields_by_label


def _titles(label: Cell, checking: Checking) -> bool:
    title = bare_title(label.text)
    sentence = label.text.strip().endswith(("。", "；"))
    return not sentence and 2 <= len(title) <= _LABEL and bool(meanings_of(title, checking))


def _piece(block: Block, text: str, start: int, *, heading: bool) -> Block:
    place = block.place.model_copy(update={"start": start, "end": start + len(text)})
    kind = "heading" if heading else "paragraph"
    return Block(kind=kind, text=text, place=place, level=2 if heading else None, flags=block.flags)
