"""Type in a Word file: fonts by name, gaps marked, indents in characters."""

from __future__ import annotations

import re
from typing import Any

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt

BODY, TITLE, FIRST, SECOND, NUMBER = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
"""fonts of GB/T 9704-2012 by name: text, title, first and second level, page numbers"""
THREE, TWO, FOUR, SMALL = 16.0, 22.0, 14.0, 10.5
"""points of 3号, 2号, 4号 and 5号 type"""
GAP = re.compile(r"(【待补：[^】]*】)")


def indent(paragraph: Any, **characters: int) -> None:
    """Indents in hundredths of a character; the same in twentieths of a point for programs that know no other."""
    marks = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, value in characters.items():
        marks.set(qn(f"w:{name}"), str(value))
        marks.set(qn(f"w:{name.removesuffix('Chars')}"), str(round(value / 100 * THREE * 20)))


def marked(paragraph: Any, text: str, font: str, size: float) -> None:
    """Text with what is still missing marked in yellow."""
    for part in GAP.split(text):
        if part:
            run = put(paragraph, part, font, size)
            if GAP.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def put(paragraph: Any, text: str, font: str, size: float) -> Any:
    """A run of text in a font, for Latin and Chinese characters alike."""
    run = paragraph.add_run(_clean(text))
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _clean(text: str) -> str:
    """Without the control characters XML cannot hold."""
    return "".join(character for character in text if character in "\t\n" or ord(character) >= 32)
