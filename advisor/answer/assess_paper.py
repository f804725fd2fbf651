"""The self-assessment as a Word file to take away: what was told, the grid of conditions, what to prepare."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from advisor.answer.assess import AssessedCriterion, Assessment
from advisor.pack.model import Pack
from ingest.dates import shown_day

if TYPE_CHECKING:
    from docx.document import Document

_MARK = re.compile(r"\[[^\]]*\d[^\]]*\]")
_STATES = {"met": "符合", "unmet": "不符合", "unknown": "还不知道", "unclear": "要先问清"}
_OUTCOMES = {
    "eligible": "主要条件都符合",
    "ineligible": "有不符合的条件",
    "needs_info": "还差几项情况",
    "unclear": "有一处要先问清",
}
_COLUMNS = ("条件", "条款", "结果", "说明", "要准备的")
_WIDTHS = (34, 24, 18, 50, 34)
"""millimetres"""


def word_paper(found: Assessment, pack: Pack) -> bytes:
    """The assessment as .docx."""
    from docx import Document as new_document
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = new_document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    document.add_heading("资格自评", 0)
    day = shown_day(found.today)
    document.add_paragraph(
        f"依据{pack.info.issuer}《{pack.info.title}》，{day}自评。只对照写明的条件，能否入选由专家评审。{pack.info.ask_whom}。"
    )
    document.add_heading("各类结果", 1)
    for track in found.tracks:
        document.add_paragraph(f"{track.name}：{_OUTCOMES[track.outcome]}", style="List Bullet")
    document.add_heading("自己说的情况", 1)
    for fact in found.facts:
        read = "" if fact.by == "user" else "（从介绍里读到）"
        document.add_paragraph(f"{fact.label}：{fact.said}{read}", style="List Bullet")
    shared = {row.id: row for track in found.tracks for row in track.criteria if row.shared}
    _table(document, "各类都看的条件", shared.values())
    for track in found.tracks:
        _table(document, f"{track.name}另看的条件", [row for row in track.criteria if not row.shared])
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _table(document: Document, title: str, rows: Iterable[AssessedCriterion]) -> None:
    """A heading and one line a condition; nothing where there is none."""
    lines = [
        (
            row.name,
            row.heading,
            "由评审认定" if row.judged and row.outcome == "unknown" else _STATES[row.outcome],
            _MARK.sub("", row.because),
            row.prepare,
        )
        for row in rows
    ]
    if not lines:
        return
    from docx.shared import Mm

    document.add_heading(title, 1)
    table = document.add_table(rows=0, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    for line in (_COLUMNS, *lines):
        for cell, text, width in zip(table.add_row().cells, line, _WIDTHS, strict=True):
            cell.text, cell.width = text, Mm(width)
