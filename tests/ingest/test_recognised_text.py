"""What text recognition is known to put into words, taken out again."""

from __future__ import annotations

import pytest

from ingest.picture.recognition import mended


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("155.", "155"),
        ("1550,", "1550"),
        ("12.", "12."),
        ("155.2", "155.2"),
        ("共155.", "共155."),
        ("2024年3月一2025年6月", "2024年3月—2025年6月"),
        ("2024年一季度", "2024年一季度"),
    ],
)
def test_what_recognition_puts_in(read: str, words: str) -> None:
    assert mended(read) == words
