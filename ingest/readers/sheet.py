"""Excel sheets (.xlsx, .xlsm; ISO/IEC 29500-1 SpreadsheetML): values through openpyxl."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
from dataclasses import replace
from html import unescape
from typing import Any

from ingest.attached import note_within
from ingest.charts import chart_text
from ingest.conversion import read_converted
from ingest.document import Block, BlockKind, Place, Revision
from ingest.ooxml import Package, refuse_entities
from ingest.picture.embedded import read_pictures
from ingest.reading import Change, Content, Damaged, Reading, ReadingError
from ingest.sheets import Merge, Sheet, add_sheet, shown

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_MARGIN = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(Header|Footer)>([^<]+)<")
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[LCRPNDTFAZGBIUESXY])')
_MOST_MERGES = 20_000
_CONVERTED = "converted.xlsx"


def recognises(content: Content) -> str | None:
    """A zip container with a workbook."""
    names = {name.lower().replace("\\", "/") for name in content.members}
    return "xlsx" if any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names) else None


def read(content: Content) -> Reading:
    """Every sheet as a table, hidden ones marked; notes, text boxes and pictures beside them."""
    package = Package(content.data, content.limits)
    for name in package.names:
        # A bomb inside a part must be met by our bounds before the library unpacks it.
        if name.startswith("xl/") and name.endswith(".xml"):
            refuse_entities(package.part(name) or b"")
    if package.strict:
        content = replace(content, data=package.usual())
        package = Package(content.data, content.limits)
    try:
        return _read(package, content)
    except (ReadingError, MemoryError):
        raise
    except Exception as error:
        # Styles and parts of other programs trip openpyxl; LibreOffice writes them anew.
        if content.name == _CONVERTED:
            raise Damaged("表格已损坏，无法打开；请用 Excel 或 WPS 重新保存后再交") from error
        return _again(package, content)


def _again(package: Package, content: Content) -> Reading:
    """Read what tripped the library: with its parts under their usual names, else through LibreOffice."""
    usual = replace(content, data=package.usual())
    try:
        return _read(Package(usual.data, content.limits), usual)
    except MemoryError:
        raise
    except Exception:
        return read_converted(usual, "xlsx", "xlsx")


def _read(package: Package, content: Content) -> Reading:
    from openpyxl import load_workbook

    reading = Reading("xlsx")
    note_within(package, package.main_part("xl/workbook.xml"), reading)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content.data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        parts = _sheet_parts(package)
        for number, sheet in enumerate(sheets, 1):
            part = parts.get(sheet.title, "")
            read_sheet = Sheet(sheet.title, _rows(sheet, content, reading, number), _merges(package, part))
            read_sheet.hidden = sheet.sheet_state != "visible"
            add_sheet(reading, read_sheet, len(sheets) == 1, content.limits)
            _beside(package, part, reading, number)
            content.report(number, len(sheets))
        for part in parts.values():
            if "/chartsheets/" in part:
                _beside(package, part, reading, None)
    finally:
        book.close()
    _formulas(package, reading)
    read_pictures(reading, package, content)
    return reading


def _rows(sheet: Any, content: Content, reading: Reading, page: int) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    count = 0
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [
            shown(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in cells
        ]
        if any(texts):
            rows[number] = texts
            count += len(texts)
        if count > content.limits.cells:
            reading.skip(f"单元格超过 {content.limits.cells} 个，第 {number} 行以后未读取", page=page)
            break
    return rows


def _sheet_parts(package: Package) -> dict[str, str]:
    main = package.main_part("xl/workbook.xml")
    links = package.relationships(main)
    root = package.xml(main)
    parts = {}
    for sheet in root.iter(f"{_MAIN}sheet") if root is not None else ():
        link = links.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""))
        if link is not None:
            parts[sheet.get("name") or ""] = link.target
    return parts


def _merges(package: Package, part: str) -> list[Merge]:
    data = package.part(part) if part else None
    if not data:
        return []
    found = []
    for match in list(re.finditer(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"', data))[:_MOST_MERGES]:
        area = _REFERENCE.fullmatch(match[1].decode("ascii", "replace"))
        if area and area[3]:
            found.append((int(area[2]), _column(area[1]), int(area[4]), _column(area[3])))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _beside(package: Package, part: str, reading: Reading, page: int | None) -> None:
    """What is printed above and below a sheet, its notes, text boxes and pictures."""
    _margins(package.part(part) or b"" if part else b"", reading, page)
    for link in package.relationships(part).values() if part else ():
        if link.external or link.kind not in {"comments", "drawing"}:
            continue
        try:
            root = package.xml(link.target)
        except Damaged:
            reading.skip(f"{posixpath.basename(link.target)} 已损坏，未读取", page=page)
            continue
        if root is None:
            continue
        if link.kind == "comments":
            for note in root.iter(f"{_MAIN}comment"):
                text = "".join(node.text or "" for node in note.iter(f"{_MAIN}t")).strip()
                change = Change(Revision(kind="comment", text=text), len(reading.blocks), 0, 0)
                reading.changes.append(change)
                reading.blocks.append(
                    Block(kind="comment", text=text, place=Place(page=page), anchor=note.get("ref"))
                )
        else:
            _drawing(package, link.target, root, reading, page)


def _margins(data: bytes, reading: Reading, page: int | None) -> None:
    """Headers and footers of a sheet (18.3.1.46), without the codes for their look and numbers."""
    seen: set[str] = set()
    for match in _MARGIN.finditer(data):
        text = unescape(match[2].decode("utf-8", "replace"))
        text = " ".join(_CODE.sub(" ", text).replace("&&", "&").split())
        if text and text not in seen:
            seen.add(text)
            kind: BlockKind = "header" if match[1] == b"Header" else "footer"
            reading.blocks.append(Block(kind=kind, text=text, place=Place(page=page)))


def _drawing(package: Package, part: str, root: Any, reading: Reading, page: int | None) -> None:
    for shape in root.iter():
        if isinstance(shape.tag, str) and shape.tag.endswith("}txBody"):
            lines = ("".join(node.text or "" for node in p.iter(f"{_A}t")) for p in shape.iter(f"{_A}p"))
            text = "\n".join(lines).strip()
            if text:
                reading.blocks.append(Block(kind="textbox", text=text, place=Place(page=page)))
    for link in package.relationships(part).values():
        if link.kind == "image" and not link.external:
            reading.blocks.append(Block(kind="image", text="", place=Place(page=page), image=link.target))
        elif link.kind == "chart":
            text = chart_text(package, link.target)
            if text:
                reading.blocks.append(Block(kind="textbox", text=text, place=Place(page=page)))
            else:
                reading.skip(f"图表 {posixpath.basename(link.target)} 中的数据未读取", page=page)


def _formulas(package: Package, reading: Reading) -> None:
    """Formulas whose results were never stored cannot be read as values: say so."""
    empty = 0
    for name in package.names:
        if name.startswith("xl/worksheets/sheet"):
            part = package.part(name) or b""
            empty += len(re.findall(rb"<f[ >][^<]*</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>", part))
    if empty:
        reading.skip(f"有 {empty} 个公式没有保存计算结果，未读取；请用 Excel 或 WPS 打开并保存一次后再交")
