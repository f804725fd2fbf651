"""What stands inside a paragraph of WordprocessingML, in order: words, breaks, pictures, boxes, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.ooxml import R, W
from ingest.word.styles import Look, Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DRAWN_NAME = "docPr"
_SYMBOLS = {
    "F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "✓", "F0FD": "☒",
    "F051": "☒",
    "F0B7": "•", "F06C": "●", "F06E": "■", "F0D8": "➢",
}  # fmt: skip
_PASS = {
    f"{W}{name}"
    for name in (
        "hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "dir", "bdo", "ruby", "rubyBase"
    )
} | {f"{_MC}Choice", f"{_MC}Fallback"}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """Text of one look; `change` is (author, date) where it is a tracked insertion."""

    text: str
    look: Look
    change: tuple[str, str] | None = None
    control: bool = False


@dataclass(frozen=True)
class Deleted:
    """Text struck by a tracked deletion."""

    text: str
    change: tuple[str, str]


@dataclass(frozen=True)
class PageTurn:
    """A page break: set by the author, or seen by Word when it last drew the file."""

    rendered: bool


@dataclass(frozen=True)
class Picture:
    """A picture by its relationship id, and what it is called."""

    link: str
    name: str


@dataclass(frozen=True)
class Box:
    """A text box: an element that holds paragraphs and tables."""

    content: Any


@dataclass(frozen=True)
class Note:
    """The place of a footnote, endnote, or of a comment's first or last character."""

    kind: str
    id: str


@dataclass(frozen=True)
class Foreign:
    """Something that is not text: a chart, a diagram, an embedded object."""

    kind: str
    link: str = ""


Item = Words | Deleted | PageTurn | Picture | Box | Note | Foreign


class Runs:
    """Reads paragraphs in order; fields may reach over several of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[list[str]] = []

    @property
    def in_contents(self) -> bool:
        """True inside a table of contents."""
        return any(field[0].strip().upper().startswith("TOC") for field in self._fields)

    def read(self, element: Any, look: Look, change: tuple[str, str] | None = None) -> Iterator[Item]:
        """The items of a paragraph in reading order."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, look, change)
            elif tag in {f"{W}ins", f"{W}moveTo"}:
                yield from self.read(child, look, (child.get(f"{W}author", ""), child.get(f"{W}date", "")))
            elif tag in {f"{W}del", f"{W}moveFrom"}:
                text = "".join(node.text or "" for node in child.iter(f"{W}delText", f"{W}t"))
                if text:
                    yield Deleted(text, (child.get(f"{W}author", ""), child.get(f"{W}date", "")))
            elif tag == f"{W}sdtContent":
                for item in self.read(child, look, change):
                    yield Words(item.text, item.look, item.change, True) if isinstance(item, Words) else item
            elif tag in _PASS:
                yield from self.read(child, look, change)
            elif tag == f"{_MC}AlternateContent":
                yield from self.read(child[:1], look, change)
            elif tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
                yield Note("start" if tag.endswith("Start") else "end", child.get(f"{W}id") or "")
            elif tag in {f"{_M}oMath", f"{_M}oMathPara"}:
                yield Words("".join(node.text or "" for node in child.iter(f"{_M}t")), look, change)

    def _run(self, run: Any, look: Look, change: tuple[str, str] | None) -> Iterator[Item]:
        look = self._styles.run(look, run.find(f"{W}rPr"))
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1][0] += child.text or ""
            elif self._fields and any(field[1] == "begin" for field in self._fields):
                continue
            elif (text := _text(child)) is not None:
                yield Words(text, look, change)
            elif tag == f"{W}ruby":
                for base in child.findall(f"{W}rubyBase"):
                    yield from self.read(base, look, change)
            else:
                yield from self._other(child, look, change)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(["", "begin"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "separate"
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _other(self, child: Any, look: Look, change: tuple[str, str] | None) -> Iterator[Item]:
        tag = child.tag
        if tag == f"{W}br" and child.get(f"{W}type") == "page":
            yield PageTurn(rendered=False)
        elif tag == f"{W}br":
            yield Words("\n", look, change)
        elif tag == f"{W}lastRenderedPageBreak":
            yield PageTurn(rendered=True)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            yield Note("footnote" if "footnote" in tag else "endnote", child.get(f"{W}id") or "")
        elif tag == f"{W}commentReference":
            yield Note("comment", child.get(f"{W}id") or "")
        elif tag == f"{_MC}AlternateContent":
            for choice in child[:1]:
                for inner in choice:
                    yield from self._other(inner, look, change)
        elif tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            yield from _drawn(child)


def _text(child: Any) -> str | None:
    """The characters of a run's child, None when it is no text."""
    tag = child.tag
    if tag == f"{W}t":
        return child.text or ""
    if tag in {f"{W}tab", f"{W}ptab"}:
        return "\t"
    if tag == f"{W}cr":
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        code = (child.get(f"{W}char") or "").upper()
        return _SYMBOLS.get(code, "")
    return None


def _drawn(element: Any) -> Iterator[Item]:
    """Boxes, pictures and foreign things of a drawing; what is inside a box is read with the box."""
    name = next(
        (n.get("descr") or n.get("title") or "" for n in element.iter() if str(n.tag).endswith(_DRAWN_NAME)),
        "",
    )
    stack = list(element)[::-1]
    while stack:
        node = stack.pop()
        if node.tag == f"{W}txbxContent":
            yield Box(node)
            continue
        if node.tag == f"{_MC}AlternateContent":
            stack.extend(list(node[:1])[::-1])
            continue
        if node.tag == f"{_A}blip" and (node.get(f"{R}embed") or node.get(f"{R}link")):
            yield Picture(node.get(f"{R}embed") or node.get(f"{R}link"), name)
        elif node.tag == f"{_V}imagedata" and node.get(f"{R}id"):
            yield Picture(node.get(f"{R}id"), name)
        elif node.tag == _CHART:
            yield Foreign("chart", node.get(f"{R}id") or "")
        elif node.tag == _DIAGRAM:
            yield Foreign("diagram", node.get(f"{R}dm") or "")
        elif node.tag == f"{_V}textpath" and node.get("string"):
            yield Foreign("wordart", node.get("string"))
        stack.extend(list(node)[::-1])
