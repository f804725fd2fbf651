"""Old Excel sheets (.xls, .et; BIFF in an OLE container) through xlrd."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from ingest.conversion import read_converted
from ingest.reading import Content, Encrypted, Reading, ReadingError
from ingest.sheets import Merge, Sheet, add_sheet, shown


def recognises(content: Content) -> str | None:
    """An OLE container with a workbook stream."""
    names = {name.lower() for name in content.streams}
    return "xls" if names & {"workbook", "book"} and "encryptedpackage" not in names else None


def read(content: Content) -> Reading:
    """Every sheet as a table, hidden ones marked."""
    reading = Reading("xls")
    if any("_vba_project" in name.lower() for name in content.streams):
        reading.fault("macro", "文件带有宏；请另存为不带宏的格式再交")
    try:
        return _read(content, reading)
    except (ReadingError, MemoryError):
        raise
    except Exception as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise Encrypted("表格设有密码") from error
        # What xlrd trips over, LibreOffice often reads.
        again = read_converted(content, "xls", "xlsx")
        again.faults += [fault for fault in reading.faults if fault not in again.faults]
        return again


def _read(content: Content, reading: Reading) -> Reading:
    import xlrd

    book = xlrd.open_workbook(
        file_contents=content.data,
        formatting_info=True,
        logfile=io.StringIO(),
        ignore_workbook_corruption=True,
        # Else one cell at the far end of every row fills the sheet with millions of blanks.
        ragged_rows=True,
    )
    for number, sheet in enumerate(book.sheets(), 1):
        rows: dict[int, list[str]] = {}
        count = 0
        for row in range(sheet.nrows):
            rows[row + 1] = [_text(book, sheet, row, column) for column in range(sheet.row_len(row))]
            count += len(rows[row + 1])
            if count > content.limits.cells:
                reading.skip(f"单元格超过 {content.limits.cells} 个，第 {row + 1} 行以后未读取", page=number)
                break
        merges: list[Merge] = [
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
        ]
        hidden = bool(sheet.visibility)
        add_sheet(reading, Sheet(sheet.name, rows, merges, hidden), book.nsheets == 1, content.limits)
        content.report(number, book.nsheets)
    return reading


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    import xlrd

    cell = sheet.cell(row, column)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return shown(cell.value)
        return shown(moment if cell.value >= 1 else moment.time())
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        form = (
            book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
        )
        value: float | dt.datetime = cell.value
        return shown(value, form.format_str if form else "")
    return "" if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_ERROR} else shown(cell.value)
