"""Makes PDF fixtures of what stands beside the pages: `python tests/ingest/make_pinned.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

FOLDER = Path(__file__).parent.parent / "files/pdf"


def named(**entries: Any) -> DictionaryObject:
    """A dictionary with names as keys."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def stream(data: bytes) -> DecodedStreamObject:
    """A stream of bytes."""
    made = DecodedStreamObject()
    made.set_data(data)
    return made


def page(writer: PdfWriter, words: str) -> Any:
    """A page with a line of Latin words."""
    made = writer.add_blank_page(595, 842)
    font = named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
    made[NameObject("/Resources")] = named(Font=named(F1=font))
    drawn = stream(f"BT /F1 12 Tf 72 760 Td ({words}) Tj ET".encode())
    made[NameObject("/Contents")] = writer._add_object(drawn)
    return made


def pinned() -> None:
    """A file pinned to a page by an annotation, and a link to nowhere."""
    writer = PdfWriter()
    made = page(writer, "Budget of the platform, see the file pinned here.")
    held = writer._add_object(stream("设备原值386万元。".encode()))
    file = named(Type=NameObject("/Filespec"), UF=TextStringObject("预算说明.txt"), EF=named(F=held))
    note = named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/FileAttachment"),
        Rect=ArrayObject([FloatObject(edge) for edge in (72, 700, 92, 720)]),
        FS=file,
    )
    made[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.write(FOLDER / "pinned-file.pdf")


def dynamic() -> None:
    """A form built by a program when it is opened; a reader that cannot shows one line of excuse."""
    writer = PdfWriter()
    page(writer, "Please wait...")
    form = named(XFA=writer._add_object(stream(b"<xdp/>")), Fields=ArrayObject())
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)
    writer.write(FOLDER / "dynamic-form.pdf")


def layers() -> None:
    """Words on a layer that is off, and on one that is shown."""
    writer = PdfWriter()
    made = page(writer, "Words of the page itself.")
    groups = [
        writer._add_object(named(Type=NameObject("/OCG"), Name=TextStringObject(name)))
        for name in ("Draft", "Final")
    ]
    made["/Resources"][NameObject("/Properties")] = named(MC0=groups[0], MC1=groups[1])
    words = b"BT /F1 12 Tf 72 760 Td (Words of the page itself.) Tj ET"
    for number, line in enumerate((b"Words of a layer that is off.", b"Words of a layer that is shown.")):
        place = b" /OC /MC%d BDC BT /F1 12 Tf 72 %d Td" % (number, 700 - 60 * number)
        words += place + b" (" + line + b") Tj ET EMC"
    made[NameObject("/Contents")] = writer._add_object(stream(words))
    usual = named(OFF=ArrayObject(groups[:1]), Order=ArrayObject(groups))
    writer._root_object[NameObject("/OCProperties")] = named(OCGs=ArrayObject(groups), D=usual)
    writer.write(FOLDER / "layers.pdf")


if __name__ == "__main__":
    pinned()
    dynamic()
    layers()
