"""A folder of evidence out of a YAML file: Word files of paragraphs and tables, workbooks of rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl


def make_evidence(files: dict[str, list[Any]], folder: Path) -> Path:
    """Write every file of the description into the folder."""
    for name, parts in files.items():
        if name.endswith(".xlsx"):
            _workbook(parts, folder / name)
        else:
            _document(parts, folder / name)
    return folder


def _workbook(parts: list[Any], path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for part in parts:
        for row in part["table"]:
            sheet.append(row)
    book.save(path)


def _document(parts: list[Any], path: Path) -> None:
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        rows = part["table"]
        table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
    document.save(str(path))
