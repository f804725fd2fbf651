"""An official paper (公文) as .docx in the form of GB/T 9704-2012: paper, margins, type, levels, page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from advisor.drafting.ruled import Table, draw
from advisor.drafting.runs import BODY, FIRST, FOUR, NUMBER, SECOND, THREE, TITLE, TWO, indent, marked, put

_LINE = 28.95
"""points: 22 lines on the 225 mm of the type area"""
_AIR = 10
_DATE_RIGHT, _SIGNER_RIGHT = 400, 200
_TITLE_LINE = 18
"""characters of 2号 type that stand well on a line of 156 mm"""
Kind = Literal[
    "title",
    "number",
    "recipient",
    "text",
    "first",
    "second",
    "attachment",
    "signature",
    "signer",
    "date",
    "page",
]


@dataclass(frozen=True)
class Line:
    """A paragraph of the paper and what it is."""

    kind: Kind
    text: str
    keep: bool = False
    """stays on the page of the next paragraph"""


@dataclass(frozen=True)
class Annex:
    """A table on landscape pages of its own after the letter; `widths` are parts of the page's width."""

    mark: str
    title: str
    head: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


@dataclass
class Paper:
    """The lines of a paper in order and its annexes."""

    title: str
    lines: list[Line | Table] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)

    def add(self, kind: Kind, text: str, *, keep: bool = False) -> None:
        """Append a paragraph."""
        self.lines.append(Line(kind, text, keep))


def render(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    document = Document()
    document.core_properties.title = paper.title.replace("\n", "")
    document.core_properties.author = ""
    _normal(document)
    _page(document.sections[0])
    _numbers(document)
    signing = _signing(paper)
    for line in paper.lines:
        if isinstance(line, Table):
            above = document.paragraphs[-1].paragraph_format
            above.space_after = max(above.space_after or Pt(0), Pt(_AIR / 2))
            _table(document, line)
        else:
            _line(document, line, signing.get(line.kind, 0))
    for annex in paper.annexes:
        _annex(document, annex)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _normal(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(THREE)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    form = style.paragraph_format
    form.line_spacing, form.space_before, form.space_after = Pt(_LINE), Pt(0), Pt(0)


def _page(section: Any, *, landscape: bool = False) -> None:
    """A4; 37 mm above, 28 at the binding, 35 below, 26 outside; a landscape page is turned, binding above."""
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, right, bottom, left = (28, 37, 26, 35) if landscape else (37, 26, 35, 28)
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    # The number's line stands 7 mm below the type area; type of 14 pt is 5 mm high.
    section.footer_distance = Mm(max(10, bottom - 12))


def _numbers(document: Any) -> None:
    """— 1 — in 4号 type: odd pages to the right, even pages to the left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    sides = ((section.footer, "right"), (section.even_page_footer, "left"))
    for footer, side in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        right = side == "right"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        indent(paragraph, **{f"{side}Chars": 100})
        put(paragraph, "— ", NUMBER, FOUR)
        _page_field(paragraph)
        put(paragraph, " —", NUMBER, FOUR)


def _page_field(paragraph: Any) -> None:
    for kind in ("begin", None, "end"):
        run = put(paragraph, "", NUMBER, FOUR)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run._r.append(mark)


def _signing(paper: Paper) -> dict[str, int]:
    """Hundredths of a character left free at the right: four after the date of a sealed paper, the issuer's name
    centred over it; two after whoever signs beside a label."""
    texts = {line.kind: line.text for line in paper.lines if isinstance(line, Line)}
    centred = _DATE_RIGHT + 50 * (_width(texts.get("date", "")) - _width(texts.get("signature", "")))
    return {"signature": max(0, round(centred)), "signer": _SIGNER_RIGHT, "date": _DATE_RIGHT}


def _width(text: str) -> float:
    """Characters; a Latin letter or a figure takes half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _line(document: Any, line: Line, right: int = 0) -> None:
    paragraph = document.add_paragraph()
    font, size = BODY, THREE
    if line.kind in {"title", "page"}:
        font, size = TITLE, TWO
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(_LINE)
        paragraph.paragraph_format.page_break_before = line.kind == "page"
        line = Line(line.kind, "\n".join(balanced(line.text)))
    elif line.kind in {"number", "signature", "signer", "date"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        indent(paragraph, rightChars=right)
        if line.kind == "number":
            paragraph.paragraph_format.space_after = Pt(2 * _LINE)
    elif line.kind == "attachment":
        indent(paragraph, firstLineChars=200)
    elif line.kind == "recipient":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    else:
        font = {"first": FIRST, "second": SECOND}.get(line.kind, BODY)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        indent(paragraph, firstLineChars=200)
        _break_anywhere(paragraph)
        if line.kind in {"first", "second"}:
            _level(paragraph, ("first", "second").index(line.kind))
    # No page may hold the signature alone: it takes the last lines of the text with it.
    paragraph.paragraph_format.keep_with_next = line.keep or line.kind in {"first", "second"}
    marked(paragraph, line.text, font, size)


def balanced(title: str) -> list[str]:
    """A title in lines of nearly equal length; where the template breaks it, it breaks there."""
    if "\n" in title:
        return [line for part in title.split("\n") for line in balanced(part)]
    count = -(-len(title) // _TITLE_LINE)
    lines = []
    for left in range(count, 0, -1):
        cut = -(-len(title) // left)
        while 0 < cut < len(title) and title[cut] in "的和与及（）《》“”、〔〕":
            cut += 1
        lines.append(title[:cut])
        title = title[cut:]
    return [line for line in lines if line]


def _annex(document: Any, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _page(section, landscape=True)
    marked(document.add_paragraph(), annex.mark, FIRST, THREE)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    marked(title, annex.title, TITLE, TWO)
    marked(document.add_paragraph(), annex.head, BODY, 12)
    draw(document, Table(annex.rows, annex.widths), section)


def _table(document: Any, table: Table) -> None:
    """A table between paragraphs, with a little air under it."""
    draw(document, table, document.sections[-1])
    after = document.add_paragraph().paragraph_format
    after.line_spacing = Pt(_AIR)


def _break_anywhere(paragraph: Any) -> None:
    """A long number or file name is broken at the end of the line, instead of drawing the words before it apart."""
    mark = OxmlElement("w:wordWrap")
    mark.set(qn("w:val"), "0")
    properties = paragraph._p.get_or_add_pPr()
    # The schema wants it before these.
    later = (
        "w:overflowPunct",
        "w:topLinePunct",
        "w:autoSpaceDE",
        "w:autoSpaceDN",
        "w:spacing",
        "w:ind",
        "w:jc",
    )
    properties.insert_element_before(mark, *later, "w:outlineLvl", "w:rPr")


def _level(paragraph: Any, level: int) -> None:
    """What readers and screen readers find in the list of headings, without a style of its own."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    paragraph._p.get_or_add_pPr().append(mark)
