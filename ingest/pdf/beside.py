"""What a PDF holds beside its pages: form fields, annotations, attachments, scripts; read through pypdf."""

from __future__ import annotations

import io
import logging
from typing import Any

from ingest.document import Block, Place, Revision
from ingest.layout.spans import Span
from ingest.reading import Change, Content, Encrypted, Reading

_COMMENTS = {
    "/Text",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Caret",
    "/Ink",
    "/Stamp",
    "/Square",
}
_MOST_PAGES = 400


def read_beside(content: Content, reading: Reading) -> dict[int, list[Span]]:
    """Note annotations, attachments and scripts; filled-in form fields come back as spans by page."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    fields: dict[int, list[Span]] = {}
    try:
        pdf = PdfReader(io.BytesIO(content.data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise Encrypted("PDF 设有打开密码")
        _scripts(pdf, reading)
        for name in pdf.attachments:
            reading.skip(f"PDF 附件“{name}”未读取")
        for number, page in enumerate(pdf.pages[:_MOST_PAGES], 1):
            for note in page.get("/Annots") or ():
                _annotation(note.get_object(), page, number, reading, fields)
    except Encrypted:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # A fault of the parser here costs only what stands beside the pages, and goes on the ledger.
        reading.skip(f"表单域、批注和附件未能读取（{type(error).__name__}）")
    return fields


def _scripts(pdf: Any, reading: Reading) -> None:
    root = pdf.trailer["/Root"].get_object()
    names = root.get("/Names", {})
    names = names.get_object() if hasattr(names, "get_object") else names
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    action = opening.get("/S") if isinstance(opening, dict) else None
    if "/JavaScript" in names or action in {"/JavaScript", "/Launch"}:
        reading.fault("macro", "PDF 带有脚本或启动动作")


def _annotation(note: Any, page: Any, number: int, reading: Reading, fields: dict[int, list[Span]]) -> None:
    kind = note.get("/Subtype")
    if kind == "/Widget":
        value = _field_value(note)
        if value:
            fields.setdefault(number, []).append(_field_span(note, page, value))
        return
    text = str(note.get("/Contents") or "").strip()
    if text and kind == "/FreeText":
        reading.blocks.append(Block(kind="annotation", text=text, place=Place(page=number)))
    elif text and kind in _COMMENTS:
        author, date = str(note.get("/T") or ""), str(note.get("/M") or "")
        revision = Revision(kind="comment", text=text, author=author, date=date)
        reading.changes.append(Change(revision, len(reading.blocks), 0, 0))
        reading.blocks.append(Block(kind="annotation", text=text, place=Place(page=number)))


def _field_value(note: Any) -> str:
    """What the reader sees in a field: its text, or a tick."""
    owner = note
    for _ in range(8):
        if "/V" in owner or "/Parent" not in owner:
            break
        owner = owner["/Parent"].get_object()
    value = owner.get("/V")
    value = value.get_object() if hasattr(value, "get_object") else value
    kind = note.get("/FT") or owner.get("/FT")
    if kind == "/Btn":
        return "☑" if note.get("/AS") not in {None, "/Off"} else ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None or kind == "/Sig" else str(value).strip()


def _field_span(note: Any, page: Any, value: str) -> Span:
    left, bottom, right, top = (float(edge) for edge in note["/Rect"])
    box = page.cropbox
    height = float(box.top)
    begin = float(box.left)
    size = min(12.0, abs(top - bottom))
    middle = height - (top + bottom) / 2
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return Span(text, left - begin, middle - size / 2, right - begin, middle + size / 2, size)
