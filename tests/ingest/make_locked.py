"""Makes the fixtures under tests/files/encrypted: `python tests/ingest/make_locked.py`.

Wants msoffcrypto-tool, pyzipper and pikepdf beside the project's own libraries, and LibreOffice with its UNO bridge
(`apt-get install libreoffice python3-uno`). The password is always yangli2025; nothing in the files is real.
"""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

FILES = Path(__file__).parent.parent / "files"
TARGET = FILES / "encrypted"
PASSWORD = "yangli2025"
PLAIN = "样例公司申报材料".encode()
SLIDES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:body><office:presentation>
<draw:page draw:name="1"><draw:frame presentation:class="title" svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm">
<draw:text-box><text:p>样例平台答辩</text:p></draw:text-box></draw:frame>
<draw:frame svg:width="20cm" svg:height="8cm" svg:x="1cm" svg:y="5cm"><draw:text-box><text:p>研发投入386万元</text:p>
<text:p>专职人员42人</text:p></draw:text-box></draw:frame></draw:page>
<draw:page draw:name="2"><draw:frame presentation:class="title" svg:width="20cm" svg:height="3cm" svg:x="1cm" svg:y="1cm">
<draw:text-box><text:p>建设计划</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document>
"""
SAVE = """
import sys, time, uno
from com.sun.star.beans import PropertyValue
def prop(name, value):
    p = PropertyValue(); p.Name = name; p.Value = value; return p
resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for _ in range(60):
    try:
        context = resolver.resolve("uno:pipe,name=makelocked;urp;StarOffice.ComponentContext"); break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
for line in sys.argv[2:]:
    source, target, form, locked = line.split("|")
    document = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (prop("Hidden", True),))
    wish = [prop("FilterName", form)] + ([prop("Password", sys.argv[1])] if locked == "1" else [])
    document.storeToURL("file://" + target, tuple(wish)); document.close(True)
desktop.terminate()
"""


def saved_by_office(jobs: list[tuple[Path, Path, str, bool]]) -> None:
    """Let LibreOffice save files, with the password where the last item says so."""
    with tempfile.TemporaryDirectory() as scratch:
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--norestore",
             "--accept=pipe,name=makelocked;urp;"]
        )  # fmt: skip
        time.sleep(2)
        lines = [f"{source}|{target}|{form}|{int(locked)}" for source, target, form, locked in jobs]
        subprocess.run(["/usr/bin/python3", "-c", SAVE, PASSWORD, *lines], check=True)
        office.wait(30)


def office_files() -> None:
    """Old and open formats as LibreOffice locks them, and Office Open XML as Office does."""
    import msoffcrypto.format.ooxml

    word, sheet, slides = FILES / "legacy/same.docx", FILES / "sheet/equipment.xlsx", TARGET / "slides.fodp"
    slides.write_text(SLIDES, encoding="utf-8")
    plain_slides = TARGET / "slides.ppt"
    saved_by_office(
        [
            (word, TARGET / "word.doc", "MS Word 97", True),
            (sheet, TARGET / "sheet.xls", "MS Excel 97", True),
            (word, TARGET / "text.odt", "writer8", True),
            (sheet, TARGET / "sheet.ods", "calc8", True),
            (slides, TARGET / "slides.odp", "impress8", True),
            (slides, plain_slides, "MS PowerPoint 97", False),
            (slides, FILES / "slides/report.ppt", "MS PowerPoint 97", False),
            (slides, FILES / "slides/report.odp", "impress8", False),
            (sheet, FILES / "sheet/equipment.ods", "calc8", False),
        ]
    )
    slides.unlink()
    _lock_slides(plain_slides)
    slides = FILES / "slides/defence.pptx"
    for source, name in (
        (word, "word.docx"),
        (sheet, "sheet.xlsx"),
        (slides, "slides.pptx"),
        (word, "word.docm"),
    ):
        with source.open("rb") as plain, (TARGET / name).open("wb") as locked:
            msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(PASSWORD, locked)


def _lock_slides(file: Path) -> None:
    """Set the header token of an encrypted presentation (MS-PPT 2.3.2); its words need not be garbled for that."""
    import olefile

    with olefile.OleFileIO(file, write_mode=True) as container:
        user = bytearray(container.openstream("Current User").read())
        user[12:16] = b"\xdf\xc4\xd1\xf3"
        container.write_stream("Current User", bytes(user))


def pdf_files() -> None:
    """Every revision of the standard security handler; and one that opens, whose owner's password forbids printing."""
    import pikepdf

    plain = pikepdf.Pdf.new()
    plain.add_blank_page(page_size=(300, 200))
    page = plain.pages[0]
    page.Contents = plain.make_stream(b"BT /F1 18 Tf 40 100 Td (Contract 2025-118) Tj ET")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    for name, revision, aes in (
        ("rc4-40", 2, False),
        ("rc4-128", 3, False),
        ("aes-128", 4, True),
        ("aes-256", 6, True),
    ):
        for user, ending in ((PASSWORD, "locked"), ("", "owner-only")):
            lock = pikepdf.Encryption(owner="owner2025", user=user, R=revision, aes=aes, metadata=aes)
            plain.save(TARGET / f"{name}-{ending}.pdf", encryption=lock)


