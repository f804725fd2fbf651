"""Archives that need a library or a tool of their own: .7z through py7zr, .rar through rarfile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ingest.limits import Limits
from ingest.reading import Damaged, Encrypted, ReadingError, TooLarge


def seven_members(file: Path, folder: Path, limits: Limits) -> Iterator[tuple[str, IO[bytes] | ReadingError]]:
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


def rar_members(file: Path, limits: Limits) -> Iterator[tuple[str, IO[bytes] | ReadingError]]:
    """The members of a .rar archive; packed ones through whichever tool is installed."""
    import rarfile

    try:
        with rarfile.RarFile(file) as archive:
            if archive.needs_password() and not archive.infolist():
                raise Encrypted("压缩包设有密码")
            for info in archive.infolist():
                if info.is_file() and info.needs_password():
                    yield info.filename, Encrypted("压缩包设有密码")
                elif info.is_file():
                    _bound(info.file_size, info.compress_size, 1, limits)
                    yield info.filename, archive.open(info)
    except rarfile.PasswordRequired as error:
        raise Encrypted("压缩包设有密码") from error
    except rarfile.RarCannotExec as error:
        raise Damaged("本机没有解 .rar 的工具；请改用 .zip 打包后再交") from error
    except rarfile.NeedFirstVolume as error:
        raise Damaged("这是分卷压缩包的后续卷；请把各卷合成一个 .zip 后再交") from error
    except (rarfile.Error, OSError, ValueError, EOFError) as error:
        raise Damaged("压缩包已损坏，无法打开") from error


def _files(folder: Path) -> Iterator[tuple[str, IO[bytes]]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix(), path.open("rb")
