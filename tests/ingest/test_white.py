"""White words: unseen on white, seen on a ground of colour, however the ground is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read_all
from ingest.limits import Limits

_WORDS = "1 1 1 rg BT /F1 20 Tf 60 {height} Td (Words in white) Tj ET"
_FORM = "0 0.3 0.6 rg 0 10 m 0 60 l 300 60 l 300 0 l 10 0 l h f 1 1 1 rg BT /F1 20 Tf 20 20 Td (Words in white) Tj ET"


def _pdf(path: Path, content: str) -> Path:
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = f"<< /Font << /F1 {font} >> /XObject << /Fm 5 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {resources} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 300 60] /Resources << /Font << /F1 {font} >> >> "
        f"/Length {len(_FORM)} >>\nstream\n{_FORM}\nendstream",
    ]
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    path.write_bytes((body + "trailer << /Root 1 0 R >>\n%%EOF\n").encode("latin-1"))
    return path


@pytest.mark.parametrize(
    ("content", "unseen"),
    [
        (_WORDS.format(height=400), True),
        ("0 0.3 0.6 rg 50 390 300 40 re f " + _WORDS.format(height=400), False),
        ("q 1 0 0 1 150 500 cm /Fm Do Q", False),
        ("0 g 50 380 300 4 re f " + _WORDS.format(height=400), True),
    ],
    ids=["on white", "on a box", "on a drawing within", "over a rule"],
)
def test_white_words_are_unseen_on_white_alone(tmp_path: Path, content: str, unseen: bool) -> None:
    black = "0 g BT /F1 12 Tf 60 700 Td (Plain words of the page, in black, long enough to be a text.) Tj ET "
    (document,) = read_all([_pdf(tmp_path / "a.pdf", black + content)], Limits())
    white = [block for block in document.blocks if "white" in block.text]
    assert white
    assert ("white" in white[0].flags) is unseen
