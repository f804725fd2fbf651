"""The words of a PDF page, gathered from PDFium's characters; junk and unseen text told apart."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ingest.document import Flag
from ingest.layout.spans import Rule, Span
from ingest.pdf.bridges import Bridge, apart
from ingest.pdf.layers import layers_of
from ingest.pdf.page import Drawn, Turn

_TINY_PT = 3.5
_BRIDGED = 0.25
# What PDFium gives for a hyphen at the end of a line.
_HYPHEN = 2
_BOLD = re.compile(r"bold|black|heavy|simhei|heiti|黑体|xiaobiaosong|小标宋", re.IGNORECASE)
_MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class _Ink:
    """How the characters of one text object are drawn."""

    invisible: bool
    white: bool
    bold: bool
    font: str | None
    size: float


def leaning(words: Any, rotation: int) -> int:
    """The quarter turn, in degrees, that sets most characters upright; the page's own without words."""
    import pypdfium2.raw as raw

    counts: Counter[int] = Counter()
    for index in range(min(raw.FPDFText_CountChars(words), 400)):
        angle = raw.FPDFText_GetCharAngle(words, index)
        if angle >= 0 and raw.FPDFText_GetUnicode(words, index) > 0x20:
            counts[round(math.degrees(angle) / 90) % 4 * 90] += 1
    return counts.most_common(1)[0][0] if counts else rotation


def read_words(words: Any, turn: Turn, drawn: Drawn, off: frozenset[str] = frozenset()) -> None:
    """Add the words of a page's text, gathered from its characters; those on layers that are `off` are unseen."""
    import pypdfium2.raw as raw

    reader = _Words(words, turn, drawn)
    reader.off = off
    count = raw.FPDFText_CountChars(words)
    for index in range(min(count, _MOST_CHARACTERS)):
        reader.take(index)
    if count > _MOST_CHARACTERS:
        drawn.left.append(f"本页文字超过 {_MOST_CHARACTERS} 个，其余未读取")
    reader.close()
    drawn.spans = apart(drawn.spans, reader.bridges)


