"""Reading order and paragraphs: columns, lines that run on, headings, running heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Block, Flag, Place, table_text
from ingest.headings import heading_level, title_like
from ingest.layout.forms import Form, forms
from ingest.layout.grid import Grid, cells_of, grids
from ingest.layout.marks import ENDS, begins
from ingest.layout.spans import Line, Rule, Span, body_size, least_sure, lines_of, run_on

_LABEL = re.compile(r"^[^，。；：:]{2,16}(?:[：:]\s*\S|[（(](?:盖章|签[字名章])[）)])|^\d{4}\s*年.{1,8}日$")
_CONTENTS = re.compile(r"(?:\t|[.…·．]{4,}|\s{3,})\s*-?\d{1,4}-?\s*$")
_UNCUT = re.compile(r"[0-9A-Za-z.,%+\-/]{2,12}(?=[，。；、）)%\u4e00-\u9fff])")
_FEW = 120
_INDENT = 8
"""Characters that the first line of a paragraph is set in at most."""
_FOLIO = re.compile(
    r"^[\s—\-–·第]*\d{1,4}[\s—\-–·页]*(?:[/共]\s*\d{1,4}\s*页?)?$|^第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?$"
)


@dataclass(frozen=True)
class Sheet:
    """One page's words and rules. `scale` turns its units into points."""

    number: int
    width: float
    height: float
    spans: Sequence[Span]
    rules: Sequence[Rule]
    scale: float = 1.0
    flags: frozenset[Flag] = frozenset()


def page_blocks(sheet: Sheet) -> list[Block]:
    """The blocks of a page in reading order; its tables are numbered from 1."""
    near = max(2.0 / sheet.scale, 0.002 * sheet.width)
    tables = [grid for grid in grids(sheet.rules, near) if any(grid.holds(span) for span in sheet.spans)]
    tables = [grid for grid in tables if not _frame(grid)]
    seen = [span for span in sheet.spans if span.flag is None]
    loose = [span for span in seen if not any(grid.holds(span) for grid in tables)]
    found, loose = forms(loose, sheet.width)
    used = {span for form in found for span in form.used}
    lines = [part for line in lines_of([s for s in loose if s not in used]) for part in _apart(line)]
    lines = _in_order(lines, sheet.width)
    few = sum(len(line.text) for line in lines) < _FEW
    size = body_size(lines_of(seen) if few else lines)
    blocks: list[tuple[float, int, Block]] = []
    for index, grid in enumerate(tables):
        inside = [span for span in seen if grid.holds(span)]
        blocks.append((grid.top, -1, _table(grid, inside, sheet, index + 1)))
    for index, form in enumerate(found, len(tables)):
        blocks.append((form.top, -1, _form_table(form, sheet, index + 1)))
    # A table breaks the flow: a paragraph may not run across it.
    tops = [grid.top for grid in tables] + [form.top for form in found]
    for order, group in enumerate(_paragraphs(lines, sheet, tops)):
        blocks.append((group[0].top, order, _paragraph(group, sheet, size)))
    ordered = _woven(blocks)
    return ordered + [_unseen(span, sheet) for span in sheet.spans if span.flag is not None]


def _frame(grid: Grid) -> bool:
    """A border, single or double, around one large area is no table."""
    whole = (grid.xs[-1] - grid.xs[0]) * (grid.bottom - grid.top)
    largest = max(
        (grid.xs[right + 1] - grid.xs[left]) * (grid.ys[bottom + 1] - grid.ys[top])
        for top, left, bottom, right in grid.areas
    )
    return largest > 0.72 * whole


def _woven(blocks: list[tuple[float, int, Block]]) -> list[Block]:
    """Tables set into the text where they stand; the text keeps its own order."""
    tables = sorted((item for item in blocks if item[1] < 0), key=lambda item: item[0])
    woven: list[Block] = []
    for top, _, block in sorted((item for item in blocks if item[1] >= 0), key=lambda item: item[1]):
        while tables and tables[0][0] < top:
            woven.append(tables.pop(0)[2])
        woven.append(block)
    return woven + [item[2] for item in tables]


def _apart(line: Line) -> list[Line]:
    """Words far apart and of another size are lines of their own: a heading beside a number."""
    parts = [Line([line.spans[0]])]
    for before, span in pairwise(line.spans):
        far = span.left - before.right > 4 * min(span.size, before.size)
        if far and not 0.72 < span.size / max(before.size, 0.1) < 1.38:
            parts.append(Line())
        parts[-1].spans.append(span)
    return parts


