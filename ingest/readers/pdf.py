"""PDF (ISO 32000): words and rules through PDFium, what stands beside the pages through pypdf."""

from __future__ import annotations

from typing import Any

from ingest.document import Block, Page, Place
from ingest.layout.flow import Sheet, mark_running_heads, page_blocks
from ingest.pdf.beside import read_beside
from ingest.pdf.page import Drawn, millimetres, read_page
from ingest.reading import Content, Damaged, Encrypted, Reading

_PASSWORD_ERROR = 4
_FEW = 8


def recognises(content: Content) -> str | None:
    """The mark %PDF- within the first kilobyte."""
    return "pdf" if b"%PDF-" in content.data[:1024] and not content.members else None


def read(content: Content) -> Reading:
    """Every page's text in reading order; pages without usable text are recognised from their picture."""
    reading = Reading("pdf")
    document = _open(content)
    try:
        fields = read_beside(content, reading)
        beside, reading.blocks = reading.blocks, []
        shift = list(reading.changes)
        count = len(document)
        if count == 0:
            raise Damaged("PDF 中没有页面，文件可能已损坏")
        broken = 0
        for number in range(1, min(count, content.limits.pages) + 1):
            broken += not _page(document, number, reading, fields.get(number, []), content)
            content.report(number, count)
        if broken == count:
            raise Damaged("PDF 各页均已损坏，无法读取")
        if count > content.limits.pages:
            reading.skip(f"共 {count} 页，超过 {content.limits.pages} 页的部分未读取")
        reading.blocks = mark_running_heads(reading.blocks, count)
        for change in shift:
            change.block += len(reading.blocks)
        reading.blocks += beside
    finally:
        document.close()
    return reading


def _open(content: Content) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content.data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD_ERROR or "password" in str(error).lower():
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


def _page(document: Any, number: int, reading: Reading, fields: list[Any], content: Content) -> bool:
    """Read one page; False when it is broken."""
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        reading.skip("页面已损坏，未能读取", page=number)
        reading.pages.append(Page(number=number))
        return False
    try:
        drawn = read_page(page)
        drawn.spans += fields
        _take(page, drawn, number, reading, content)
    finally:
        page.close()
    return True


def _take(page: Any, drawn: Drawn, number: int, reading: Reading, content: Content) -> None:
    entry = Page(
        number=number,
        width_mm=millimetres(drawn.width),
        height_mm=millimetres(drawn.height),
        characters=drawn.characters,
    )
    reading.pages.append(entry)
    if drawn.junk or (drawn.characters < _FEW and drawn.objects > drawn.characters and drawn.pictured > 0.02):
        why = "文字编码混乱，未能读取" if drawn.junk else "只有图像，没有文字"
        reading.skip(why, page=number)
    spans = drawn.spans
    if drawn.characters and drawn.invisible > 0.9 * drawn.characters and drawn.pictured > 0.5:
        # The invisible words under a scan are an earlier recognition of it, put there to be read.
        from dataclasses import replace

        spans = [replace(span, flag=None) for span in spans]
    tables = sum(block.kind == "table" for block in reading.blocks)
    if not drawn.junk:
        reading.blocks += page_blocks(
            Sheet(number, drawn.width, drawn.height, spans, drawn.rules), tables + 1
        )
    if drawn.pictured > 0.02:
        reading.blocks.append(Block(kind="image", text="", place=Place(page=number)))
