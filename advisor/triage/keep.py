"""Finished submissions in an output folder, so that a batch killed half-way goes on where it was."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from pathlib import Path

from pydantic import ValidationError

from advisor.errors import AdvisorError
from advisor.triage.model import Examined


class Kept:
    """The folder of finished submissions, one file each; a file is there whole or not at all."""

    def __init__(self, out: Path) -> None:
        self.folder = out / "进度"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AdvisorError(f"输出文件夹 {out} 建不了：{error.strerror}") from error

    def get(self, name: str, mark: str) -> Examined | None:
        """What was kept for this submission; None when there is nothing or its files have changed since."""
        file = self._file(name)
        try:
            found = Examined.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            reason = type(error).__name__
            logging.getLogger(__name__).warning("kept submission %s cannot be used: %s", file, reason)
            return None
        return found if found.fingerprint == mark and found.row.id == name else None

    def put(self, examined: Examined) -> None:
        """Keep a finished submission. Raises AdvisorError when the disk is full or not writable."""
        write(self._file(examined.row.id), examined.model_dump_json(round_trip=True).encode())

    def _file(self, name: str) -> Path:
        return self.folder / f"{file_name(name)}.{hashlib.sha256(name.encode()).hexdigest()[:8]}.json"


def file_name(name: str) -> str:
    """A name every file system takes."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", name).strip("._")[:60] or "_"


def write(file: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a crash. Raises AdvisorError."""
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise AdvisorError(
            f"{file} 写不了：{error.strerror}；请检查磁盘空间和权限后重来，已完成的不会重做"
        ) from error
