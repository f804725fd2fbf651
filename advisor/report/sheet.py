"""The findings as an Excel list, one row each; conditions and identities on sheets of their own."""

from __future__ import annotations

from pathlib import Path

from advisor.domain import CheckReport
from advisor.pack.checking import CheckRow
from advisor.report.grouping import LEVELS, basis, grouped, where
from advisor.report.views import tables

HEADS = ("序号", "要做什么", "程度", "问题", "怎么改", "文件", "位置", "原文", "依据", "检查项", "编号")
_WIDTHS = (6, 14, 10, 48, 40, 30, 26, 36, 18, 30, 13)


def write_sheet(report: CheckReport, rows: tuple[CheckRow, ...], out: Path) -> None:
    """Write the list to `out` (.xlsx), grouped by what is to be done, most serious first."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "问题清单"
    page.append(HEADS)
    number = 0
    for group in grouped(report.findings, rows):
        for finding in group.findings:
            number += 1
            cells = (number, group.title, LEVELS[finding.level], finding.message, finding.hint, finding.file or "",
                     where(finding), finding.quote, basis(finding), finding.check, finding.id)  # fmt: skip
            page.append([_plain(cell) for cell in cells])
    for index, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(index)].width = width
    for cell in page[1]:
        cell.font = Font(bold=True)
    for line in page.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.freeze_panes = "A2"
    for title, heads, lines in tables(report):
        extra = book.create_sheet(title)
        extra.append(heads)
        for row in lines:
            extra.append([_plain(words) for words in row])
        for index in range(1, len(heads) + 1):
            extra.column_dimensions[get_column_letter(index)].width = 30
            extra.cell(1, index).font = Font(bold=True)
        extra.freeze_panes = "A2"
    book.save(out)


def _plain(value: str | int) -> str | int:
    """Words of an upload must not become a formula in somebody's Excel."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"}:
        return "'" + value
    return value
