"""Office Open XML packages (ISO/IEC 29500-2): parts, relationships and XML read without any risk.

No entity is expanded, nothing is fetched, no part may unpack beyond the limits.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from ingest.limits import Limits
from ingest.reading import Damaged, Encrypted, TooLarge

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml|presentationml|spreadsheetml)/"
)
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_PART_NAME = re.compile(rb"PartName\s*=\s*[\"']([^\"']+)[\"']")
_LARGE = 50 * 2**20


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another, or to the outside world."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one Office file."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Damaged("文件已损坏，无法打开；请用 Office 或 WPS 重新保存后再交") from error
        if len(infos) > 20 * limits.entries or sum(info.file_size for info in infos) > limits.unpacked:
            raise TooLarge("文件解开后超过上限")
        self._limits = limits
        self._names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    @property
    def names(self) -> list[str]:
        """All part names, lower case."""
        return list(self._names)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when it is absent; Damaged, Encrypted and TooLarge as they are met."""
        info = self._names.get(name.lower().lstrip("/"))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Encrypted("文件设有密码")
        if info.file_size > _LARGE and info.file_size > self._limits.ratio * max(info.compress_size, 1):
            raise TooLarge("文件内有压缩比异常的内容，疑似压缩炸弹")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(min(info.file_size, self._limits.unpacked) + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Damaged("文件已损坏，内容无法解开") from error
        if len(data) > info.file_size:
            raise TooLarge("文件内有大小不实的内容，疑似压缩炸弹")
        return data

    def xml(self, name: str) -> Any | None:
        """The root element of a part, None when it is absent."""
        data = self.part(name)
        return None if data is None else parse_xml(data)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The links of a part by id; those of the package itself for an empty name."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        links = {}
        for item in root if root is not None else ():
            if not isinstance(item.tag, str) or not item.get("Id"):
                continue
            external = item.get("TargetMode") == "External"
            target = item.get("Target") or ""
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            links[item.get("Id")] = Relationship(
                (item.get("Type") or "").rsplit("/", 1)[-1], target, external
            )
        return links

    def missing(self, part: str) -> list[str]:
        """What a part refers to inside the file that is not there."""
        links = self.relationships(part).values()
        return [link.target for link in links if not link.external and link.target.lower() not in self._names]

    @property
    def strict(self) -> bool:
        """True when the parts speak the strict dialect (ISO/IEC 29500-1, as opposed to part 4)."""
        root = self.part(self.main_part("xl/workbook.xml"))
        return root is not None and bool(_STRICT.search(root))

    def usual(self) -> bytes:
        """The package as most programs write it: the transitional dialect, names with slashes and in their own case."""
        types = self.part("[content_types].xml") or b""
        told = (name.decode("utf-8", "replace") for name in _PART_NAME.findall(types))
        proper = {name.lower().lstrip("/"): name.lstrip("/") for name in told}
        proper["[content_types].xml"] = "[Content_Types].xml"
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name in self._names:
                data = self.part(name) or b""
                data = _STRICT.sub(_TRANSITIONAL, data) if name.endswith((".xml", ".rels")) else data
                package.writestr(proper.get(name, name), data)
        return target.getvalue()

    def main_part(self, fallback: str) -> str:
        """The name of the part the file is about."""
        for link in self.relationships("").values():
            if link.kind == "officeDocument" and self._names.get(link.target.lower()) is not None:
                return link.target
        return fallback


def refuse_entities(data: bytes) -> None:
    """Damaged when an XML text brings its own entities."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Damaged("文件内的 XML 带有外部定义，出于安全不予读取")


def parse_xml(data: bytes) -> Any:
    """The root element of an XML text; Damaged when it is malformed or brings its own entities."""
    from lxml import etree

    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_STRICT.sub(_TRANSITIONAL, data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged("文件已损坏，内部 XML 有错") from error
