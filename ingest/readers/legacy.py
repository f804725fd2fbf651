"""Formats LibreOffice turns into current ones, when installed: .doc .wps .rtf .odt .ppt .odp .ods .xlsb."""

from __future__ import annotations

import re

from ingest.conversion import read_converted
from ingest.ooxml import Package
from ingest.reading import Content, Encrypted, Reading

_MEMBERS = {
    "text": "odt", "spreadsheet": "ods", "presentation": "odp",
    # OpenOffice 1 called them so.
    "writer": "odt", "calc": "ods", "impress": "odp",
}  # fmt: skip
_FLAT = re.compile(rb'office:mimetype="application/vnd\.oasis\.opendocument\.([a-z]+)"')
_SAVED_AS_XML = re.compile(rb'<\?mso-application\s+progid="(Word\.Document|Excel\.Sheet)"')
# The headerToken of an encrypted presentation (MS-PPT 2.3.2).
_LOCKED_SLIDES = b"\xdf\xc4\xd1\xf3"
_TARGETS = {
    "doc": "docx",
    "xls": "xlsx",
    "xlsb": "xlsx",
    "rtf": "docx",
    "odt": "docx",
    "ods": "xlsx",
    "ppt": "pptx",
    "odp": "pptx",
}


def recognises(content: Content) -> str | None:
    """OLE documents that are no sheets, rich text, OpenDocument packages."""
    streams = {name.lower() for name in content.streams}
    if "encryptedpackage" in streams:
        return content.suffix or "docx"
    if "worddocument" in streams:
        return "doc"
    if "powerpoint document" in streams:
        return "ppt"
    saved_as_xml = _SAVED_AS_XML.search(content.data[:2000])
    if saved_as_xml:
        return "doc" if saved_as_xml[1] == b"Word.Document" else "xls"
    if content.data[:16].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if "xl/workbook.bin" in (name.lower() for name in content.members):
        return "xlsb"
    return _flat(content) or _open_document(content)


def _flat(content: Content) -> str | None:
    """The kind of an OpenDocument in a single XML file (.fodt, .fods, .fodp)."""
    match = _FLAT.search(content.data[:4000])
    return _MEMBERS.get(match[1].decode()) if match else None


def _open_document(content: Content) -> str | None:
    """The kind of an OpenDocument package (ISO/IEC 26300-2, 3.3), whole or locked as a whole."""
    if "mimetype" not in content.members:
        return None
    kind = Package(content.data, content.limits).part("mimetype") or b""
    match = re.match(rb"\s*application/vnd\.(?:oasis\.opendocument|sun\.xml)\.([a-z]+)", kind)
    return _MEMBERS.get(match[1].decode()) if match else None


def read(content: Content) -> Reading:
    """Convert, then read what came out with its own reader."""
    form = recognises(content) or ""
    _refuse_encrypted(content, form)
    reading = read_converted(content, form, _TARGETS[form])
    if any("vba" in name.lower().split("/") for name in content.streams):
        reading.fault("macro", "文件带有宏；请另存为不带宏的格式再交")
    return reading


def _refuse_encrypted(content: Content, form: str) -> None:
    streams = {name.lower() for name in content.streams}
    if "encryptedpackage" in streams or "encryptedsummary" in streams:
        raise Encrypted("文件设有打开密码")
    if form == "ppt" and _LOCKED_SLIDES in _stream(content, "Current User"):
        raise Encrypted("文件设有打开密码")
    if form == "doc" and content.streams:
        # Bit 8 of the flags in the file information block (MS-DOC 2.5.1) says encrypted.
        header = _stream(content, "WordDocument")
        if len(header) >= 12 and header[11] & 1:
            raise Encrypted("文件设有打开密码")
    if form in {"odt", "ods", "odp"} and content.members:
        manifest = Package(content.data, content.limits).part("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest or "encrypted-package" in content.members:
            raise Encrypted("文件设有打开密码")


def _stream(content: Content, name: str) -> bytes:
    """The first bytes of a stream, empty when it is absent."""
    import olefile

    with olefile.OleFileIO(content.data) as container:
        return bytes(container.openstream(name).read(64)) if container.exists(name) else b""
