"""Layers of a PDF (optional content, ISO 32000-1, 8.11): which are off, and which an object stands on."""

from __future__ import annotations

import ctypes
from typing import Any

_LONGEST = 512
"""bytes of a name in UTF-16"""


def layers_off(pdf: Any) -> frozenset[str]:
    """The names of the layers that no reader sees when the file, opened by pypdf, is first shown."""
    content = pdf.trailer["/Root"].get_object().get("/OCProperties")
    if content is None:
        return frozenset()
    content = content.get_object()
    usual = content["/D"].get_object()
    on, off = (_names(usual.get(key)) for key in ("/ON", "/OFF"))
    every = _names(content.get("/OCGs"))
    if usual.get("/BaseState") == "/OFF":
        return frozenset(every) - set(on)
    # Of two layers with one name, an object does not tell which it stands on.
    return frozenset(name for name in off if off.count(name) == every.count(name))


def _names(groups: Any) -> list[str]:
    groups = groups.get_object() if hasattr(groups, "get_object") else groups
    return [str(group.get_object().get("/Name") or "") for group in groups or ()]


def layers_of(item: Any) -> set[str]:
    """The names of the layers an object of PDFium stands on."""
    import pypdfium2.raw as raw

    found = set()
    for index in range(max(0, raw.FPDFPageObj_CountMarks(item))) if item else ():
        mark = raw.FPDFPageObj_GetMark(item, index)
        if _told(raw.FPDFPageObjMark_GetName, mark) == "OC":
            found.add(_told(raw.FPDFPageObjMark_GetParamStringValue, mark, b"Name"))
    return found


def _told(ask: Any, *about: Any) -> str:
    buffer, length = ctypes.create_string_buffer(_LONGEST), ctypes.c_ulong()
    ask(*about, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), _LONGEST, length)
    return buffer.raw[: min(length.value, _LONGEST)].decode("utf-16-le", "replace").rstrip("\0")
