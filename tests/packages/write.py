"""Made packages as files: Word, Excel, PDF by LibreOffice where asked, folders and archives."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.text.paragraph import Paragraph

from tests.packages.shape import Package, Paper

STYLES = ("chinese", "chapter", "arabic", "bold", "plain")


def seal() -> io.BytesIO:
    """A red ring with a star's worth of red in it, as a picture."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (240, 240), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((8, 8, 232, 232), outline=(214, 30, 40), width=8)
    pen.regular_polygon((120, 120, 44), 5, fill=(214, 30, 40))
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return data


def write(package: Package, folder: Path, rng: random.Random) -> Path:
    """Write the package's files into `folder/<id>` and return it; gold gets the files' names."""
    target = folder / package.id
    target.mkdir(parents=True, exist_ok=True)
    style = STYLES[rng.randrange(len(STYLES))]
    names: dict[int, str] = {}
    for index, paper in enumerate(package.papers, 1):
        prefix = rng.choice(["", f"{index}.", f"附件{index} "]) if style != "plain" else f"{index}."
        path = target / f"{prefix}{paper.name}{'.xlsx' if paper.sheet else '.docx'}"
        _sheet(paper, path) if paper.sheet else _word(paper, path, style, package.facts["day"])
        names[id(paper)] = _damage(paper, path).name
    for fault in package.gold["faults"]:
        fault["file"] = names.get(id(fault.pop("paper")))
    return target


def pack(target: Path, name: str) -> None:
    """Turn a written folder into one archive inside it."""
    archive = target / f"{name}.zip"
    members = sorted(target.iterdir())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for member in members:
            bundle.write(member, f"{name}/{member.name}")
    for member in members:
        member.unlink()


def _damage(paper: Paper, path: Path) -> Path:
    how = paper.damage.get("how")
    if how == "empty":
        path.write_bytes(b"")
    elif how == "garbage":
        path.write_bytes(path.read_bytes()[:700])
    elif how == "rename":
        path = path.rename(path.with_suffix(paper.damage["to"]))
    elif how == "encrypt":
        from pypdf import PdfWriter

        writer = PdfWriter()
        writer.add_blank_page(595, 842)
        writer.encrypt("secret")
        path.unlink()
        path = path.with_suffix(".pdf")
        writer.write(path)
    return path


def _sheet(paper: Paper, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.append([paper.title[0]])
    for part in paper.parts:
        for row in part.table[1] if part.table else ():
            page.append([float(text) if text.isdigit() else text for text in row])
    book.save(path)


def _word(paper: Paper, path: Path, style: str, package_day: str) -> None:
    document: Any = Document()
    for line in paper.title:
        document.add_paragraph().add_run(line).bold = True
    if paper.material == "application-form" and paper.sealed:
        document.add_picture(seal(), Cm(3))
    if paper.cells:
        _grid(document, paper.cells)
    for number, part in enumerate(paper.parts, 1):
        if part.title:
            _heading(document, part.title, number, style)
        for text in part.paragraphs:
            document.add_paragraph(text)
        if part.table:
            document.add_paragraph(f"表{number} {part.title}")
            _grid(document, part.table[1])
        if part.signing:
            _signature(
                document, [f"单位（盖章）：{paper.cells[2][1]}", "负责人（签字）：", package_day], True
            )
    _signature(document, paper.signature, paper.sealed and bool(paper.signature))
    for extra in paper.extras:
        _extra(document, extra)
    document.save(path)


def _heading(document: Any, title: str, number: int, style: str) -> None:
    chinese = "零一二三四五六七八九十"
    shown = chinese[number] if number <= 10 else f"十{chinese[number - 10]}"
    if style == "arabic":
        document.add_heading(f"{number}. {title}", 1)
    elif style == "chapter":
        document.add_heading(f"第{shown}章　{title}", 1)
    elif style == "bold":
        document.add_paragraph().add_run(title).bold = True
    else:
        document.add_paragraph().add_run(f"{shown}、{title}").bold = style == "chinese"


def _grid(document: Any, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(index, column).text = text
        if len(row) < width:
            table.cell(index, len(row) - 1).merge(table.cell(index, width - 1)).text = row[-1]


def _signature(document: Any, lines: list[str], sealed: bool) -> None:
    for line in lines:
        document.add_paragraph(line)
    if sealed:
        document.add_picture(seal(), Cm(3))


def _extra(document: Any, extra: dict[str, Any]) -> None:
    paragraph: Paragraph = next(p for p in document.paragraphs if len(p.text) > 20)
    if "comment" in extra:
        document.add_comment(paragraph.runs, text=extra["comment"], author="审稿")
    elif "insertion" in extra:
        inserted = OxmlElement("w:ins")
        inserted.set(qn("w:author"), "审稿")
        inserted.set(qn("w:id"), "77")
        run = paragraph.add_run(extra["insertion"])
        paragraph._p.append(inserted)
        inserted.append(run._r)
    else:
        run = document.add_paragraph().add_run(extra["hide"])
        if extra["how"] == "hidden":
            run.font.hidden = True
        else:
            run.font.color.rgb = RGBColor(255, 255, 255)
