"""Numbered Chinese text to a tree: 一、 （一） 1. （1） and 第X章 / 第X条, tolerant of how Word leaves them.

Full and half width brackets and digits may be mixed, a line may begin with spaces or with a leftover such as
`[bookmark: …]`, and blank lines mean nothing. Which style stands under which is learnt from the text itself: a style not
yet open goes one level down, a style already open closes all below it. Offsets count characters of the text as
given; nothing is changed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from ingest.chinese import parse_numeral

Style = Literal[
    "part", "chapter", "section", "article", "han", "han-bracket", "digit", "digit-bracket", "circle"
]

_HAN = "〇零一二三四五六七八九十百千"
_DIGIT = "0-9０-９"
_MARKERS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第([{_HAN}{_DIGIT}]+)[编篇]")),
    ("chapter", re.compile(rf"第([{_HAN}{_DIGIT}]+)章")),
    ("section", re.compile(rf"第([{_HAN}{_DIGIT}]+)节")),
    ("article", re.compile(rf"第([{_HAN}{_DIGIT}]+)条(?:之[{_HAN}]+)?(?=[\s　：:]|[^\s款项规、，,的])")),
    ("han", re.compile(rf"([{_HAN}]+)、")),
    ("han-bracket", re.compile(rf"[（(]\s*([{_HAN}]+)\s*[）)]")),
    ("digit", re.compile(rf"([{_DIGIT}]{{1,3}})(?:[、．]|\.(?![{_DIGIT}]))")),
    ("digit-bracket", re.compile(rf"[（(]?\s*([{_DIGIT}]{{1,3}})\s*[）)]")),
    ("circle", re.compile(r"([①-⑳])")),
)
_LEFTOVER = re.compile(r"(?:\s|　|\[(?:bookmark|图片|image)[^\]]*\]|[•·●▪])*", re.I)
_GROUPING: tuple[Style, ...] = ("part", "chapter", "section")
_LETTERS: dict[Style, str] = {"part": "pt", "chapter": "ch", "section": "se"}


@dataclass(frozen=True)
class Marker:
    """A number at the start of a line: its style, its value and the offsets of its characters."""

    style: Style
    value: int
    start: int
    end: int


@dataclass
class Piece:
    """A numbered piece. `start:end` is its own text up to its first child; `last` is the end of its last descendant.

    `path` is the contract's number path: ("4", "6", "1") for 四、（六）1.; articles number through, so a chapter gives
    its articles no prefix and itself the path ("ch3",). The text before the first number has the path ("0",).
    """

    path: tuple[str, ...]
    marker: Marker | None
    start: int
    end: int
    level: int
    parent: Piece | None = None
    children: list[Piece] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The end of the piece with everything under it."""
        return self.children[-1].last if self.children else self.end

    def walk(self) -> Iterator[Piece]:
        """This piece and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def marker_of(line: str, offset: int = 0) -> Marker | None:
    """The number a line begins with, None when it begins with none."""
    skipped = _LEFTOVER.match(line)
    begin = skipped.end() if skipped else 0
    for style, pattern in _MARKERS:
        found = pattern.match(line, begin)
        if found:
            value = ord(found[1]) - ord("①") + 1 if style == "circle" else parse_numeral(found[1])
            if value is not None:
                return Marker(style, int(value), offset + begin, offset + found.end())
    return None


def outline(text: str) -> list[Piece]:
    """The tree of numbered pieces of a text, in reading order; the preamble, when there is one, comes first."""
    roots: list[Piece] = []
    stack: list[Piece] = []
    marks = list(_markers(text))
    first = marks[0].start if marks else len(text)
    if text[:first].strip():
        roots.append(Piece(("0",), None, *_trim(text, 0, first), level=1))
    taken: set[tuple[str, ...]] = set()
    for index, mark in enumerate(marks):
        stop = marks[index + 1].start if index + 1 < len(marks) else len(text)
        while stack and any(_style(p) == mark.style for p in stack) and _style(stack[-1]) != mark.style:
            stack.pop()
        if stack and _style(stack[-1]) == mark.style:
            stack.pop()
        if mark.style in _GROUPING:
            stack = [p for p in stack if _style(p) in _GROUPING and _rank(_style(p)) < _rank(mark.style)]
        elif mark.style == "article":
            stack = [p for p in stack if _style(p) in _GROUPING]
        parent = stack[-1] if stack else None
        path = _path(parent, mark, taken)
        taken.add(path)
        piece = Piece(path, mark, *_trim(text, mark.start, stop), level=len(stack) + 1, parent=parent)
        (parent.children if parent else roots).append(piece)
        stack.append(piece)
    return _without_contents_list(roots)


def _markers(text: str) -> Iterator[Marker]:
    """The numbers that open a line, less those that cannot be one (a digit that does not follow its sibling)."""
    last: dict[Style, int] = {}
    offset = 0
    for line in text.split("\n"):
        mark = marker_of(line, offset)
        offset += len(line) + 1
        if mark is None:
            continue
        if mark.style in {"digit", "digit-bracket"} and mark.value not in {1, last.get(mark.style, 0) + 1}:
            continue
        last[mark.style] = mark.value
        yield mark


def _style(piece: Piece) -> Style | None:
    return piece.marker.style if piece.marker else None


def _rank(style: Style | None) -> int:
    return _GROUPING.index(style) if style in _GROUPING else len(_GROUPING)


def _path(parent: Piece | None, mark: Marker, taken: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The number path; articles number through, and a repeated number gets a suffix so that every id is unique."""
    prefix = () if parent is None or mark.style == "article" else parent.path
    own = f"{_LETTERS.get(mark.style, '')}{mark.value}"
    path, again = (*prefix, own), 2
    while path in taken:
        path = (*prefix, f"{own}-{again}")
        again += 1
    return path


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \t\r\n　":
        end -= 1
    tail = re.search(r"\s*\[(?:bookmark)[^\]]*\]\s*$", text[start:end])
    if tail:
        end = start + tail.start()
    while start < end and text[start] in " \t\r\n　":
        start += 1
    return start, end


def _without_contents_list(roots: list[Piece]) -> list[Piece]:
    """Drop the chapter lines of a 目录: grouping pieces without any text of their own or below, repeated later."""
    titles = [r.path[-1].split("-")[0] for r in roots]
    kept = []
    for index, root in enumerate(roots):
        repeated = titles[index] in titles[index + 1 :]
        # A chapter that comes again later, with nothing but chapters under it here, is a line of the 目录.
        if repeated and _style(root) in _GROUPING and all(_style(p) in _GROUPING for p in root.walk()):
            continue
        kept.append(root)
    pieces = [piece for root in kept for piece in root.walk()]
    taken = {piece.path for piece in pieces}
    for piece in pieces:
        bare = tuple(part.split("-")[0] for part in piece.path)
        # A number that is there twice all the same (an annex that counts anew) keeps what tells it apart.
        if _style(piece) in _GROUPING and bare not in taken:
            taken.add(bare)
            piece.path = bare
    return kept