class _Words:
    """Gathers characters, in the order of the file, into spans."""

    def __init__(self, words: Any, turn: Turn, drawn: Drawn) -> None:
        import pypdfium2.raw as raw

        self._raw, self._words, self._turn, self._drawn = raw, words, turn, drawn
        self._inks: dict[int, _Ink] = {}
        self._text = ""
        self._area: Rule | None = None
        self._ink: _Ink | None = None
        self._spaces = 0
        self._box = raw.FS_RECTF()
        self._high: int | None = None
        self.off: frozenset[str] = frozenset()
        self.bridges: list[Bridge] = []
        """Gaps that words were joined over; a glyph drawn into one later parts them again."""

    def take(self, index: int) -> None:
        """Read one character."""
        char = self._character(index)
        if char is None:
            return
        if char.isspace():
            self._spaces += 0 if self._raw.FPDFText_IsGenerated(self._words, index) == 1 else 1
            if char in "\r\n":
                self.close()
            return
        if not self._raw.FPDFText_GetLooseCharBox(self._words, index, self._box):
            return
        area = self._turn.box(self._box.left, self._box.bottom, self._box.right, self._box.top)
        ink = self._ink_of(index)
        self._count(char, area, index, ink)
        if self._area is not None and (ink != self._ink or not self._follows(area)):
            self.close()
        if self._area is None:
            self._text, self._area, self._ink = char, area, ink
        elif not self._again(char, area):
            if area.left - self._area.right > _BRIDGED * (area.bottom - area.top):
                at = len(self._text) + len(self._gap(area, char))
                self.bridges.append(Bridge(len(self._drawn.spans), at, self._area.right, area.left))
            self._text += self._gap(area, char) + char
            self._area = _around(self._area, area)
        self._spaces = 0

    def close(self) -> None:
        """End the span at hand."""
        if self._area is not None and self._ink is not None and self._text.strip():
            self._drawn.spans.append(self._span(self._area, self._ink))
        else:
            self.bridges = [bridge for bridge in self.bridges if bridge.span < len(self._drawn.spans)]
        self._text, self._area, self._spaces = "", None, 0

    def _character(self, index: int) -> str | None:
        code = self._raw.FPDFText_GetUnicode(self._words, index)
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return None
        if 0xDC00 <= code < 0xE000:
            high, self._high = self._high, None
            return None if high is None else chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
        if code == _HYPHEN:
            return "-"
        if code == 0xFFFE or (code < 0x20 and code not in (9, 10, 13)):
            self._drawn.characters += 1
            self._drawn.suspect += 1
            return None
        return chr(code) if code < 0x110000 else None

    def _ink_of(self, index: int) -> _Ink:
        item = self._raw.FPDFText_GetTextObject(self._words, index)
        key = ctypes.addressof(item.contents) if item else 0
        if key not in self._inks:
            self._inks[key] = self._look(index, item)
        return self._inks[key]

    def _look(self, index: int, item: Any) -> _Ink:
        raw = self._raw
        mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else 0
        r, g, b, a = (ctypes.c_uint() for _ in range(4))
        known = raw.FPDFText_GetFillColor(self._words, index, r, g, b, a)
        white = bool(known) and mode in (0, 4) and min(r.value, g.value, b.value) >= 250
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._words, index, buffer, 256, flags)
        font = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace") or None
        weight = raw.FPDFText_GetFontWeight(self._words, index)
        bold = weight >= 600 or mode == 2 or bool(font and _BOLD.search(font))
        invisible = mode in (3, 7) or (bool(known) and a.value == 0) or bool(self.off & layers_of(item))
        return _Ink(invisible, white, bold, font, self._em(index))

    def _em(self, index: int) -> float:
        """The size of the font as drawn, in points."""
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._words, index, matrix)
        return float(self._raw.FPDFText_GetFontSize(self._words, index)) * (
            math.hypot(matrix.c, matrix.d) or 1.0
        )

    def _count(self, char: str, area: Rule, index: int, ink: _Ink) -> None:
        drawn = self._drawn
        drawn.characters += 1
        drawn.invisible += ink.invisible
        private = 0xE000 <= ord(char) < 0xF900 or ord(char) >= 0xF0000 or char == "\ufffd"
        # A Chinese glyph is as wide as it is high; no Latin letter but W and M comes near that.
        wide = area.right - area.left > 0.9 * ink.size and char.isascii() and char not in "WM@%-_"
        drawn.suspect += private or wide or self._raw.FPDFText_HasUnicodeMapError(self._words, index) == 1

    def _follows(self, area: Rule) -> bool:
        last = self._area
        assert last is not None
        height = min(last.bottom - last.top, area.bottom - area.top)
        level = min(last.bottom, area.bottom) - max(last.top, area.top) > 0.5 * height
        gap = area.left - last.right
        return level and -0.5 * height <= gap <= (0.9 if self._spaces else 0.6) * height

    def _again(self, char: str, area: Rule) -> bool:
        """The same character drawn twice a hair apart, to look bold."""
        last = self._area
        assert last is not None
        return self._text[-1:] == char and abs(area.right - last.right) < 0.15 * (area.right - area.left)

    def _gap(self, area: Rule, char: str) -> str:
        last = self._area
        assert last is not None
        if self._spaces:
            return " "
        apart = area.left - last.right > 0.18 * (area.bottom - area.top)
        return " " if apart and self._text[-1:].isascii() and char.isascii() and char.isalnum() else ""

    def _span(self, area: Rule, ink: _Ink) -> Span:
        flag: Flag | None = None
        tall = area.bottom - area.top
        size = ink.size if 0.4 * tall < ink.size < 2 * tall else tall
        if ink.invisible:
            flag = "hidden"
        elif size < _TINY_PT and len(self._text) > 3:
            flag = "tiny"
        elif ink.white and not self._on_colour(area):
            flag = "white"
        return Span(
            self._text, area.left, area.top, area.right, area.bottom, size, ink.bold, _plain(ink.font), flag
        )

    def _on_colour(self, area: Rule) -> bool:
        x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
        grounds = self._drawn.fills + self._drawn.pictures
        return any(g.left <= x <= g.right and g.top <= y <= g.bottom for g in grounds)


def _around(one: Rule, other: Rule) -> Rule:
    return Rule(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _plain(font: str | None) -> str | None:
    """The font's name without the tag of its subset."""
    return None if font is None else re.sub(r"^[A-Z]{6}\+", "", font)
