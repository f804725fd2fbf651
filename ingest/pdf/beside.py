"""What a PDF holds beside its pages: form fields, annotations, attachments, scripts; read through pypdf."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ingest.attached import pdf_attachments, runs
from ingest.document import Block, Place, Revision
from ingest.layout.spans import Rule, Span
from ingest.pdf.layers import layers_off
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


@dataclass
class Beside:
    """What belongs onto the pages, by page number: filled-in fields as words, electronic seals as pictures."""

    fields: defaultdict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    off: frozenset[str] = frozenset()
    """The layers that are not shown."""
    stamps: defaultdict[int, list[Rule]] = field(default_factory=lambda: defaultdict(list))


def read_beside(content: Content, reading: Reading) -> Beside:
    """Note annotations, attachments and scripts; what belongs onto the pages comes back."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    beside = Beside()
    try:
        pdf = PdfReader(io.BytesIO(content.data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise Encrypted("PDF 设有打开密码")
        _scripts(pdf, reading)
        _dynamic(pdf, reading)
        beside.off = layers_off(pdf)
        for inner in pdf_attachments(pdf):
            if runs(inner):
                reading.fault("macro", f"PDF 附件里有可执行文件 {inner[0]}")
            else:
                reading.skip(f"PDF 附件“{inner[0]}”未读取", inner=inner[0])
        for number, page in enumerate(pdf.pages[: content.limits.pages], 1):
            content.alive()
            for note in page.get("/Annots") or ():
                _annotation(note.get_object(), page, number, reading, beside)
    except Encrypted:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # A fault of the parser here costs only what stands beside the pages, and goes on the ledger.
        reading.skip(f"表单域、批注和附件未能读取（{type(error).__name__}）")
    return beside


def _scripts(pdf: Any, reading: Reading) -> None:
    root = pdf.trailer["/Root"].get_object()
    names = root.get("/Names", {})
    names = names.get_object() if hasattr(names, "get_object") else names
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    action = opening.get("/S") if isinstance(opening, dict) else None
    if "/JavaScript" in names or action in {"/JavaScript", "/Launch"}:
        reading.fault("macro", "PDF 带有脚本或启动动作")


def _dynamic(pdf: Any, reading: Reading) -> None:
    """A form whose pages a program builds when it is opened (XFA) shows here only what stands on its pages."""
    root = pdf.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    form = form.get_object() if form is not None else None
    if isinstance(form, dict) and "/XFA" in form and (root.get("/NeedsRendering") or not form.get("/Fields")):
        reading.skip("XFA 动态表单的内容未读取；请另存或打印为普通 PDF 后再交")


def _annotation(note: Any, page: Any, number: int, reading: Reading, beside: Beside) -> None:
    kind = note.get("/Subtype")
    if kind == "/Stamp" or note.get("/FT") == "/Sig":
        beside.stamps[number].append(_area(note, page))
    if kind == "/Widget":
        value = _field_value(note)
        if value:
            beside.fields[number].append(_field_span(note, page, value))
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
    area = _area(note, page)
    size = min(12.0, area.bottom - area.top)
    middle = (area.top + area.bottom) / 2
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return Span(text, area.left, middle - size / 2, area.right, middle + size / 2, size)


def _area(note: Any, page: Any) -> Rule:
    """Where an annotation stands, from the upper left corner of an unturned page."""
    x0, y0, x1, y1 = (float(edge) for edge in note["/Rect"])
    begin, height = float(page.cropbox.left), float(page.cropbox.top)
    return Rule(min(x0, x1) - begin, height - max(y0, y1), max(x0, x1) - begin, height - min(y0, y1))
