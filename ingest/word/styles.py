"""Styles of WordprocessingML: what a paragraph or run looks like once its styles are followed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ingest.ooxml import W

_UNSHADED = {"", "AUTO", "CLEAR", "FFFFFF", "NONE", "WHITE"}
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """How a run looks: sizes in points, colour as RRGGBB."""

    size_pt: float | None = None
    bold: bool = False
    font: str | None = None
    latin: str | None = None
    color: str | None = None
    hidden: bool = False
    shade: str | None = None


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands: outline level from 1, list and level of its number, alignment."""

    outline: int | None = None
    number: str | None = None
    level: int | None = None
    align: str | None = None
    break_before: bool = False
    shaded: bool = False
    style: str | None = None
    name: str = ""


class Styles:
    """The styles of one document."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._default: str | None = None
        self._base = Look()
        self._looks: dict[str | None, Look] = {}
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            self._styles[style.get(f"{W}styleId") or ""] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self._default = style.get(f"{W}styleId")
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = _with(Look(size_pt=10.0), defaults)

    def chain(self, style: str | None) -> list[Any]:
        """The style and those it is based on, the basic one first."""
        found: list[Any] = []
        seen: set[str] = set()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            found.append(self._styles[style])
            based = self._styles[style].find(f"{W}basedOn")
            style = None if based is None else based.get(f"{W}val")
        return found[::-1]

    def paragraph(self, element: Any) -> tuple[Shape, Look]:
        """How a paragraph stands and how its runs look before their own properties."""
        properties = element.find(f"{W}pPr")
        own = None if properties is None else properties.find(f"{W}pStyle")
        style = self._default if own is None else own.get(f"{W}val")
        shape = Shape(style=style)
        for item in self.chain(style):
            name = item.find(f"{W}name")
            shape = _standing(shape, item.find(f"{W}pPr"))
            shown = "" if name is None else name.get(f"{W}val") or ""
            shape = Shape(**{**shape.__dict__, "name": shown})
            if (match := _HEADING.fullmatch(shown)) and shape.outline is None:
                shape = Shape(**{**shape.__dict__, "outline": int(match[1])})
        return _standing(shape, properties), self._look(style)

    def coloured(self, style: Any | None) -> bool:
        """True when a table style fills any of its parts with a colour: white words are seen there."""
        chain = self.chain(style.get(f"{W}val")) if style is not None else []
        fills = {(shade.get(f"{W}fill") or "").upper() for item in chain for shade in item.iter(f"{W}shd")}
        return bool(fills - _UNSHADED)

    def _look(self, style: str | None) -> Look:
        if style not in self._looks:
            look = self._base
            for item in self.chain(style):
                look = _with(look, item.find(f"{W}rPr"))
            self._looks[style] = look
        return self._looks[style]

    def run(self, look: Look, properties: Any | None) -> Look:
        """How a run looks within a paragraph."""
        if properties is None:
            return look
        own = properties.find(f"{W}rStyle")
        if own is not None:
            for item in self.chain(own.get(f"{W}val")):
                look = _with(look, item.find(f"{W}rPr"))
        return _with(look, properties)


def on(element: Any | None) -> bool:
    """The value of an on/off property: present without a value means on."""
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off", "none"}


def _standing(shape: Shape, properties: Any | None) -> Shape:
    if properties is None:
        return shape
    values = dict(shape.__dict__)
    for child in properties:
        value = child.get(f"{W}val")
        if child.tag == f"{W}outlineLvl" and (value or "").isdigit():
            values["outline"] = int(value) + 1 if int(value) < 9 else None
        elif child.tag == f"{W}jc":
            values["align"] = value
        elif child.tag == f"{W}shd":
            values["shaded"] = (child.get(f"{W}fill") or "").upper() not in _UNSHADED
        elif child.tag == f"{W}pageBreakBefore":
            values["break_before"] = on(child)
        elif child.tag == f"{W}numPr":
            number, level = child.find(f"{W}numId"), child.find(f"{W}ilvl")
            if number is not None:
                values["number"] = number.get(f"{W}val")
            if level is not None and (level.get(f"{W}val") or "").isdigit():
                values["level"] = int(level.get(f"{W}val"))
    return Shape(**values)


def _with(look: Look, properties: Any | None) -> Look:
    if properties is None:
        return look
    values = dict(look.__dict__)
    for child in properties:
        value = child.get(f"{W}val")
        if child.tag == f"{W}sz" and re.fullmatch(r"\d+(\.\d+)?", value or ""):
            values["size_pt"] = float(value) / 2
        elif child.tag == f"{W}b":
            values["bold"] = on(child)
        elif child.tag == f"{W}vanish":
            values["hidden"] = on(child)
        elif child.tag == f"{W}color":
            values["color"] = (value or "").upper()
        elif child.tag in {f"{W}highlight", f"{W}shd"}:
            values["shade"] = (child.get(f"{W}fill") or value or "").upper()
        elif child.tag == f"{W}rFonts":
            font = child.get(f"{W}eastAsia") or child.get(f"{W}ascii")
            values["font"] = font or look.font
            values["latin"] = child.get(f"{W}ascii") or look.latin
    return Look(**values)
