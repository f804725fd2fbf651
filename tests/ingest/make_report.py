"""Makes tests/files/legacy/report.docx, .doc and .pdf: what LibreOffice's PDF makes hard to read the same.

A title over two lines, headings numbered 1., quotation marks in another font, a name with a hyphen at a cell's edge, a
running head on two pages. `python tests/ingest/make_report.py`; wants LibreOffice.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TARGET = Path(__file__).parent.parent / "files" / "legacy"
TEXT = (
    "海岳样例科技有限公司（以下简称“我公司”）坐落于样例市高新区，2012年5月登记成立，多年来围绕“工业互联网”开展研发，"
    "建成试验场地1500平方米，服务企业58家，培训人员620人次，经费单独核算，专款专用。"
)
ROWS = (("设备名称", "型号", "原值（万元）"), ("分析仪", "ATI-Omega160", "44.8"), ("合计", "", "358.4"))


def line(document: Document, text: str, size: float, bold: bool = False, centred: bool = False) -> None:  # type: ignore[valid-type]
    """A paragraph in one look."""
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Noto Sans CJK SC"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Sans CJK SC")
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def report() -> Document:  # type: ignore[valid-type]
    """The Word file."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "样例平台年度工作报告"
    line(
        document,
        "关于海岳样例科技有限公司建设的可信数据流通产业创新中心2025年度工作报告的审核意见",
        20,
        True,
        True,
    )
    for number, title in enumerate(("建设的必要性", "单位简介", "研发条件"), 1):
        line(document, f"{number}. {title}", 15, True)
        line(document, TEXT, 12)
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for cells, row in zip(ROWS, table.rows, strict=True):
        for text, cell, width in zip(cells, row.cells, (5, 2.2, 5), strict=True):
            cell.text, cell.width = text, Cm(width)
    document.add_page_break()
    line(document, "4. 年度目标", 15, True)
    line(document, TEXT, 12)
    return document


if __name__ == "__main__":
    report().save(str(TARGET / "report.docx"))
    with tempfile.TemporaryDirectory() as scratch:
        for form in ("doc", "pdf"):
            command = [
                "soffice",
                f"-env:UserInstallation=file://{scratch}",
                "--headless",
                "--convert-to",
                form,
            ]
            subprocess.run(
                [*command, "--outdir", str(TARGET), str(TARGET / "report.docx")], check=True, timeout=90
            )
