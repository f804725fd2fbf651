"""Formats LibreOffice turns into current ones, when installed: .doc .wps .rtf .odt .ppt .odp .ods .xlsb."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.ooxml import Package
from ingest.reading import Content, Damaged, Encrypted, Reading

_SECONDS = 40
_MEMBERS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
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
# Nothing of a stranger's file may run or be fetched.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


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
    if "mimetype" not in content.members or not {"content.xml", "encrypted-package"} & set(content.members):
        return None
    kind = Package(content.data, content.limits).part("mimetype") or b""
    match = re.match(rb"\s*application/vnd\.oasis\.opendocument\.([a-z]+)", kind)
    return _MEMBERS.get(match[1].decode()) if match else None


def read(content: Content) -> Reading:
    """Convert, then read what came out with its own reader."""
    from ingest.readers import reader_of

    form = recognises(content) or ""
    _refuse_encrypted(content, form)
    converted = replace(content, data=_converted(content, form), name=f"converted.{_TARGETS[form]}")
    found = reader_of(converted)
    if found is None:
        raise Damaged(f".{form} 文件转换后无法读取；请另存为 .{_TARGETS[form]} 后再交")
    reading = found[1].read(converted)
    reading.format = form
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


def _converted(content: Content, form: str) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    target = _TARGETS[form]
    if program is None:
        raise Damaged(f"本机没有安装 LibreOffice，不能读取 .{form} 文件；请另存为 .{target} 后再交")
    with tempfile.TemporaryDirectory(prefix="convert-") as scratch:
        folder = Path(scratch)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE)
        flat = "f" if form.startswith("od") and not content.members else ""
        source = folder / f"source.{flat}{form}"
        source.write_bytes(content.data)
        command = [program, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(folder / "out"), str(source)]
        nowhere = dict.fromkeys(
            ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
        )
        environment = {**os.environ, **nowhere, "HOME": scratch}
        try:
            subprocess.run(command, env=environment, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise Damaged(f".{form} 文件转换超时；请另存为 .{target} 后再交") from error
        made = folder / "out" / f"source.{target}"
        if not made.is_file() or made.stat().st_size == 0:
            raise Damaged(
                f".{form} 文件无法转换（已损坏、设有密码，或 LibreOffice 缺相应组件）；请另存为 .{target} 后再交"
            )
        return made.read_bytes()
