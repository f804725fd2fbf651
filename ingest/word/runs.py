"""What stands inside a paragraph of WordprocessingML, in order: words, breaks, pictures, boxes, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.formulas import M, linear
from ingest.ooxml import R, W
from ingest.word.fields import Field, unclosed
from ingest.word.styles import Look, Styles
from ingest.word.symbols import in_font, symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DRAWN_NAME = "docPr"
_PASS = {
    f"{W}{name}"
    for name in (
        "hyperlink", "smartTag", "customXml", "fldSimple", "sdt", "dir", "bdo", "rubyBase", "rt"
    )
}  # fmt: skip


DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
"""Elements of what is drawn into the text, with words or without."""


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
        self._fields: list[Field] = []
        self._endless: set[Any] = set()

    @property
    def in_contents(self) -> bool:
        """True inside a table of contents."""
        return any(field.contents for field in self._fields)

    def begin(self, container: Any) -> None:
        """Start on another part: fields end with the part they begin in."""
        self._fields = []
        self._endless = unclosed(container)

    def read(self, element: Any, look: Look, change: tuple[str, str] | None = None) -> Iterator[Item]:
        """The items of a paragraph in reading order."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._pieces(child, self._styles.run(look, child.find(f"{W}rPr")), change)
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
                yield from _first_filled(list(self.read(branch, look, change)) for branch in child)
            elif tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
                yield Note("start" if tag.endswith("Start") else "end", child.get(f"{W}id") or "")
            elif tag in {f"{M}oMath", f"{M}oMathPara"}:
                yield Words(linear(child), look, change)
            elif tag == f"{W}subDoc":
                yield Foreign("subdocument")

    def _pieces(self, run: Any, look: Look, change: tuple[str, str] | None) -> Iterator[Item]:
        """What stands in a run, or in one branch of an alternative within it."""
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                yield from self._field(child, look, change)
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
            elif any(not field.in_result for field in self._fields):
                continue
            elif (text := _text(child, look)) is not None:
                for field in self._fields:
                    field.shown = field.shown or bool(text.strip())
                yield Words(text, look, change)
            elif tag == f"{W}ruby":
                yield from self._ruby(child, look, change)
            elif tag == f"{_MC}AlternateContent":
                yield from _first_filled(list(self._pieces(branch, look, change)) for branch in child)
            else:
                yield from self._other(child, look, change)

    def _ruby(self, ruby: Any, look: Look, change: tuple[str, str] | None) -> Iterator[Item]:
        """The words themselves; the small ones above them stand beside the paragraph."""
        for base in ruby.findall(f"{W}rubyBase"):
            yield from self.read(base, look, change)
        above = [
            item.text
            for rt in ruby.findall(f"{W}rt")
            for item in self.read(rt, look)
            if isinstance(item, Words)
        ]
        yield Foreign("ruby", "".join(above))

    def _field(self, mark: Any, look: Look, change: tuple[str, str] | None) -> Iterator[Item]:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and mark not in self._endless:
            self._fields.append(Field(mark))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            text = "" if field.shown else field.text()
            if text and all(outer.in_result for outer in self._fields):
                yield Words(text, look, change)

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
        elif tag == f"{W}contentPart":
            yield Foreign("ink")
        elif tag in DRAWN:
            yield from _drawn(child)


def _first_filled(branches: Iterable[list[Item]]) -> list[Item]:
    """What the first branch of an alternative shows that shows anything: not every reader knows every branch."""
    first: list[Item] = []
    for items in branches:
        if any(not isinstance(item, Foreign) or item.kind != "ink" for item in items):
            return items
        first = first or items
    return first


def _text(child: Any, look: Look) -> str | None:
    """The characters of a run's child, None when it is no text."""
    tag = child.tag
    if tag == f"{W}t":
        return in_font(child.text or "", look.latin)
    if tag in {f"{W}tab", f"{W}ptab"}:
        return "\t"
    if tag == f"{W}cr":
        return "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        return symbol(child.get(f"{W}char") or "", child.get(f"{W}font"))
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
            yield from _first_filled(list(_drawn(branch)) for branch in node)
            continue
        if node.tag == f"{_A}txBody":
            lines = ("".join(text.text or "" for text in p.iter(f"{_A}t")) for p in node.iter(f"{_A}p"))
            yield Foreign("words", "\n".join(lines))
            continue
        yield from _seen(node, name)
        stack.extend(list(node)[::-1])


def _seen(node: Any, name: str) -> Iterator[Item]:
    """The picture, chart or words one element of a drawing stands for; `name` is the drawing's own."""
    if node.tag == f"{_A}blip" and (node.get(f"{R}embed") or node.get(f"{R}link")):
        yield Picture(node.get(f"{R}embed") or node.get(f"{R}link"), name)
    elif node.tag == f"{_V}imagedata" and node.get(f"{R}id"):
        yield Picture(node.get(f"{R}id"), name)
    elif node.tag == _CHART:
        yield Foreign("chart", node.get(f"{R}id") or "")
    elif node.tag == _DIAGRAM:
        yield Foreign("diagram", node.get(f"{R}dm") or "")
    elif node.tag == f"{_V}textpath" and node.get("string"):
        yield Foreign("words", node.get("string"))