def archives() -> None:
    """ZipCrypto, AES, 7z with and without its names, RAR 4 and 5."""
    import py7zr
    import pyzipper

    with pyzipper.AESZipFile(TARGET / "aes.zip", "w", encryption=pyzipper.WZ_AES) as package:
        package.setpassword(PASSWORD.encode())
        package.writestr("说明.txt", PLAIN)
    (TARGET / "zipcrypto.zip").write_bytes(_zipcrypto())
    for name, header in (("pack.7z", False), ("names.7z", True)):
        with py7zr.SevenZipFile(TARGET / name, "w", password=PASSWORD, header_encryption=header) as archive:
            archive.writestr(PLAIN, "说明.txt")
    (TARGET / "rar4.rar").write_bytes(rar4(locked=True))
    (TARGET / "rar5.rar").write_bytes(rar5(locked=True))
    (TARGET / "names.rar").write_bytes(rar5(locked_names=True))
    (FILES / "archive/stored.rar").write_bytes(rar5())
    (FILES / "archive/stored-rar4.rar").write_bytes(rar4())


def _zipcrypto() -> bytes:
    """One member readable, one locked with the traditional cipher (APPNOTE 6.1); its bytes need no sense here."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("notice.txt", PLAIN)
        package.writestr("locked.txt", bytes(range(1, 41)))
    data = bytearray(buffer.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = data.rindex(mark)
        data[where + at] |= 1
    return bytes(data)


def _vint(number: int) -> bytes:
    low = bytearray()
    while number >= 0x80:
        low.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*low, number])


def _block5(kind: int, flags: int, body: bytes, extra: bytes = b"", data: bytes = b"") -> bytes:
    sizes = (_vint(len(extra)) if extra else b"") + (_vint(len(data)) if data else b"")
    header = _vint(kind) + _vint(flags | bool(extra) | bool(data) << 1) + sizes + body + extra
    sized = _vint(len(header)) + header
    return struct.pack("<I", zlib.crc32(sized)) + sized + data


def rar5(locked: bool = False, locked_names: bool = False) -> bytes:
    """A RAR 5 archive of one stored file, after the format's technical note."""
    mark = b"Rar!\x1a\x07\x01\x00"
    if locked_names:
        return mark + _block5(4, 0, _vint(0) + _vint(0) + b"\x0f" + bytes(16)) + bytes(64)
    data = bytes(32) if locked else PLAIN
    name = "材料/说明.txt".encode()
    body = _vint(4) + _vint(len(PLAIN)) + _vint(0x20) + struct.pack("<I", zlib.crc32(PLAIN))
    body += _vint(0) + _vint(1) + _vint(len(name)) + name
    lock = _vint(1) + _vint(0) + _vint(0) + b"\x0f" + bytes(32)
    extra = _vint(len(lock)) + lock if locked else b""
    return mark + _block5(1, 0, _vint(0)) + _block5(2, 0, body, extra, data) + _block5(5, 0, _vint(0))


def rar4(locked: bool = False) -> bytes:
    """A RAR 4 archive of one stored file."""

    def block(kind: int, flags: int, body: bytes) -> bytes:
        rest = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest

    data = bytes(32) if locked else PLAIN
    name = b"note.txt"
    body = struct.pack(
        "<IIBIIBBHI", len(data), len(PLAIN), 3, zlib.crc32(PLAIN), 0x5A6A0000, 29, 0x30, len(name), 0x20
    )
    file = block(0x74, 0x8004 if locked else 0x8000, body + name)
    return b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6)) + file + data + block(0x7B, 0x4000, b"")


if __name__ == "__main__":
    TARGET.mkdir(exist_ok=True)
    office_files()
    pdf_files()
    archives()
    print(*sorted(path.name for path in TARGET.iterdir()), sep="\n", file=sys.stderr)
