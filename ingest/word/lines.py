"""One paragraph of a Word file while it is read, and which of its words a reader cannot see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ingest.document import Flag, Revision
from ingest.headings import heading_level, title_like
from ingest.ooxml import W
from ingest.word.numbering import BULLET
from ingest.word.runs import Box, Foreign, Picture, Words
from ingest.word.styles import Look, Shape

_CONTENTS = re.compile(r"(?:\t|[.…·]{4,})\s*-?\d{1,4}-?\s*$")
_TINY_PT = 4.5
_WHITE = {"FFFFFF", "FEFEFE", "FDFDFD", "FCFCFC"}
_UNSHADED = {"", "AUTO", "CLEAR", "FFFFFF", "NONE", "WHITE"}


@dataclass
class Line:
    """A paragraph while it is read: the words seen by the reader, and what else stood in it."""

    shape: Shape
    words: list[Words] = field(default_factory=list)
    unseen: dict[Flag, list[str]] = field(default_factory=dict)
    aside: list[Box | Picture | Foreign] = field(default_factory=list)
    changes: list[tuple[Revision, int, int]] = field(default_factory=list)
    toc: bool = False
    control: bool = False
    number: str = ""
    gap: str = ""
    page: int | None = None

    @property
    def text(self) -> str:
        """The paragraph as the reader sees it: the number of an empty one is seen, a lone bullet says nothing."""
        own = "".join(words.text for words in self.words)
        if own.strip():
            return self.number + self.gap + own
        return own if self.number == BULLET else self.number

    @property
    def in_contents(self) -> bool:
        """True for a line of a table of contents: by its field or style, or by a page number at its end."""
        return self.toc or bool(_CONTENTS.search(self.text))

    @property
    def look(self) -> Look:
        """The look of most of its characters."""
        amounts: Counter[Look] = Counter()
        for words in self.words:
            amounts[words.look] += len(words.text.strip())
        return amounts.most_common(1)[0][0] if amounts else Look()


def joined(elements: Iterable[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Every element but paragraphs whose mark a tracked change struck or moved away: these go with the next one."""
    struck: list[Any] = []
    for element in elements:
        if element.tag == f"{W}p":
            mark = element.find(f"{W}pPr/{W}rPr")
            if mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
                struck.append(element)
                continue
        elif struck:
            yield struck[-1], struck[:-1]
            struck = []
        yield element, struck
        struck = []
    if struck:
        yield struck[-1], struck[:-1]


def unseen_flag(look: Look, dark_ground: bool) -> Flag | None:
    """Why words of this look are not seen, None when they are."""
    if look.hidden:
        return "hidden"
    if look.size_pt is not None and look.size_pt < _TINY_PT:
        return "tiny"
    return "white" if look.color in _WHITE and (look.shade or "") in _UNSHADED and not dark_ground else None


def dark(properties: Any | None) -> bool:
    """True when a cell or paragraph is filled with a colour."""
    shade = None if properties is None else properties.find(f"{W}shd")
    return shade is not None and (shade.get(f"{W}fill") or "").upper() not in _UNSHADED


def revision_of(kind: Literal["insertion", "deletion"], text: str, change: tuple[str, str]) -> Revision:
    """A tracked change by its (author, date)."""
    return Revision(kind=kind, text=text, author=change[0], date=change[1])


def level_of(line: Line, text: str, body_pt: float) -> int | None:
    """The level of a paragraph as a heading: by its style, else by its number and look; None for text."""
    look = line.look
    if line.shape.outline:
        return line.shape.outline if text.strip() and len(text) <= 120 else None
    centred = line.shape.align == "center"
    larger = (look.size_pt or 0) >= body_pt + 1
    # A number alone is a heading where one with words would be.
    words = text if text != line.number else f"{text}题"
    level = heading_level(words, look.bold or centred or larger or (look.font or "") in {"黑体", "SimHei"})
    if level is None and title_like(text, centred, look.bold, look.size_pt, body_pt):
        level = 1
    return level
