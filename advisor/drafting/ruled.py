"""Ruled tables in a paper: widths as parts of the page, heads repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from advisor.drafting.runs import BODY, FIRST, GAP, SMALL, marked

_ROW_LINE = 15
_SIDE = 60
"""twentieths of a point at each side of a cell"""
_TIGHT = 6
"""characters; a column of cells that are no longer is centred"""


@dataclass(frozen=True)
class Table:
    """Rows of text. With `head` the first row is one; `labels` are the columns that hold labels and not values."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    head: bool = True
    labels: tuple[int, ...] = ()
    tall: int = 0
    """millimetres of the last row at least: room to write and to seal"""


def draw(document: Any, table: Table, section: Any) -> Any:
    """Put the table at the end of the document, as wide as the type area of the section."""
    room = section.page_width - section.left_margin - section.right_margin
    total = sum(table.widths)
    drawn = document.add_table(rows=0, cols=len(table.widths))
    drawn.style = "Table Grid"
    drawn.autofit = False
    _margins(drawn)
    for column, width in zip(drawn.columns, table.widths, strict=True):
        column.width = int(room * width / total)
    middle = _short(table)
    for number, row in enumerate(table.rows):
        added = drawn.add_row()
        _whole(added)
        for place, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
            cell.width = int(room * table.widths[place] / total)
            strong = (table.head and number == 0) or place in table.labels
            _fill(cell, text, strong=strong, centred=strong or place in middle)
        if table.head and number == 0:
            _repeat(added)
    if table.tall and drawn.rows:
        drawn.rows[-1].height = Mm(table.tall)
        # Room to write above, seal and date at the foot.
        last = drawn.rows[-1].cells[-1]
        last.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        last.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return drawn


def _short(table: Table) -> set[int]:
    """The columns that hold nothing but short values: these are centred, all others begin at the left."""
    if not table.head:
        return set()
    return {
        place
        for place, column in enumerate(zip(*table.rows[1:], strict=True))
        if all(len(text) <= _TIGHT or GAP.fullmatch(text) for text in column)
    }


def _fill(cell: Any, text: str, *, strong: bool, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph.paragraph_format.line_spacing = Pt(_ROW_LINE)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    marked(paragraph, text, FIRST if strong else BODY, SMALL)


def _margins(table: Any) -> None:
    """Less air beside the text than Word leaves by itself: a credit code must fit on a line."""
    cells = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(_SIDE))
        edge.set(qn("w:type"), "dxa")
        cells.append(edge)
    table._tbl.tblPr.insert_element_before(cells, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _repeat(row: Any) -> None:
    """The head is printed again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _whole(row: Any) -> None:
    """No row is cut by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
