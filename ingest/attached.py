"""What documents carry within: attachments of a PDF and files embedded in Office files, read as an archive's members
are; macros and programs, which are reported and never run."""

from __future__ import annotations

import io
import posixpath
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from ingest.limits import Limits
from ingest.ooxml import Package
from ingest.reading import OLE, Damaged, Encrypted, Reading, ReadingError, TooLarge

Inner = tuple[str, bytes]
"""The name an inner file is shown under, and its bytes."""

_STREAMS = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
_MOST_PINNED = 1000
_RUNNABLE = (".exe", ".dll", ".bat", ".cmd", ".js", ".vbs", ".scr", ".ps1", ".jar", ".msi", ".lnk")
_READABLE = (b"PK\x03\x04", b"%PDF", OLE, b"Rar!", b"7z\xbc\xaf")


def attached_members(file: Path, limits: Limits) -> Iterator[tuple[str, IO[bytes] | ReadingError]]:
    """The files inside a PDF or an Office file; ReadingError when it cannot be opened."""
    if file.stat().st_size > limits.bytes:
        raise TooLarge("文件超过大小上限")
    data = file.read_bytes()
    if data.startswith(b"PK"):
        package = Package(data, limits)
        found = ofd_attachments(package) if "ofd.xml" in package.names else office_objects(package)
    else:
        from pypdf import PdfReader

        pdf = PdfReader(io.BytesIO(data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise Encrypted("PDF 设有打开密码")
        found = (inner for inner in pdf_attachments(pdf) if not runs(inner))
    for name, inner in found:
        yield name, io.BytesIO(inner)


def pdf_attachments(pdf: Any) -> Iterator[Inner]:
    """The attachments of a PDF opened by pypdf, those pinned to its pages too; several of one name are numbered."""
    counts: dict[str, int] = {}
    for name, inner in (*_listed(pdf), *_pinned(pdf)):
        path = Path(str(name).replace("/", "_").replace("\\", "_"))
        number = counts[path.name] = counts.get(path.name, 0) + 1
        yield (path.name if number == 1 else f"{path.stem}（{number}）{path.suffix}"), inner


def _listed(pdf: Any) -> Iterator[Inner]:
    for name, contents in pdf.attachments.items():
        yield from ((name, inner) for inner in contents)


def _pinned(pdf: Any) -> Iterator[Inner]:
    """The files of FileAttachment annotations (ISO 32000-1, 12.5.6.15)."""
    for page in pdf.pages[:_MOST_PINNED]:
        for entry in page.get("/Annots") or ():
            note = entry.get_object()
            if not isinstance(note, dict) or note.get("/Subtype") != "/FileAttachment":
                continue
            file = note["/FS"].get_object()
            stream = file["/EF"].get_object().get("/UF") or file["/EF"].get_object()["/F"]
            yield str(file.get("/UF") or file.get("/F") or "附件"), stream.get_object().get_data()


def office_objects(package: Package) -> Iterator[Inner]:
    """The objects embedded in an Office file that are files of their own, programs aside."""
    return (inner for _, inner in _objects(package) if inner is not None and not runs(inner))


def runs(inner: Inner) -> bool:
    """Whether an embedded file is a program: by its name, or by the first bytes of one (MZ)."""
    return inner[0].lower().endswith(_RUNNABLE) or inner[1].startswith(b"MZ")


def ofd_attachments(package: Package) -> Iterator[Inner]:
    """The attachments of an OFD file."""
    from ingest.ofd.beside import attachments
    from ingest.ofd.drawn import located, named

    for root in named(package.xml("OFD.xml"), "DocRoot"):
        document = located(package, "", root.text)
        folder = posixpath.dirname((root.text or "").strip().lstrip("/"))
        for name, part in attachments(package, document, folder) if document is not None else ():
            data = package.part(part)
            if data is not None:
                yield name, data


def note_within(package: Package, main: str, reading: Reading) -> None:
    """Faults for macros and programs within; ledger entries for embedded objects and missing parts."""
    for name in package.missing(main):
        reading.skip(f"文件内缺少 {posixpath.basename(name)}，可能已损坏")
    for name in package.names:
        if name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in f"/{name}":
            reading.fault("macro", "文件带有宏；请另存为不带宏的格式再交")
        elif name.endswith(_RUNNABLE):
            reading.fault("macro", f"文件内嵌有可执行文件 {posixpath.basename(name)}")
        elif "/activex/" in name and name.endswith(".bin"):
            reading.fault("macro", "文件带有 ActiveX 控件")
    for name, inner in _objects(package):
        if inner is None:
            reading.skip(f"内嵌对象 {name} 未读取")
        elif runs(inner):
            reading.fault("macro", f"文件内嵌有可执行文件 {inner[0]}")
        else:
            reading.skip(f"内嵌文件“{inner[0]}”未读取", inner=inner[0])


def _objects(package: Package) -> Iterator[tuple[str, Inner | None]]:
    """Every embedded object by name with the file it holds; the data behind charts are none."""
    charted = _behind_charts(package)
    for part in package.names:
        if "/embeddings/" not in f"/{part}" or part.endswith("/") or part in charted:
            continue
        name = posixpath.basename(part)
        try:
            yield name, _unwrapped(name, package.part(part) or b"")
        except ReadingError:
            yield name, None


def _behind_charts(package: Package) -> set[str]:
    """Workbooks that only hold the numbers of a chart, which is read itself."""
    charts = [name for name in package.names if "/charts/" in name and name.endswith(".xml")]
    return {
        link.target.lower()
        for chart in charts
        if "/_rels/" not in chart
        for link in _links(package, chart)
        if not link.external
    }


def _links(package: Package, part: str) -> list[Any]:
    try:
        return list(package.relationships(part).values())
    except Damaged:
        return []


def _unwrapped(name: str, data: bytes) -> Inner | None:
    """The file an embedded object holds, None for what is no file: a formula, a drawing."""
    if not data.startswith(OLE):
        return (name, data) if data.startswith(_READABLE) else None
    import olefile

    try:
        with olefile.OleFileIO(data) as container:
            streams = {"/".join(path).lower(): path for path in container.listdir()}
            for stream, form in _STREAMS.items():
                if stream in streams:
                    return f"{Path(name).stem}.{form}", data
            for stream in ("package", "contents"):
                inner = container.openstream(streams[stream]).read() if stream in streams else b""
                if inner.startswith(_READABLE):
                    return _named(Path(name).stem, inner), inner
            if "\x01ole10native" in streams:
                return _native(container.openstream(streams["\x01ole10native"]).read())
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        return None
    return None


def _named(stem: str, data: bytes) -> str:
    import filetype

    kind = filetype.guess(data[:8192])
    return stem if kind is None else f"{stem}.{kind.extension}"


def _native(stream: bytes) -> Inner | None:
    """The file in an Ole10Native stream (MS-OLEDS 2.3.6): its label, two paths, then its bytes."""
    label, _, rest = stream[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    (length,) = struct.unpack_from("<I", rest, 4)
    rest = rest[8 + length :]
    (size,) = struct.unpack_from("<I", rest)
    data = rest[4 : 4 + size]
    try:
        name = label.decode("utf-8")
    except UnicodeDecodeError:
        name = label.decode("gb18030", errors="replace")
    name = name.replace("\\", "/").rpartition("/")[2]
    return (name, data) if name and len(data) == size > 0 else None
