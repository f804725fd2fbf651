"""Archives: names repaired, sizes bounded, members written under made-up names so that no path can escape."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ingest.document import Fault, FaultKind
from ingest.limits import Limits
from ingest.reading import Damaged, Encrypted, ReadingError, TooLarge

_OFFICE = ("word/", "xl/", "ppt/", "ofd.xml", "mimetype", "visio/", "index/document.iwa")
_SEVEN = b"7z\xbc\xaf\x27\x1c"
_RAR = b"Rar!\x1a\x07"
_CHUNK = 2**20
_NAMED = 5
_CHECKED_RATIO = 10 * 2**20


def is_archive(file: Path, name: str | None = None) -> bool:
    """True for a container of files; Office, OFD and OpenDocument packages are documents, not archives."""
    with file.open("rb") as stream:
        head = stream.read(265)
    ending = Path(name or file.name).suffix.lower()
    if head.startswith((_SEVEN, _RAR, b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or head[257:262] == b"ustar":
        return True
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # Old tars have no mark, and an archive may stand behind a program that unpacks it.
        return bool(head) and (ending == ".tar" or (ending == ".zip" and zipfile.is_zipfile(file)))
    try:
        with zipfile.ZipFile(file) as package:
            names = [name.lower().replace("\\", "/") for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ending == ".zip"
    return not any(name.startswith(_OFFICE) for name in names)


def expand(
    file: Path, name: str, folder: Path, entries: int, size: int, limits: Limits
) -> tuple[str, list[tuple[str, str]], list[Fault]]:
    """Unpack an archive: its format, (file, shown name) of each member, and what could not be unpacked.

    The files inside a document count as its members. ReadingError when nothing can be had from it.
    """
    form = archive_format(file, name)
    if form == "zip":
        members = _zip_members(file, limits)
    elif form == "tar":
        members = _tar_members(file, limits)
    elif form == "document":
        from ingest.attached import attached_members

        members = attached_members(file, limits)
    else:
        from ingest.archives_7z import rar_members, seven_members

        members = seven_members(file, folder, limits) if form == "7z" else rar_members(file, limits)
    return form, *_collect(members, folder, entries, size)


def archive_format(file: Path, name: str) -> str:
    """zip, 7z, rar, tar for anything else; "document" for a file that is no archive but may hold others."""
    with file.open("rb") as stream:
        head = stream.read(1024)
    if b"%PDF-" in head or (head.startswith(b"PK") and not is_archive(file, name)):
        return "document"
    marks = {b"PK": "zip", _SEVEN: "7z", _RAR: "rar"}
    prefixed = "zip" if name.lower().endswith(".zip") else "tar"
    return next((form for mark, form in marks.items() if head.startswith(mark)), prefixed)


Member = tuple[str, IO[bytes] | ReadingError]
"""A member's name, and its bytes or why they cannot be had."""


class _Collected:
    """What has been unpacked so far, and which members could not be."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str]] = []
        self._lost: dict[tuple[FaultKind, str], list[str]] = {}

    def lose(self, error: ReadingError, name: str = "") -> None:
        self._lost.setdefault((error.kind, str(error)), []).append(safe_name(name) if name else "")

    def faults(self) -> list[Fault]:
        """One fault a reason, naming the members; ReadingError when nothing was unpacked."""
        if not self.kept and self._lost:
            kind, detail = next(iter(self._lost))
            raise {"encrypted": Encrypted, "too-large": TooLarge}.get(kind, Damaged)(detail)
        return [
            Fault(kind=kind, detail=detail + _listed(names)) for (kind, detail), names in self._lost.items()
        ]


def _listed(names: list[str]) -> str:
    named = [name for name in names if name]
    more = f"等 {len(named)} 个文件" if len(named) > _NAMED else ""
    return f"：{'、'.join(named[:_NAMED])}{more}" if named else ""


def _collect(
    members: Iterator[Member], folder: Path, entries: int, size: int
) -> tuple[list[tuple[str, str]], list[Fault]]:
    found = _Collected()
    try:
        for name, stream in members:
            if isinstance(stream, ReadingError):
                found.lose(stream, name)
                continue
            if len(found.kept) >= entries:
                raise TooLarge(f"压缩包内文件超过 {entries} 个，其余未读")
            made_up = f"{len(found.kept)}.bin"
            try:
                size -= _written(stream, folder / made_up, size)
            except TooLarge:
                raise
            except Exception:
                # Every library has errors of its own; a member that breaks off costs itself, not the others.
                found.lose(Damaged("压缩包已损坏，有文件未能解开"), name)
                continue
            found.kept.append((made_up, safe_name(name)))
    except ReadingError as error:
        found.lose(error)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError):
        found.lose(Damaged("压缩包已损坏，有文件未能解开"))
    return found.kept, found.faults()


def _written(stream: IO[bytes], target: Path, most: int) -> int:
    """Write a member's bytes and say how many; TooLarge over `most`."""
    size = 0
    with stream, target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise TooLarge("压缩包解开后超过大小上限，其余未读")
            file.write(chunk)
    return size


def safe_name(name: str) -> str:
    """A member's name without drive, root and upward steps."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    if parts and parts[0].endswith(":"):
        parts = parts[1:]
    return "/".join(part.replace("\0", "") for part in parts) or "未命名"


def _zip_members(file: Path, limits: Limits) -> Iterator[Member]:
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Damaged("压缩包已损坏，无法打开") from error
    with package:
        for info in package.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                yield zip_name(info), Encrypted("压缩包设有密码")
                continue
            if info.file_size > _CHECKED_RATIO and info.file_size > limits.ratio * max(info.compress_size, 1):
                raise TooLarge("压缩包内有压缩比异常的文件，疑似压缩炸弹")
            yield zip_name(info), _opened(package, info)


def _opened(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes] | ReadingError:
    try:
        return package.open(info)
    except (NotImplementedError, RuntimeError):
        return Damaged("压缩包使用了不支持的压缩方式，有文件未能解开")
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        return Damaged("压缩包已损坏，有文件未能解开")


def zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 flag it is UTF-8 where that fits, else GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _tar_members(file: Path, limits: Limits) -> Iterator[Member]:
    """Members of a tar, packed or not; a lone .gz is one member. Links and devices are passed over."""
    packed = max(1, file.stat().st_size)
    try:
        archive = tarfile.open(file)  # noqa: SIM115
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        yield from _lone_member(file)
        return
    with archive:
        for info in archive:
            if info.size > max(_CHECKED_RATIO, limits.ratio * packed):
                raise TooLarge("压缩包内有压缩比异常的文件，疑似压缩炸弹")
            stream = archive.extractfile(info) if info.isreg() else None
            if stream is not None:
                yield _tar_name(info.name), stream


def _tar_name(name: str) -> str:
    """A member's name; bytes that are no UTF-8 are GBK."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", errors="replace")


def _lone_member(file: Path) -> Iterator[Member]:
    import bz2
    import gzip
    import lzma

    with file.open("rb") as stream:
        head = stream.read(4)
    openers = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
    opener = openers.get(head[:2])
    if opener is None:
        raise Damaged("压缩包已损坏，无法打开")
    yield Path(file.name).stem, opener(file, "rb")  # type: ignore[operator]
