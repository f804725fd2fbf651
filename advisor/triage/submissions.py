"""What of a folder is a submission, and how to tell that its files have not changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from advisor.errors import InputError

_LITTER = {"__MACOSX", "Thumbs.db", "desktop.ini"}


def find_submissions(folder: Path) -> list[Path]:
    """Every sub-folder, archive and file of the folder, by name. Raises InputError when there is none."""
    if not folder.is_dir():
        raise InputError(f"{folder} 不是文件夹；请给出装有各单位材料的文件夹")
    found = [
        path
        for path in folder.iterdir()
        if not path.name.startswith((".", "~$")) and path.name not in _LITTER
    ]
    if not found:
        raise InputError(f"{folder} 里没有材料；每个单位放一个子文件夹或压缩包")
    return sorted(found, key=lambda path: path.name)


def fingerprint(path: Path, setting: str) -> str:
    """A digest of the submission's file names and contents and of what it is checked by."""
    digest = hashlib.sha256(setting.encode())
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file():
            digest.update(f"\0{file.relative_to(path)}\0".encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
