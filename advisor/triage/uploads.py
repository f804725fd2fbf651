"""Where handed-in files lie, and how what a clerk uploads is laid out as submissions."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal

from advisor.errors import AdvisorError, InputError
from advisor.settings import settings
from ingest.archives import is_archive, safe_name
from ingest.pool import lent_worker

Layout = Literal["auto", "each", "inside"]
"""how uploads become submissions: each file or folder is one; or what lies inside an archive; or by the looks of it"""
_CHUNK = 2**20


def uploads_folder() -> Path:
    """The folder of everything uploaded at the desk."""
    return settings().data / "submissions"


def kept_path(path: Path) -> str:
    """A path as the store keeps it: what was uploaded relative to its folder, so that a backup can lie elsewhere."""
    found, home = path.resolve(), uploads_folder().resolve()
    return found.relative_to(home).as_posix() if found.is_relative_to(home) else str(found)


def place_of(path: str) -> Path:
    """Where a case's files lie: uploads in the data folder; what the command line took stays where it was."""
    given = Path(path)
    return given if given.is_absolute() else uploads_folder() / given


def take_in(files: Iterable[tuple[str, BinaryIO]], layout: Layout = "auto") -> Path:
    """Lay uploaded files out in a new folder, one entry a submission; the folder.

    Names are relative paths as the browser tells them. Raises InputError for too much or nothing, AdvisorError when
    the disk is full; nothing is left behind then.
    """
    folder = uploads_folder() / secrets.token_hex(8)
    try:
        folder.mkdir(parents=True)
        _write(files, folder)
        _unwrap(folder)
        for path in sorted(folder.iterdir()):
            if path.is_file() and is_archive(path) and _holds_many(path, folder, layout):
                _open(path, folder)
        if not any(folder.iterdir()):
            raise InputError("没有收到文件，请重新选择")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise AdvisorError(
            f"上传的文件存不下：{error.strerror}；请检查磁盘空间后重新上传，没有留下半份"
        ) from error
    except AdvisorError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _write(files: Iterable[tuple[str, BinaryIO]], folder: Path) -> None:
    left = settings().staff_upload_mb * 2**20
    for name, stream in files:
        target = _free(folder.joinpath(*PurePosixPath(safe_name(name)).parts))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as kept:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise InputError(f"一次上传的总大小超过 {settings().staff_upload_mb} MB，请分几次上传")
                kept.write(chunk)


def _free(target: Path) -> Path:
    count = 1
    found = target
    while found.exists():
        count += 1
        found = target.with_name(f"{target.stem}（{count}）{target.suffix}")
    return found


def _unwrap(folder: Path) -> None:
    """A folder chosen as a whole, or packed as a whole, holds the submissions: it is none itself."""
    entries = list(folder.iterdir())
    if len(entries) != 1 or not entries[0].is_dir():
        return
    inside = list(entries[0].iterdir())
    if len(inside) > 1 and all(each.is_dir() or is_archive(each) for each in inside):
        wrap = entries[0].rename(folder / secrets.token_hex(8))
        for each in list(wrap.iterdir()):
            each.rename(folder / each.name)
        wrap.rmdir()


def _holds_many(path: Path, folder: Path, layout: Layout) -> bool:
    """True when an archive holds submissions rather than the files of one."""
    if layout != "auto":
        return layout == "inside"
    if sum(1 for _ in folder.iterdir()) > 1:
        return False
    tops = _tops(path)
    while len(tops) == 1 and next(iter(tops.values())):
        tops = _level(next(iter(tops.values())))
    packed = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")
    return len(tops) > 1 and all(inner or name.lower().endswith(packed) for name, inner in tops.items())


def _tops(path: Path) -> dict[str, list[list[str]]]:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="desk-") as scratch:
        names = [name for _, name in _expanded(path, Path(scratch))]
    return _level([name.split("/") for name in names])


def _level(names: list[list[str]]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for parts in names:
        found.setdefault(parts[0], [])
        if parts[1:]:
            found[parts[0]].append(parts[1:])
    return found


def _open(path: Path, folder: Path) -> None:
    """Put an archive's entries in its place."""
    inside = folder / secrets.token_hex(8)
    scratch = folder / secrets.token_hex(8)
    scratch.mkdir()
    for file, name in _expanded(path, scratch):
        target = _free(inside.joinpath(*PurePosixPath(name).parts))
        target.parent.mkdir(parents=True, exist_ok=True)
        (scratch / file).rename(target)
    shutil.rmtree(scratch)
    path.unlink()
    while len(entries := list(inside.iterdir())) == 1 and entries[0].is_dir():
        inner = entries[0].rename(folder / secrets.token_hex(8))
        shutil.rmtree(inside)
        inside = inner
    for each in sorted(inside.iterdir()):
        each.rename(_free(folder / each.name))
    inside.rmdir()


def _expanded(path: Path, scratch: Path) -> list[tuple[str, str]]:
    limits = settings().limits
    with lent_worker(limits) as worker:
        unpacked = worker.expand(
            path, path.name, scratch, limits.entries * 10, settings().staff_upload_mb * 2**20
        )
    if not unpacked.members:
        fault = unpacked.document.faults[0].detail if unpacked.document.faults else "里面没有文件"
        raise InputError(f"“{path.name}”：{fault}")
    litter = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
    return [(file, name) for file, name in unpacked.members if not set(name.split("/")) & set(litter)]
