"""Seals on scans without colour; signatures: sure in dark ink on tinted paper, not on grey scans nor beside something red."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy
import pytest

from ingest.layout.spans import Span
from ingest.picture.rings import find_rings
from ingest.picture.seals import find_signatures

_PAPER = (241, 245, 246)
_GREY = (244, 244, 244)


@pytest.mark.parametrize(
    ("paper", "red", "sure"), [(_PAPER, False, True), (_GREY, False, False), (_PAPER, True, False)]
)
def test_a_seal_would_have_been_seen_in_colour_alone(
    paper: tuple[int, int, int], red: bool, sure: bool
) -> None:
    page = numpy.full((400, 600, 3), paper, dtype="uint8")
    page[180:225, 330:340] = 20
    if red:
        page[60:100, 200:240] = (90, 90, 200)
    label = Span("法定代表人（签字）：", 100, 190, 300, 210, 20, confidence=0.99)
    (found,) = find_signatures(page, [label], lambda text: "签字" in text)
    assert (found.confidence >= 0.6) is sure


def _page(ring: tuple[int, int, int] | None, *, closed: bool = True, worded: bool = True) -> Any:
    """A page of dark lines, as words and rules are, and a ring of this colour, whole or not, with words along it or none."""
    page = numpy.full((1403, 992, 3), 247, dtype="uint8")
    for row in range(90, 760, 42):
        for left in range(80, 900, 30):
            cv2.putText(page, "R8", (left, row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (30, 30, 30), 2)
    cv2.rectangle(page, (80, 800), (910, 880), (20, 20, 20), 2)
    if ring:
        cv2.ellipse(page, (640, 1050), (92, 92), 0, 0, 360 if closed else 250, ring, 4)
        cv2.putText(page, "*", (615, 1075), cv2.FONT_HERSHEY_SIMPLEX, 2, ring, 4)
        for step in range(9 if worded else 0):
            angle = math.radians(150 + 30 * step)
            at = (round(640 + 70 * math.cos(angle)) - 10, round(1050 + 70 * math.sin(angle)) + 8)
            cv2.putText(page, "B", at, cv2.FONT_HERSHEY_SIMPLEX, 0.8, ring, 2)
    return page


def test_a_ring_on_a_page_without_colour_is_a_seal() -> None:
    (ring,) = find_rings(_page((110, 110, 110)))
    assert abs(ring.left - 548) < 6
    assert abs(ring.bottom - 1142) < 6
    assert ring.confidence < 0.7


@pytest.mark.parametrize(("ring", "closed"), [(None, True), ((110, 110, 110), False), ((60, 60, 200), True)])
def test_words_arcs_and_pages_in_colour_have_no_grey_seal(
    ring: tuple[int, int, int] | None, closed: bool
) -> None:
    assert find_rings(_page(ring, closed=closed)) == []
