"""Round seals on pages scanned without colour, told by their rim alone. Never more than 疑似."""

from __future__ import annotations

import math
from typing import Any

from ingest.picture.pixels import Pixels
from ingest.picture.seals import Stamp

_LOOKED_AT = 900
"""Longest side of the picture in which rims are looked for, in pixels."""
_COLOURED, _COLOURFUL = 25, 0.0005
"""Difference of the channels of a coloured pixel; the share of them from which a page is in colour."""
_RADIUS = (0.035, 0.2)
"""Of a seal, as shares of the shorter side: 42 mm across on an A4 page are 0.1."""
_RIM, _OUTSIDE = 0.92, 0.12
"""Of the directions from the centre, in how many the rim must be seen, and in how few anything right outside it. Words
and tables show less than 0.8 and more than 0.2."""
_BAND, _WORDS, _SOLID = (0.62, 0.66, 0.7, 0.74, 0.78, 0.82, 0.86), 0.1, 0.7
"""Where the words along the rim stand, as shares of the radius; of the directions, in how many ink must be seen there, and
of all points there, how many may be: a drawn ring, a logo and a chart have none, a disc is all ink."""
_DIRECTIONS = 120
_CONFIDENCE = 0.6


def find_rings(pixels: Pixels) -> list[Stamp]:
    """Whole rings of ink with nothing close around them, on a page without colour; none on a page in colour."""
    import cv2

    if ((pixels.max(axis=2) - pixels.min(axis=2)) > _COLOURED).mean() > _COLOURFUL:
        return []
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = _LOOKED_AT / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    side = min(small.shape)
    smallest, largest = (round(side * share) for share in _RADIUS)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(small, (3, 3), 0),
        cv2.HOUGH_GRADIENT,
        dp=1,
        minDist=side * 0.05,
        param1=120,
        param2=30,
        minRadius=smallest,
        maxRadius=largest,
    )
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 18)
    found = []
    for x, y, radius in () if circles is None else circles.reshape(-1, 3).tolist():
        if _is_rim(ink, x, y, radius):
            box = (x - radius, y - radius, x + radius, y + radius)
            left, top, right, bottom = (edge / scale for edge in box)
            found.append(Stamp(left, top, right, bottom, _CONFIDENCE))
    return sorted(found, key=lambda ring: (ring.top, ring.left))


def _is_rim(ink: Any, x: float, y: float, radius: float) -> bool:
    """Whether the circle is drawn all around and stands free."""
    height, width = ink.shape

    def inked(angle: float, away: float) -> bool:
        column, row = round(x + math.cos(angle) * away), round(y + math.sin(angle) * away)
        return 0 <= row < height and 0 <= column < width and bool(ink[row, column])

    angles = [math.tau * step / _DIRECTIONS for step in range(_DIRECTIONS)]
    rim = sum(any(inked(angle, radius + off) for off in (-2, -1, 0, 1, 2)) for angle in angles)
    outside = sum(inked(angle, radius + 5) or inked(angle, radius + 6) for angle in angles)
    band = [[inked(angle, radius * share) for share in _BAND] for angle in angles]
    worded = sum(map(any, band)) >= _WORDS * _DIRECTIONS
    solid = sum(map(sum, band)) > _SOLID * _DIRECTIONS * len(_BAND)
    return rim >= _RIM * _DIRECTIONS and outside <= _OUTSIDE * _DIRECTIONS and worded and not solid
