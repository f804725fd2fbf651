"""Signatures on scans: in dark ink on tinted paper they are sure, on grey scans and beside something red they are not."""

from __future__ import annotations

import numpy
import pytest

from ingest.layout.spans import Span
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
