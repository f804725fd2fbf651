"""Plain text and Markdown in any usual encoding."""

from __future__ import annotations

import re

from ingest.document import Block, Page, Place
from ingest.headings import heading_level
from ingest.reading import Content, Damaged, Reading

_MARKDOWN = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_SAMPLE = 100_000
_LONG = 1_000_000
# Characters and lines on a full page, so that the bound on pages bounds a text as well.
_PAGE = 2_000
_LINES = 60


def recognises(content: Content) -> str | None:
    """Content without any magic number that decodes to text."""
    if content.suffix == "csv" or content.magic is not None or content.members or content.streams:
        return None
    head = content.data[:1024].lstrip().lower()
    if (
        head.startswith((b"%pdf", b"{\\rtf", b"<!doctype html", b"<html"))
        or decode(content.data[:65536]) is None
    ):
        return None
    return "md" if content.suffix in {"md", "markdown"} else "txt"


def read(content: Content) -> Reading:
    """One block a line that is not empty; headings by their marks or numbers."""
    text = decode(content.data)
    if text is None:
        raise Damaged("文件不是可识别的文本，无法读取")
    reading = Reading("md" if content.suffix in {"md", "markdown"} else "txt")
    lines = re.split(r"\r\n|\r|\n|\f", text[: content.limits.pages * _PAGE])
    most = content.limits.pages * _LINES
    if len(text) > content.limits.pages * _PAGE or len(lines) > most:
        reading.skip(f"文字超过 {content.limits.pages} 页的篇幅，其余未读取")
    for number, line in enumerate(lines[:most]):
        if line.strip():
            reading.blocks.append(_block(line, number, reading.format))
    reading.pages.append(Page(number=1, characters=len(text)))
    content.report(1, 1)
    return reading


def _block(line: str, number: int, form: str) -> Block:
    place, anchor = Place(page=1), f"l:{number + 1}"
    if form == "md" and (match := _MARKDOWN.match(line)):
        return Block(kind="heading", text=match[2], level=len(match[1]), place=place, anchor=anchor)
    level = heading_level(line, emphasised=False)
    return Block(kind="heading" if level else "paragraph", text=line, level=level, place=place, anchor=anchor)


def decode(data: bytes) -> str | None:
    """The text of bytes in UTF-8, GB 18030, UTF-16 or what else fits; None for what is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data, encoding)
    text = _as(data, "utf-8")
    if text is None and len(data) == 65536:
        # A cut through a character at the end of a sample says nothing about its encoding.
        text = (
            _as(data[:-4], "utf-8")
            or _as(data[:-3], "utf-8")
            or _as(data[:-2], "utf-8")
            or _as(data[:-1], "utf-8")
        )
    if text is None:
        text = _as(data, "gb18030") or _as(data[:-1], "gb18030") or _guessed(data)
    if text is None or len(_CONTROLS.findall(text, 0, _LONG)) > min(len(text), _LONG) // 200:
        return None
    return text


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return None if best is None else data.decode(best.encoding, errors="replace")
