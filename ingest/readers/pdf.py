"""PDF (ISO 32000): words and rules through PDFium, what stands beside the pages through pypdf."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from ingest.contents import mark_contents
from ingest.document import Page, Unread
from ingest.headings import settle_levels
from ingest.layout.flow import Sheet, page_blocks
from ingest.layout.joining import join_pages, mark_running_heads
from ingest.pdf.beside import Beside, read_beside
from ingest.pdf.page import Drawn, millimetres, read_page
from ingest.pdf.pictures import picture_crops, picture_of
from ingest.picture.crops import with_pictures
from ingest.picture.drawn import drawn_part
from ingest.picture.side_by_side import Job, in_order
from ingest.reading import Content, Damaged, Encrypted, Part, Reading

# FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY
_LOCKED = {4, 5}
_FEW = 8
_BROKEN = "页面已损坏，未能读取"


def recognises(content: Content) -> str | None:
    """The mark %PDF- within the first kilobyte."""
    return "pdf" if b"%PDF-" in content.data[:1024] and not content.members else None


def read(content: Content) -> Reading:
    """Every page's text in reading order; pages without usable text are recognised from their picture."""
    reading = Reading("pdf")
    document = _open(content)
    # Without this, seals set by electronic signatures are not drawn.
    document.init_forms()
    try:
        beside = read_beside(content, reading)
        notes, reading.blocks = reading.blocks, []
        changes = list(reading.changes)
        count = len(document)
        if count == 0:
            raise Damaged("PDF 中没有页面，文件可能已损坏")
        for part in in_order(_jobs(document, beside, content), content):
            reading.add(part)
            content.report(part.page.number, count)
        if all(
            _BROKEN in {entry.why for entry in reading.unread if entry.page == p.number}
            for p in reading.pages
        ):
            raise Damaged("PDF 各页均已损坏，无法读取")
        if count > content.limits.pages:
            reading.skip(f"共 {count} 页，超过 {content.limits.pages} 页的部分未读取")
        reading.blocks = settle_levels(mark_contents(join_pages(mark_running_heads(reading.blocks, count))))
        for change in changes:
            change.block += len(reading.blocks)
        reading.blocks += notes
    finally:
        document.close()
    return reading


def _open(content: Content) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content.data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in _LOCKED or "password" in str(error).lower():
            raise Encrypted("PDF 设有打开密码") from error
        repaired = _repaired(content)
        if repaired is None:
            raise Damaged("PDF 已损坏，无法打开；请重新导出后再交") from error
        return repaired


def _repaired(content: Content) -> Any | None:
    """The document as pypdf can still put it together, None when it cannot."""
    import io

    import pypdfium2
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted("PDF 设有打开密码")
        target = io.BytesIO()
        PdfWriter(clone_from=reader).write(target)
        return pypdfium2.PdfDocument(target.getvalue())
    except (
        PyPdfError,
        pypdfium2.PdfiumError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
    ):
        return None


def _jobs(document: Any, beside: Beside, content: Content) -> Iterator[Job | Part]:
    """One page after another; PDFium works in this thread only, recognition may leave it."""
    import pypdfium2

    last = content.started + content.limits.drawn_seconds + content.limits.seconds
    for number in range(1, min(len(document), content.limits.pages) + 1):
        if content.drawn_out and time.monotonic() > last:
            late = Unread(why="读取时间用完，本页未读取", page=number, passing=True)
            yield Part(Page(number=number), unread=[late])
            continue
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            yield Part(Page(number=number), unread=[Unread(why=_BROKEN, page=number)])
            continue
        try:
            drawn = read_page(page, beside.off)
            drawn.spans += beside.fields[number]
            drawn.pictures += beside.stamps[number]
            job = _job(page, drawn, number, content)
        finally:
            page.close()
        yield job


def _job(page: Any, drawn: Drawn, number: int, content: Content) -> Job | Part:
    entry = Page(
        number=number,
        width_mm=millimetres(drawn.width),
        height_mm=millimetres(drawn.height),
        characters=drawn.characters,
        shapes=drawn.shapes,
    )
    if drawn.junk or _drawn_only(drawn):
        return partial(drawn_part, picture_of(page, drawn), entry, content)
    spans = drawn.spans
    if drawn.characters and drawn.invisible > 0.9 * drawn.characters and drawn.pictured > 0.5:
        # The invisible words under a scan are an earlier recognition of it, put there to be read.
        spans = [replace(span, flag=None) for span in spans]
    part = Part(entry, page_blocks(Sheet(number, drawn.width, drawn.height, spans, drawn.rules)))
    crops = picture_crops(page, drawn)
    part.unread += [Unread(why=why, page=number) for why in drawn.left]
    return partial(with_pictures, part, crops, content) if crops else part


def _drawn_only(drawn: Drawn) -> bool:
    """A page without words that shows something: a picture, or glyphs drawn as curves."""
    return drawn.characters < _FEW and (drawn.pictured > 0.02 or drawn.objects - len(drawn.rules) > 12)
