"""A folder of evidence out of a YAML file: Word files, workbooks with sheets and merged cells, tables in GBK."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import docx
import openpyxl


def make_evidence(files: dict[str, list[Any]], folder: Path) -> Path:
    """Write every file of the description into the folder."""
    writers = {".xlsx": _workbook, ".csv": _separated, ".docx": _document}
    for name, parts in files.items():
        writers[Path(name).suffix](parts, folder / name)
    return folder


def _workbook(parts: list[Any], path: Path) -> None:
    book = openpyxl.Workbook()
    for part in parts:
        sheet = book.create_sheet(part["sheet"]) if "sheet" in part else book.worksheets[0]
        for row in part["table"]:
            sheet.append(row)
        for area in part.get("merge", ()):
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if part.get("hidden") else "visible"
    if len(book.worksheets) > 1:
        book.remove(book.worksheets[0])
    book.save(path)


def _separated(parts: list[Any], path: Path) -> None:
    with path.open("w", encoding="gbk", newline="") as file:
        for part in parts:
            csv.writer(file).writerows(part["table"])


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
