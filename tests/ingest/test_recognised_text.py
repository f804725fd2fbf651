"""What text recognition is known to put into words, taken out again."""

from __future__ import annotations

import pytest

from ingest.layout.grid import cells_of, grids
from ingest.layout.spans import Rule, Span
from ingest.picture.recognition import mended


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("155.", "155"),
        ("1550,", "1550"),
        ("109.2.", "109.2"),
        ("·300", "300"),
        (".90", ".90"),
        ("12.", "12."),
        ("155.2", "155.2"),
        ("共155.", "共155."),
        ("2024年3月一2025年6月", "2024年3月—2025年6月"),
        ("2024年一季度", "2024年一季度"),
    ],
)
def test_what_recognition_puts_in(read: str, words: str) -> None:
    assert mended(read) == words


def test_a_cell_is_as_sure_as_its_own_words() -> None:
    lines = [Rule(0, y, 200, y) for y in (0.0, 20.0, 40.0)] + [Rule(x, 0, x, 40) for x in (0.0, 100.0, 200.0)]
    spans = [
        Span("联系人手机", 5, 5, 60, 15, 10, confidence=0.99),
        Span("1587933087", 105, 5, 170, 15, 10, confidence=0.97),
        Span("电子邮箱", 5, 25, 60, 35, 10, confidence=0.8),
    ]
    cells = {cell.text: cell.confidence for cell in cells_of(grids(lines, near=2.0)[0], spans)}
    assert (cells["1587933087"], cells["电子邮箱"], cells[""]) == (0.97, 0.8, None)
