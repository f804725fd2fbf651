"""Comma, semicolon or tab separated text (.csv, .tsv) in UTF-8 or GBK."""

from __future__ import annotations

import csv
import io

from ingest.readers.text import decode
from ingest.reading import Content, Damaged, Reading
from ingest.sheets import Sheet, add_sheet


def recognises(content: Content) -> str | None:
    """Text under the ending .csv or .tsv."""
    if (
        content.suffix not in {"csv", "tsv"}
        or content.members
        or content.streams
        or content.magic is not None
    ):
        return None
    return None if content.data.startswith(b"%PDF-") or decode(content.data[:65536]) is None else "csv"


def read(content: Content) -> Reading:
    """One table."""
    text = decode(content.data)
    if text is None:
        raise Damaged("文件不是可识别的文本，无法读取")
    reading = Reading("csv")
    rows: dict[int, list[str]] = {}
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), _dialect(text)), 1):
            rows[number] = [cell.strip() for cell in row]
            cells += len(row)
            if cells > content.limits.cells:
                reading.skip(f"单元格超过 {content.limits.cells} 个，第 {number} 行以后未读取")
                break
    except csv.Error as error:
        raise Damaged("表格文本不合规范，无法读取") from error
    add_sheet(reading, Sheet("Sheet1", rows), True, content.limits)
    content.report(1, 1)
    return reading


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        return csv.excel
