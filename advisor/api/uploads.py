"""Uploaded files, laid down under names that are safe on any system."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from fastapi import UploadFile

from advisor.errors import InputError
from advisor.settings import settings

LONGEST_NAME = 120
"""characters of an uploaded file's name that are kept; systems allow 255 bytes"""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def lay_down(files: Sequence[UploadFile], folder: Path) -> None:
    """Copy the uploads into a folder. Raises InputError for too many or too large ones, before any is kept."""
    chosen = settings()
    if len(files) > chosen.upload_files:
        raise InputError(
            f"一次最多上传 {chosen.upload_files} 个文件，这里有 {len(files)} 个；可以打成一个压缩包"
        )
    for file in files:
        if (file.size or 0) > chosen.max_file_mb * 2**20:
            raise InputError(f"“{file.filename}”超过 {chosen.max_file_mb} MB 的上限")
    for file, name in zip(files, safe_names([file.filename or "" for file in files]), strict=True):
        with (folder / name).open("wb") as target:
            shutil.copyfileobj(file.file, target)


def safe_names(names: Sequence[str]) -> Iterator[str]:
    """File names as they may lie in one folder: no path, no control or direction marks, not too long, none twice."""
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        last = _NOT_IN_NAMES.sub("", re.split(r"[/\\]", name)[-1]).strip(" .")
        stem, dot, ending = last.rpartition(".")
        stem, ending = (stem, f"{dot}{ending}") if stem else (last, "")
        stem = stem[: LONGEST_NAME // 2] if len(last) > LONGEST_NAME else stem
        base, ending = stem or f"文件{number}", ending[:12]
        fresh, count = f"{base}{ending}", 1
        while fresh in seen:
            count += 1
            fresh = f"{base}（{count}）{ending}"
        seen.add(fresh)
        yield fresh
