"""An official paper (公文) as .docx in the form of GB/T 9704-2012: paper, margins, type, levels, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_BODY, _TITLE, _FIRST, _SECOND, _NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
_THREE, _TWO, _FOUR, _SMALL = 16.0, 22.0, 14.0, 10.5
"""points of 3号, 2号, 4号 and 5号 type"""
_LINE = 28.95
"""points: 22 lines on the 225 mm of the type area"""
_TITLE_LINE = 18
"""characters of 2号 type that stand well on a line of 156 mm"""
_GAP = re.compile(r"(【待补：[^】]*】)")
Kind = Literal["title", "number", "recipient", "text", "first", "second", "attachment", "signature", "date"]


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
    lines: list[Line] = field(default_factory=list)
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
    for line in paper.lines:
        _line(document, line)
    for annex in paper.annexes:
        _annex(document, annex)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _normal(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = _BODY, Pt(_THREE)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _BODY)
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
        _indent(paragraph, **{f"{side}Chars": 100})
        _run(paragraph, "— ", _NUMBER, _FOUR)
        _page_field(paragraph)
        _run(paragraph, " —", _NUMBER, _FOUR)


def _page_field(paragraph: Any) -> None:
    for kind in ("begin", None, "end"):
        run = _run(paragraph, "", _NUMBER, _FOUR)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = "PAGE"
        run._r.append(mark)


def _line(document: Any, line: Line) -> None:
    paragraph = document.add_paragraph()
    font, size = _BODY, _THREE
    if line.kind == "title":
        font, size = _TITLE, _TWO
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(_LINE)
        line = Line("title", "\n".join(balanced(line.text)))
    elif line.kind in {"number", "signature", "date"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        # The date stands four characters from the right; the issuer's name is centred over it.
        _indent(paragraph, rightChars={"number": 100, "signature": 200, "date": 400}[line.kind])
    elif line.kind == "attachment":
        _indent(paragraph, firstLineChars=200)
    elif line.kind == "recipient":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    else:
        font = {"first": _FIRST, "second": _SECOND}.get(line.kind, _BODY)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _indent(paragraph, firstLineChars=200)
    # No page may hold the signature alone: it takes the last lines of the text with it.
    paragraph.paragraph_format.keep_with_next = line.keep or line.kind in {"first", "second"}
    _marked(paragraph, line.text, font, size)


def balanced(title: str) -> list[str]:
    """A title in lines of nearly equal length; where the template breaks it, it breaks there."""
    if "\n" in title:
        return title.split("\n")
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
    _marked(document.add_paragraph(), annex.mark, _FIRST, _THREE)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _marked(title, annex.title, _TITLE, _TWO)
    _marked(document.add_paragraph(), annex.head, _BODY, 12)
    _table(document, annex, section)


def _table(document: Any, annex: Annex, section: Any) -> None:
    room = section.page_width - section.left_margin - section.right_margin
    total = sum(annex.widths)
    table = document.add_table(rows=0, cols=len(annex.widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, annex.widths, strict=True):
        column.width = int(room * width / total)
    for number, row in enumerate(annex.rows):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, annex.widths, strict=True):
            cell.width = int(room * width / total)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(15)
            if number == 0:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _marked(paragraph, text, _FIRST if number == 0 else _BODY, _SMALL)
        if number == 0:
            _repeat(table.rows[0])


def _repeat(row: Any) -> None:
    """The head is printed again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _indent(paragraph: Any, **characters: int) -> None:
    """Indents in hundredths of a character; the same in twentieths of a point for programs that know no other."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, value in characters.items():
        indent.set(qn(f"w:{name}"), str(value))
        indent.set(qn(f"w:{name.removesuffix('Chars')}"), str(round(value / 100 * _THREE * 20)))


def _marked(paragraph: Any, text: str, font: str, size: float) -> None:
    """Text with what is still missing marked in yellow."""
    for part in _GAP.split(text):
        if part:
            run = _run(paragraph, part, font, size)
            if _GAP.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _run(paragraph: Any, text: str, font: str, size: float) -> Any:
    run = paragraph.add_run(_clean(text))
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _clean(text: str) -> str:
    """Without the control characters XML cannot hold."""
    return "".join(character for character in text if character in "\t\n" or ord(character) >= 32)
