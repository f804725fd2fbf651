"""Archives that need a library or a tool of their own: .7z through py7zr, .rar through a program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ingest.limits import Limits
from ingest.reading import Damaged, Encrypted, TooLarge

_TOOLS = {
    "unrar": ["unrar", "x", "-y", "-p-", "-idq"],
    "bsdtar": ["bsdtar", "-xf"],
    "7z": ["7z", "x", "-y", "-p-", "-bd"],
    "unar": ["unar", "-q", "-f"],
}


def seven_members(file: Path, folder: Path, limits: Limits) -> Iterator[tuple[str, IO[bytes]]]:
    """The members of a .7z archive; sizes are checked before anything is unpacked."""
    import lzma

    import py7zr
    from py7zr.exceptions import ArchiveError, PasswordRequired, UnsupportedCompressionMethodError

    target = folder / "unpacked"
    try:
        with py7zr.SevenZipFile(file) as archive:
            if archive.needs_password():
                raise Encrypted("压缩包设有密码")
            info = archive.archiveinfo()
            _bound(info.uncompressed, file.stat().st_size, len(archive.getnames()), limits)
            archive.extractall(target)
    except PasswordRequired as error:
        raise Encrypted("压缩包设有密码") from error
    except (
        ArchiveError,
        UnsupportedCompressionMethodError,
        lzma.LZMAError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise Damaged("压缩包已损坏，无法打开") from error
    yield from _files(target)


def _bound(unpacked: int, packed: int, count: int, limits: Limits) -> None:
    if unpacked > limits.unpacked or count > limits.entries:
        raise TooLarge("压缩包解开后超过上限")
    if unpacked > 10 * 2**20 and unpacked > 10 * limits.ratio * max(1, packed):
        raise TooLarge("压缩包的压缩比异常，疑似压缩炸弹")


def rar_members(file: Path, folder: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The members of a .rar archive, through whichever tool is installed."""
    tool = next((name for name in _TOOLS if shutil.which(name)), None)
    if tool is None:
        raise Damaged("本机没有解 .rar 的工具；请改用 .zip 打包后再交")
    target = folder / "unpacked"
    target.mkdir()
    command = [*_TOOLS[tool], str(file.resolve())]
    done = subprocess.run(
        command, cwd=target, capture_output=True, timeout=50, check=False, stdin=subprocess.DEVNULL
    )
    said = (done.stdout + done.stderr).lower()
    if b"password" in said or b"encrypted" in said:
        raise Encrypted("压缩包设有密码")
    if done.returncode and not any(target.rglob("*")):
        raise Damaged("压缩包已损坏，无法打开")
    yield from _files(target)


def _files(folder: Path) -> Iterator[tuple[str, IO[bytes]]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path.open("rb")