def _in_order(lines: list[Line], width: float) -> list[Line]:
    """Lines in reading order: with two columns, the left one before the right one between full lines."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    halves: list[Line] = []
    ordered: list[Line] = []
    for line in lines:
        left = [span for span in line.spans if span.right <= gutter + 1]
        right = [span for span in line.spans if span.left >= gutter - 1]
        if len(left) + len(right) < len(line.spans):
            ordered += _columns(halves, gutter)
            halves = []
            ordered.append(line)
        else:
            halves += [Line(part) for part in (left, right) if part]
    return ordered + _columns(halves, gutter)


def _columns(halves: list[Line], gutter: float) -> list[Line]:
    return [line for line in halves if line.right <= gutter + 1] + [
        line for line in halves if line.left >= gutter - 1
    ]


def _gutter(lines: list[Line], width: float) -> float | None:
    """Where the gap between two columns runs, None for one column."""
    if len(lines) < 8:
        return None
    best: tuple[int, float] | None = None
    for step in range(40, 61, 2):
        at = width * step / 100
        crossing = sum(
            any(span.left < at - 1 and span.right > at + 1 for span in line.spans) for line in lines
        )
        left = [line for line in lines if any(span.right <= at for span in line.spans)]
        both = [line for line in left if any(span.left >= at for span in line.spans)]
        wide = [line for line in both if _filled(line, at) > 0.55 * width]
        enough = len(wide) >= max(5, 0.4 * len(lines)) and crossing <= 0.35 * len(lines)
        if enough and (best is None or crossing < best[0]):
            best = (crossing, at)
    return None if best is None else best[1]


def _filled(line: Line, at: float) -> float:
    return sum(span.right - span.left for span in line.spans)


def _paragraphs(lines: list[Line], sheet: Sheet, table_tops: list[float]) -> list[list[Line]]:
    """Lines that run on, gathered: those that reach the margin before one that begins nothing new."""
    groups: list[list[Line]] = []
    margin = max((line.right for line in lines), default=0.0)
    for before, line in zip([None, *lines], lines, strict=False):
        if (
            before is not None
            and _runs_on(before, line, margin, groups[-1], sheet)
            and not any(before.top < top < line.top for top in table_tops)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _wrapped_title(before: Line, line: Line, sheet: Sheet) -> bool:
    """A wide centred line whose rest stands centred below it."""
    middle = (before.left + before.right) / 2
    wide = before.right - before.left > 0.6 * sheet.width
    return (
        wide
        and abs(middle - sheet.width / 2) < before.size
        and abs((line.left + line.right) / 2 - middle) < before.size
    )


def _slack(text: str) -> float:
    """How far from the margin, in sizes, a line may end that goes on with `text`: a number or a Latin word is not cut."""
    whole = _UNCUT.match(text)
    return max(2.5, 1.5 + 0.55 * len(whole.group())) if whole else 2.5


def _runs_on(before: Line, line: Line, margin: float, group: list[Line], sheet: Sheet) -> bool:
    size = before.size
    column = max(item.right for item in group) if len(group) > 1 else margin
    reaches = before.right > min(margin, column) - _slack(line.text) * size
    close = -0.5 * size < line.top - before.bottom < 1.6 * size
    rough = 0.4 if line.confidence is not None else 0.15
    alike = abs(line.size - size) < rough * size and line.bold == before.bold
    hanging = line.left <= group[0].left + 0.8 * size or _wrapped_title(before, line, sheet)
    fresh = begins(line.text) or _LABEL.match(line.text) or _CONTENTS.search(before.text)
    if len(group) == 1 and ENDS.search(before.text) and line.left > group[0].left + size:
        return False
    if (
        len(group) == 1
        and before.left > line.left + _INDENT * size
        and not _wrapped_title(before, line, sheet)
    ):
        # Set to the right by itself: the date below a signature.
        return False
    return bool(reaches and close and alike and hanging and not fresh)


def _paragraph(group: list[Line], sheet: Sheet, body: float) -> Block:
    text = group[0].text
    for line in group[1:]:
        text = run_on(text, line.text)
    first = group[0]
    centred = abs((first.left + first.right) / 2 - sheet.width / 2) < 0.04 * sheet.width
    centred = centred and (first.left > 0.2 * sheet.width or len(group) == 2)
    size_pt = round(first.size * sheet.scale, 1)
    body_pt = body * sheet.scale
    flags = set(sheet.flags)
    known = [line.confidence for line in group if line.confidence is not None]
    level = None
    if _CONTENTS.search(text):
        flags.add("toc")
    elif len(group) <= 2:
        larger = size_pt >= body_pt * (1.35 if known else 1.12)
        level = heading_level(text, first.bold or larger or centred)
        # Recognised sizes vary a little.
        if level is None and title_like(
            text, centred, first.bold, size_pt, body_pt * (1.05 if known else 1.0)
        ):
            level = 1
    box = _box(min(i.left for i in group), first.top, max(i.right for i in group), group[-1].bottom, sheet)
    folio = level is None and len(group) == 1 and _FOLIO.match(text.strip()) and at_edge(box)
    return Block(
        kind="heading" if level else ("footer" if box[1] > 0.5 else "header") if folio else "paragraph",
        text=text,
        level=level,
        place=Place(page=sheet.number),
        flags=frozenset(flags),
        font=first.spans[0].font,
        size_pt=size_pt,
        bold=first.bold,
        confidence=min(known) if known else None,
        box=box,
    )


def at_edge(box: tuple[float, float, float, float]) -> bool:
    """True for a line where running heads and page numbers stand."""
    return box[1] > 0.88 or box[3] < 0.1


def _box(
    left: float, top: float, right: float, bottom: float, sheet: Sheet
) -> tuple[float, float, float, float]:
    return (
        round(left / sheet.width, 4),
        round(top / sheet.height, 4),
        round(right / sheet.width, 4),
        round(bottom / sheet.height, 4),
    )


def _table(grid: Grid, spans: list[Span], sheet: Sheet, number: int) -> Block:
    cells = cells_of(grid, spans)
    return Block(
        kind="table",
        text=table_text(cells),
        cells=tuple(cells),
        place=Place(page=sheet.number, table=number),
        flags=sheet.flags,
        confidence=least_sure(spans),
        box=_box(grid.xs[0], grid.top, grid.xs[-1], grid.bottom, sheet),
    )


def _form_table(form: Form, sheet: Sheet, number: int) -> Block:
    return Block(
        kind="table",
        text=table_text(form.cells),
        cells=tuple(form.cells),
        place=Place(page=sheet.number, table=number),
        flags=sheet.flags,
        confidence=least_sure(form.used),
        box=_box(form.left, form.top, form.right, form.bottom, sheet),
    )


def _unseen(span: Span, sheet: Sheet) -> Block:
    flags = sheet.flags | ({span.flag} if span.flag else set())
    return Block(kind="paragraph", text=span.text, place=Place(page=sheet.number), flags=flags)
