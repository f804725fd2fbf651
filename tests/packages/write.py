"""Made packages as files: Word, Excel, drawn scans, folders and archives, each manner with its own layout."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tests.packages.damage import damage
from tests.packages.draw import pages, save, scanned, seal
from tests.packages.shape import Package, Paper, prose

_FONTS = ("仿宋", "宋体", "FangSong", "等线")
_DIGITS = "零一二三四五六七八九十"


def write(package: Package, folder: Path, rng: random.Random) -> Path:
    """Write the package's files into `folder/<id>` and return it; gold gets the files' names."""
    target = folder / package.id
    target.mkdir(parents=True, exist_ok=True)
    style = rng.choice(prose(package.manner)["headings"])
    font, size = rng.choice(_FONTS), rng.choice((12, 14, 16))
    naming = rng.randrange(4)
    names: dict[int, str] = {}
    for index, paper in enumerate(package.papers, 1):
        stem = _stem(paper, package, index, naming)
        path = target / f"{stem}{'.xlsx' if paper.sheet else '.docx'}"
        if paper.sheet:
            _sheet(paper, path)
        elif paper.drawn or paper.damage.get("how") == "blur":
            path = _drawn(package, paper, path, style, rng)
        else:
            _word(package, paper, path, style, (font, size))
        if paper.damage and paper.damage["how"] not in {"blur", "blank"}:
            path = damage(paper.damage, path)
        names[id(paper)] = path.name
    for fault in package.gold["faults"]:
        fault["file"] = names.get(id(fault.pop("paper")))
    return target


def _stem(paper: Paper, package: Package, index: int, naming: int) -> str:
    if naming == 0:
        return paper.name
    if naming == 1:
        return f"{index}.{paper.name}"
    return f"附件{index} {paper.name}" if naming == 2 else f"{package.facts['name']}{paper.name}"


def pack(target: Path, name: str) -> None:
    """Turn a written folder into one archive inside it."""
    archive = target / f"{name}.zip"
    members = sorted(target.iterdir())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for member in members:
            bundle.write(member, f"{name}/{member.name}")
    for member in members:
        member.unlink()


def _drawn(package: Package, paper: Paper, path: Path, style: str, rng: random.Random) -> Path:
    blurred = paper.damage.get("how") == "blur"
    style = "chinese" if style in {"bold", "plain"} else style
    drawn = pages(paper, _laid_out(package, paper), _titles(paper, style))
    return save([scanned(page, rng, blurred=blurred) for page in drawn], path)


def _titles(paper: Paper, style: str) -> list[str]:
    """Headings with their numbers; a seed may make a number skip or come twice."""
    titles, number = [], 0
    skip = next((e["number"] for e in paper.extras if "number" in e), {})
    for part in paper.parts:
        if part.title:
            number += 1 + (skip.get("skip") == number + 1) - (skip.get("repeat") == number)
        titles.append(_numbered(part.title, number, style) if part.title else "")
    return titles


def _numbered(title: str, number: int, style: str) -> str:
    shown = _DIGITS[number] if number <= 10 else f"十{_DIGITS[number - 10]}"
    forms = {
        "arabic": f"{number}. {title}",
        "plainnumber": f"{number} {title}",
        "chapter": f"第{shown}章　{title}",
        "part": f"第{shown}部分　{title}",
        "bold": title,
    }
    return forms.get(style, f"{shown}、{title}")


def _laid_out(package: Package, paper: Paper) -> list[list[str]]:
    """The form's cells in the manner's words and layout; `lines` are one cell a row."""
    words = prose(package.manner)
    if not paper.cells or paper.material not in {"application-form", "annual-report", "change-filing"}:
        return paper.cells
    pairs = [
        (words["labels"].get(row[i], row[i]), row[i + 1])
        for row in paper.cells
        for i in range(0, len(row) - 1, 2)
    ]
    if words["form"] == "two":
        return [["项目", "内容"], *([label, value] for label, value in pairs)]
    if words["form"] == "four":
        filled = [*pairs, ("备注", "无")] if len(pairs) % 2 else pairs
        return [[*one, *two] for one, two in zip(filled[::2], filled[1::2], strict=True)]
    if words["form"] == "lines":
        return [[f"{label}：{value}"] for label, value in pairs]
    return [[words["labels"].get(text, text) for text in row] for row in paper.cells]


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


def _word(package: Package, paper: Paper, path: Path, style: str, type_: tuple[str, int]) -> None:
    document: Any = _blank_page(paper, type_)
    for line in paper.title:
        document.add_paragraph().add_run(line).bold = True
    if paper.material == "application-form" and paper.sealed:
        document.add_picture(seal(), Cm(3))
    cells = _laid_out(package, paper)
    if cells and len(cells[0]) == 1:
        for row in cells:
            document.add_paragraph(row[0])
    elif cells:
        _grid(document, cells)
    for number, (title, part) in enumerate(zip(_titles(paper, style), paper.parts, strict=True), 1):
        if title:
            _heading(document, title, style)
        for text in part.paragraphs:
            document.add_paragraph(text)
        if part.table:
            document.add_paragraph(f"表{number} {part.title}")
            _grid(document, part.table[1])
        if part.signing:
            day = package.facts["day"]
            _signature(document, [f"单位（盖章）：{package.facts['name']}", "负责人（签字）：", day], True)
    _signature(document, paper.signature, paper.sealed and bool(paper.signature))
    for extra in paper.extras:
        _extra(document, extra)
    document.save(path)


def _blank_page(paper: Paper, type_: tuple[str, int]) -> Any:
    document: Any = Document()
    section, page = document.sections[0], paper.page
    section.page_width, section.page_height = (Mm(v) for v in page.get("size", (210, 297)))
    top, right, bottom, left = page.get("margins", (37, 26, 35, 28))
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = type_[0], Pt(type_[1])
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), type_[0])
    return document


def _heading(document: Any, title: str, style: str) -> None:
    if style in {"arabic", "chapter", "part"}:
        document.add_heading(title, 1)
    else:
        document.add_paragraph().add_run(title).bold = style != "plain"


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
    paragraph: Paragraph = next((p for p in document.paragraphs if len(p.text) > 20), document.paragraphs[-1])
    if "comment" in extra:
        document.add_comment(paragraph.runs, text=extra["comment"], author="审稿")
    elif "insertion" in extra:
        inserted = OxmlElement("w:ins")
        inserted.set(qn("w:author"), "审稿")
        inserted.set(qn("w:id"), "77")
        run = paragraph.add_run(extra["insertion"])
        paragraph._p.append(inserted)
        inserted.append(run._r)
    elif "heading" in extra:
        run = document.add_paragraph().add_run(extra["heading"])
        run.bold, run.font.name = True, extra["font"]
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), extra["font"])
    elif "hide" in extra:
        _hidden(document.add_paragraph().add_run(extra["hide"]), extra["how"])


def _hidden(run: Any, how: str) -> None:
    if how == "hidden":
        run.font.hidden = True
    elif how == "tiny":
        run.font.size = Pt(1)
    else:
        run.font.color.rgb = RGBColor(255, 255, 255)
