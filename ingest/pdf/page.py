"""One PDF page through PDFium: words with boxes, ruling lines, pictures, and whether the text is junk."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

from ingest.layout.spans import Rule, Span

_THIN_PT = 3.0
_MOST_OBJECTS = 20_000


@dataclass
class Drawn:
    """What stands on a page, in points from its upper left corner as the reader sees it."""

    width: float
    height: float
    spans: list[Span] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Rule] = field(default_factory=list)
    pictures: list[Rule] = field(default_factory=list)
    characters: int = 0
    suspect: int = 0
    """Characters whose mapping to Unicode is missing or does not fit the glyph."""
    invisible: int = 0
    objects: int = 0
    shapes: int = 0
    """Drawn shapes that are no rules, and not white."""
    left: list[str] = field(default_factory=list)
    """What of the page was not read, as words for the ledger."""

    @property
    def pictured(self) -> float:
        """The share of the page under pictures."""
        area = sum((p.right - p.left) * (p.bottom - p.top) for p in self.pictures)
        return min(1.0, area / max(1.0, self.width * self.height))

    @property
    def junk(self) -> bool:
        """True when too many characters do not mean what is shown."""
        return self.characters >= 8 and self.suspect > 0.3 * self.characters


def read_page(page: Any, off: frozenset[str] = frozenset()) -> Drawn:
    """The words, rules and pictures of a page; `off` are the names of the layers that are not shown."""
    from ingest.pdf.grounds import on_colour
    from ingest.pdf.words import leaning, read_words

    rotation = page.get_rotation()
    words = page.get_textpage()
    upright = leaning(words, rotation)
    width, height = page.get_size()
    drawn = Drawn(width, height) if (rotation - upright) % 180 == 0 else Drawn(height, width)
    turn = Turn(page, upright)
    _read_objects(page, turn, drawn)
    read_words(words, turn, drawn, off)
    words.close()
    if rotation == upright:
        on_colour(page, drawn)
    return drawn


class Turn:
    """Turns PDF coordinates into those of the page held so that its words stand upright."""

    def __init__(self, page: Any, rotation: int) -> None:
        left, bottom, right, top = page.get_bbox()
        self._box = (left, bottom, right, top)
        self._rotation = rotation

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._box
        if self._rotation == 90:
            return y - bottom, x - left
        if self._rotation == 180:
            return right - x, y - bottom
        if self._rotation == 270:
            return top - y, right - x
        return x - left, top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Rule:
        """A box turned likewise."""
        (x0, y0), (x1, y1) = self(left, bottom), self(right, top)
        return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _read_objects(page: Any, turn: Turn, drawn: Drawn) -> None:
    import pypdfium2.raw as raw

    for count, item in enumerate(page.get_objects(max_depth=4)):
        if count >= _MOST_OBJECTS:
            break
        drawn.objects += 1
        if item.type not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            continue
        area = turn.box(*item.get_bounds())
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            drawn.pictures.append(area)
        else:
            _read_path(item, area, turn, drawn)


def _read_path(item: Any, area: Rule, turn: Turn, drawn: Drawn) -> None:
    import pypdfium2.raw as raw

    wide, tall = area.right - area.left, area.bottom - area.top
    if min(wide, tall) <= _THIN_PT and max(wide, tall) > 2 * _THIN_PT:
        drawn.rules.append(area)
        return
    drawn.shapes += not _is_white(item)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroke)
    if mode.value and min(wide, tall) > _THIN_PT and not _is_white(item):
        drawn.fills.append(area)
    count = raw.FPDFPath_CountSegments(item)
    if not stroke.value or count > 400:
        return
    matrix = item.get_matrix()
    before: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
            _add_rule(before, point, drawn)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            _add_rule(point, start, drawn)
        before = point


def _add_rule(one: tuple[float, float], other: tuple[float, float], drawn: Drawn) -> None:
    rule = Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    wide, tall = rule.right - rule.left, rule.bottom - rule.top
    if min(wide, tall) <= _THIN_PT and max(wide, tall) > 2 * _THIN_PT:
        drawn.rules.append(rule)


def _is_white(item: Any) -> bool:
    import pypdfium2.raw as raw

    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(item, r, g, b, a)
    return bool(known) and (min(r.value, g.value, b.value) > 245 or a.value < 10)


def millimetres(points: float) -> float:
    """Points as millimetres, to one place."""
    return round(points / 72 * 25.4, 1) if math.isfinite(points) else 0.0
