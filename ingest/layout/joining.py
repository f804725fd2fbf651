"""Pages put together: running heads told, tables and sentences that go on over a page break joined."""

from __future__ import annotations

import math
import re
from collections import Counter
from statistics import median

from ingest.document import Block, Cell, table_text
from ingest.layout.flow import at_edge
from ingest.layout.marks import ENDS, begins
from ingest.layout.spans import run_on

_BESIDE = {"header", "footer", "image"}


def mark_running_heads(blocks: list[Block], pages: int) -> list[Block]:
    """Lines at the same edge of many pages that differ in digits only are headers and footers."""
    if pages < 2:
        return blocks
    counts: Counter[tuple[str, bool]] = Counter()
    for key in {
        (_skeleton(b), (b.box or (0, 0, 0, 0))[1] > 0.5, b.place.page) for b in blocks if _edge_line(b)
    }:
        counts[key[:2]] += 1
    # Two pages prove little: there, what runs says the same on both and is small.
    least = max(2 if pages == 2 else 3, pages // 2)
    running = {
        key for key, count in counts.items() if count >= least and (pages > 2 or _small(key[0], blocks))
    }
    marked = []
    for block in blocks:
        if _edge_line(block) and (_skeleton(block), (block.box or (0, 0, 0, 0))[1] > 0.5) in running:
            low = (block.box or (0, 0, 0, 0))[1] > 0.5
            block = block.model_copy(update={"kind": "footer" if low else "header", "level": None})
        marked.append(block)
    return marked


def _edge_line(block: Block) -> bool:
    return (
        block.kind in {"paragraph", "heading", "header", "footer"}
        and block.box is not None
        and at_edge(block.box)
    )


def _small(skeleton: str, blocks: list[Block]) -> bool:
    sizes = [b.size_pt for b in blocks if b.kind == "paragraph" and b.size_pt and len(b.text) > 20]
    heads = [b for b in blocks if _skeleton(b) == skeleton and _edge_line(b)]
    return (
        bool(sizes)
        and len({b.text for b in heads}) == 1
        and all((b.size_pt or 99) < median(sizes) for b in heads)
    )


def _skeleton(block: Block) -> str:
    return re.sub(r"[\d\s]+", "#", block.text.strip())


def join_pages(blocks: list[Block]) -> list[Block]:
    """Tables and sentences cut by a page break made whole; they keep the place where they begin."""
    joined: list[Block] = []
    for block in blocks:
        index = _last_text(joined)
        before = joined[index] if index is not None else None
        if before is not None and index is not None and _follows(before, block):
            whole = _joined_tables(before, block) or _joined_sentence(before, block)
            if whole is not None:
                joined[index] = whole
                continue
        joined.append(block)
    return _renumbered(joined)


def _last_text(blocks: list[Block]) -> int | None:
    return next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i].kind not in _BESIDE), None)


def _follows(before: Block, block: Block) -> bool:
    """True when the block stands on the page after the one where the other ends."""
    page, last = block.place.page, before.place.page
    if page is None or last is None or block.kind in _BESIDE or before.box is None or block.box is None:
        return False
    return page == last + math.ceil(before.box[3])


def _bottom(before: Block, block: Block) -> float:
    """The lower edge on the later page, counted in pages from the one where the first begins."""
    pages = (block.place.page or 0) - (before.place.page or 0)
    return pages + min(0.9999, block.box[3] if block.box else 0.0)


def _joined_tables(before: Block, block: Block) -> Block | None:
    """One table where the second goes on with the same columns at the top of the next page."""
    if before.kind != "table" or block.kind != "table" or before.box is None or block.box is None:
        return None
    same = abs(before.box[0] - block.box[0]) < 0.015 and abs(before.box[2] - block.box[2]) < 0.015
    if not same or _columns(before) != _columns(block) or block.box[1] > 0.2 or before.box[3] % 1 < 0.7:
        return None
    rows = max(cell.row + cell.row_span - 1 for cell in before.cells)
    cells, rest = list(before.cells), list(block.cells)
    first = [cell for cell in rest if cell.row == 1]
    if _goes_on(cells, first, rows):
        cells = [_with_more(cell, first, rows) for cell in cells]
        rest, rows = [cell for cell in rest if cell.row > 1], rows - 1
    elif [cell.text for cell in first] == [cell.text for cell in cells if cell.row == 1]:
        rest, rows = [cell for cell in rest if cell.row > 1], rows - 1
    cells += [cell.model_copy(update={"row": cell.row + rows}) for cell in rest]
    box = (*before.box[:3], _bottom(before, block))
    known = [c for c in (before.confidence, block.confidence) if c is not None]
    update = {
        "cells": tuple(cells),
        "text": table_text(cells),
        "box": box,
        "confidence": min(known, default=None),
    }
    return before.model_copy(update=update)


def _columns(block: Block) -> int:
    return max((cell.column + cell.column_span - 1 for cell in block.cells), default=0)


def _goes_on(cells: list[Cell], first: list[Cell], rows: int) -> bool:
    """True when the first row holds only the rest of the last row's words."""
    last = {cell.column: cell.text for cell in cells if cell.row == rows}
    filled = [cell for cell in first if cell.text]
    fits = all(last.get(cell.column) for cell in filled)
    return (
        bool(filled)
        and fits
        and len(filled) <= len(first) / 2
        and all(len(cell.text) <= 24 for cell in filled)
    )


def _with_more(cell: Cell, first: list[Cell], rows: int) -> Cell:
    more = next((f.text for f in first if f.column == cell.column), "") if cell.row == rows else ""
    return cell.model_copy(update={"text": run_on(cell.text, more)}) if more else cell


def _joined_sentence(before: Block, block: Block) -> Block | None:
    """One paragraph where a sentence goes on at the top of the next page."""
    alike = (
        before.kind == block.kind == "paragraph" and before.flags == block.flags and "toc" not in block.flags
    )
    if not alike or before.box is None or block.box is None:
        return None
    if ENDS.search(before.text) or begins(block.text) or before.box[3] % 1 < 0.7 or block.box[1] > 0.2:
        return None
    if before.box[2] - before.box[0] < 0.5 or len(before.text) < 20 or before.size_pt is None:
        return None
    if block.size_pt is None or abs(before.size_pt - block.size_pt) > 0.25 * before.size_pt:
        return None
    text = run_on(before.text, block.text)
    return before.model_copy(update={"text": text, "box": (*before.box[:3], _bottom(before, block))})


def _renumbered(blocks: list[Block]) -> list[Block]:
    number = 0
    for index, block in enumerate(blocks):
        if block.box is not None and block.box[3] > 1:
            # What goes on over the page reaches, on its own page, to the bottom.
            block = blocks[index] = block.model_copy(update={"box": (*block.box[:3], 1.0)})
        if block.kind == "table":
            number += 1
            place = block.place.model_copy(update={"table": number})
            blocks[index] = block.model_copy(update={"place": place})
    return blocks
