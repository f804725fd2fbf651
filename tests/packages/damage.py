"""What happens to a file after it is written: cut, renamed, locked, swollen, given a macro, blurred."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

_ZEROS = 120 * 2**20


def damage(how: dict[str, Any], path: Path) -> Path:
    """Spoil the file as told; the path it then has."""
    done = globals()[f"_{how['how']}"](path, how)
    assert isinstance(done, Path)
    return done


def _empty(path: Path, how: dict[str, Any]) -> Path:
    path.write_bytes(b"")
    return path


def _garbage(path: Path, how: dict[str, Any]) -> Path:
    path.write_bytes(path.read_bytes()[:700])
    return path


def _rename(path: Path, how: dict[str, Any]) -> Path:
    return path.rename(path.with_suffix(how["to"]))


def _encrypt(path: Path, how: dict[str, Any]) -> Path:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret")
    path.unlink()
    path = path.with_suffix(".pdf")
    writer.write(path)
    return path


def _swell(path: Path, how: dict[str, Any]) -> Path:
    """An archive with one member over the limit of a single file."""
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.write(path, path.name)
        bundle.writestr("原始数据.csv", bytes(_ZEROS))
    path.unlink()
    return packed


def _bulge(path: Path, how: dict[str, Any]) -> Path:
    """An archive within an archive that unpacks to far more than it weighs."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("日志.txt", bytes(_ZEROS))
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.write(path, path.name)
        bundle.writestr("附图.zip", inner.getvalue())
    path.unlink()
    return packed


def _macro(path: Path, how: dict[str, Any]) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(how["member"], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    return path


def _blank(path: Path, how: dict[str, Any]) -> Path:
    """A PDF with a white page where `at` says."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for number, page in enumerate(PdfReader(path).pages):
        if number == how["at"]:
            writer.add_blank_page(595, 842)
        writer.add_page(page)
    if how["at"] < 0:
        writer.add_blank_page(595, 842)
    writer.write(path)
    return path
