"""Pages that page breaks leave blank in a Word file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from PIL import Image

from ingest import read_all
from ingest.document import Block, Page, Place
from tests.checks.conftest import Check
from tests.checks.conftest import document as paper


def _broken(paragraph: Any, times: int = 1) -> None:
    for _ in range(times):
        paragraph.add_run().add_break(WD_BREAK.PAGE)


def _two_in_one(document: Any, _: Path) -> None:
    _broken(document.add_paragraph("一、概况。"), 2)


def _two_paragraphs(document: Any, _: Path) -> None:
    document.add_paragraph("一、概况。")
    document.add_page_break()
    document.add_paragraph("　")
    document.add_page_break()


def _picture_between(document: Any, folder: Path) -> None:
    Image.new("RGB", (40, 40), "red").save(folder / "seal.png")
    document.add_page_break()
    document.add_picture(str(folder / "seal.png"))
    document.add_page_break()


def _table_between(document: Any, _: Path) -> None:
    document.add_page_break()
    document.add_table(2, 2)
    document.add_page_break()


def _words_between(document: Any, _: Path) -> None:
    document.add_page_break()
    document.add_paragraph("二、基础。")
    document.add_page_break()


def _lines_to_write_on(document: Any, _: Path) -> None:
    document.add_page_break()
    document.add_paragraph().add_run("　　　　　　").underline = True
    document.add_page_break()


def _breaks_in_cells(document: Any, _: Path) -> None:
    for cell in document.add_table(1, 2).rows[0].cells:
        _broken(cell.paragraphs[0])
    document.add_page_break()


def _new_page_by_style(document: Any, _: Path) -> None:
    document.add_page_break()
    document.add_heading("二、基础", 1).paragraph_format.page_break_before = True


@pytest.mark.parametrize(
    ("write", "blank"),
    [
        (_two_in_one, True),
        (_two_paragraphs, True),
        (_picture_between, False),
        (_table_between, False),
        (_words_between, False),
        (_lines_to_write_on, False),
        (_breaks_in_cells, False),
        (_new_page_by_style, False),
    ],
)
def test_two_breaks_with_nothing_between(
    tmp_path: Path, write: Callable[[Any, Path], None], blank: bool
) -> None:
    document = docx.Document()
    document.add_paragraph("申报书")
    write(document, tmp_path)
    document.add_paragraph("三、保障。")
    document.save(str(tmp_path / "申报书.docx"))
    (read,) = read_all([tmp_path / "申报书.docx"])
    assert any("blank-after" in block.flags for block in read.blocks) is blank


def test_a_blank_page_is_told_by_the_words_before_it(check: Check) -> None:
    last = Block(kind="paragraph", text="场地、设备齐备。", flags=frozenset({"blank-after"}))
    report = check(paper("申报书.docx", "数字经济创新实验室申报书", last, "# 二、基础", "近三年成果丰硕。"))
    (found,) = [f for f in report.findings if f.check == "format.blank-page"]
    assert "场地、设备齐备。" in found.message
    assert found.place.start is not None


@pytest.mark.parametrize(
    ("characters", "shapes", "blank"),
    [(17, 0, True), (40, 0, False), (17, 8, False)],
    ids=["nothing else", "a table that began before", "a drawing"],
)
def test_a_page_with_a_running_head_and_a_number_alone(
    check: Check, characters: int, shapes: int, blank: bool
) -> None:
    lines = [
        Block(kind=kind, text=text, place=Place(page=page))
        for page in (1, 2, 3)
        for kind, text in (
            ("header", "数字经济创新平台申报材料"),
            ("paragraph", "" if page == 2 else "近三年承担课题十二项，均已验收。"),
            ("footer", f"— {page} —"),
        )
        if text
    ]
    pages = (
        Page(number=1, characters=40),
        Page(number=2, characters=characters, shapes=shapes),
        Page(number=3, characters=40),
    )
    report = check(paper("申报书.pdf", "数字经济创新实验室申报书", *lines, format="pdf", pages=pages))
    found = [f.place.page for f in report.findings if f.check == "format.blank-page"]
    assert found == ([2] if blank else [])
