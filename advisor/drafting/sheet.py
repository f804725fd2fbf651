"""Workbooks (.xlsx) whose text is text: what an applicant wrote never becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_000
"""characters; a cell holds 32,767"""


@dataclass(frozen=True)
class Sheet:
    """One sheet: titles over rows, widths in characters; `head` is a line above the titles; `chart` draws the columns
    of numbers beside it, as bars or stacked bars, in `colours` (RRGGBB) where they are given."""

    title: str
    titles: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[int]
    head: str = ""
    chart: Literal["", "bar", "stacked"] = ""
    colours: Sequence[str] = ()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as one .xlsx file, titles frozen and filtered."""
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for sheet in sheets:
        _lay(book.create_sheet(_name(sheet.title)), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lay(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    top = 1
    if sheet.head:
        put(page.cell(1, 1), sheet.title)
        page.cell(1, 1).font, page.cell(1, 1).alignment = Font(bold=True, size=16), Alignment("center")
        page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(sheet.titles))
        put(page.cell(2, 1), sheet.head)
        top = 3
    thin = Side("thin", color="9AA5B1")
    ruled = Border(left=thin, right=thin, top=thin, bottom=thin)
    for column, title in enumerate(sheet.titles, start=1):
        cell = page.cell(top, column)
        put(cell, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = ruled
        page.column_dimensions[get_column_letter(column)].width = sheet.widths[column - 1]
    for number, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column)
            put(cell, value)
            cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), ruled
    page.freeze_panes = page.cell(top + 1, 1)
    last = get_column_letter(len(sheet.titles))
    page.auto_filter.ref = f"A{top}:{last}{top + len(sheet.rows)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{top}:{top}"
    if sheet.chart and sheet.rows:
        _draw(page, sheet, top)


def _draw(page: Any, sheet: Sheet, top: int) -> None:
    from openpyxl.chart import BarChart, Reference

    bars = BarChart()
    bars.type, bars.title = "bar", sheet.title
    bars.y_axis.delete = bars.x_axis.delete = False
    bars.x_axis.scaling.orientation = "maxMin"
    if sheet.chart == "stacked":
        bars.grouping, bars.overlap = "stacked", 100
    bottom = top + len(sheet.rows)
    numbers = [at for at, value in enumerate(sheet.rows[0], start=1) if isinstance(value, int | float)]
    for column in numbers:
        bars.add_data(Reference(page, min_col=column, min_row=top, max_row=bottom), titles_from_data=True)
    for series, colour in zip(bars.series, sheet.colours, strict=False):
        series.graphicalProperties.solidFill = colour
    # What is counted has no halves.
    bars.y_axis.number_format, bars.y_axis.majorUnit = "0", _step(sheet, numbers)
    bars.set_categories(Reference(page, min_col=1, min_row=top + 1, max_row=bottom))
    bars.width, bars.height = 22, max(8, 1 + 0.8 * len(sheet.rows) * max(1, len(numbers) // 2))
    page.add_chart(bars, f"{'ABCDEFGHIJ'[len(sheet.titles)]}{top}")


def _step(sheet: Sheet, numbers: Sequence[int]) -> int | None:
    """One where few are counted; None leaves it to the program that shows the chart."""
    totals = (sum(value for value in row if isinstance(value, int | float)) for row in sheet.rows)
    return 1 if numbers and max(totals, default=0) < 10 else None


def separated(rows: Iterable[Sequence[object]]) -> str:
    """Rows as comma-separated text that a sheet program opens without reckoning with it, in UTF-8 with its mark."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow(["" if value is None else _inert(value) for value in row])
    return "\ufeff" + stream.getvalue()


def _inert(value: object) -> object:
    """Text that would begin a formula gets an apostrophe before it; numbers stay numbers."""
    text = str(value)
    if isinstance(value, int | float):
        return value
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def put(cell: Any, value: object) -> None:
    """Write a value; numbers stay numbers, text is typed as text and, where a sheet might reckon with it, quoted."""
    if value is None:
        return
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
        return
    text = "".join(c for c in str(value) if c in "\t\n" or ord(c) >= 32)[:_CELL_LIMIT]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_TRIGGERS):
        cell.quotePrefix = True


def _name(title: str) -> str:
    """A name a sheet may have."""
    return "".join("_" if c in r"[]:*?/\'" else c for c in title)[:31] or "Sheet"
