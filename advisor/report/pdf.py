"""The applicant's own PDF back, with a highlight and a note at the words of every finding."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from advisor.domain import Finding
from advisor.report.word import AUTHOR, comment_text

Box = tuple[float, float, float, float]
"""left, bottom, right, top in points"""


def annotate_pdf(source: Path, findings: Iterable[Finding], out: Path) -> int:
    """Write a copy of `source` to `out` with the findings as annotations; how many were placed.

    Words that are not found (a scan, or words cut by a line) give a note in the corner of the finding's page.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import Highlight, Text
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(str(source)))
    placed = 0
    corner = 0
    for finding in findings:
        number, box = find_box(source, finding)
        page = min(number, len(writer.pages)) - 1
        if box is not None:
            left, bottom, right, top = box
            quad = ArrayObject(FloatObject(v) for v in (left, top, right, top, left, bottom, right, bottom))
            mark = writer.add_annotation(
                page, Highlight(rect=box, quad_points=quad, highlight_color="ffd866")
            )
            mark[NameObject("/Contents")] = TextStringObject(comment_text(finding))
            mark[NameObject("/T")] = TextStringObject(AUTHOR)
        else:
            corner += 1
            height = float(writer.pages[page].mediabox.height)
            top = height - 12 - 22 * (corner % 30)
            note = writer.add_annotation(page, Text(rect=(8, top - 18, 26, top), text=comment_text(finding)))
            note[NameObject("/T")] = TextStringObject(AUTHOR)
        placed += 1
    with out.open("wb") as stream:
        writer.write(stream)
    return placed


def find_box(source: Path, finding: Finding) -> tuple[int, Box | None]:
    """The page (from 1) and the box of the finding's words; the box is None when they are not found."""
    import pypdfium2

    first = finding.place.page or 1
    document = pypdfium2.PdfDocument(str(source))
    try:
        pages = [first, *(n for n in range(1, len(document) + 1) if n != first)] if finding.quote else []
        for number in pages[:3]:
            if number <= len(document):
                box = _search(document[number - 1].get_textpage(), finding.quote)
                if box is not None:
                    return number, box
    finally:
        document.close()
    return first, None


def _search(textpage: object, quote: str) -> Box | None:
    for words in (quote.strip(), quote.strip().split("\n")[0].split("\t")[-1][:24]):
        searcher = textpage.search(words) if len(words) >= 2 else None  # type: ignore[attr-defined]
        found = searcher.get_next() if searcher else None
        if found:
            start, count = found
            total = textpage.count_rects(start, count)  # type: ignore[attr-defined]
            rects = [textpage.get_rect(i) for i in range(total)]  # type: ignore[attr-defined]
            if rects:
                lefts, bottoms, rights, tops = zip(*rects, strict=True)
                return min(lefts), min(bottoms), max(rights), max(tops)
    return None
