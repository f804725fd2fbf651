"""Material of an invented applicant, for the browser tests and the pictures of the page."""

from __future__ import annotations

import subprocess
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw, ImageFont

UNIT = "济南示例智造科技有限公司"
FORM = {
    "平台类型": "数字经济创新实验室",
    "平台名称": "智能制造研究中心",
    "申报单位": UNIT,
    "统一社会信用代码": "91370100MA3TEST12X",
    "单位性质": "有限责任公司",
    "注册地址": "山东省济南市历下区示例路1号",
    "平台负责人": "张示例",
    "联系人": "XXX",
    "联系电话": "",
}
SECTIONS = {
    "一、申报单位基本情况": "公司从事智能制造装备与工业软件研发，现有研发人员62人。",
    "二、工作基础": "近三年承担省级项目4项，获发明专利11项，与两所高校长期合作，研究成果已在三家企业应用。",
    "三、研究开发试验环境": "建有800平方米研究开发试验场地，配备数控加工、机器视觉等试验设备46台（套）。",
    "五、建设目标与任务": "",
}


def application_form(path: Path) -> Path:
    """An application form with an applicant's faults: name, blank, template text, numbering, empty part."""
    document = Document()
    document.add_heading("山东省数字经济创新平台申报书", 0)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in FORM.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    for title, text in SECTIONS.items():
        document.add_heading(title, 1)
        if text:
            document.add_paragraph(text)
    document.save(str(path))
    return path


def commitment(path: Path) -> Path:
    """A commitment whose unit's name differs from the form's in one character."""
    document = Document()
    document.add_heading("真实性承诺书", 0)
    document.add_paragraph("我单位承诺：所提交的申报材料真实、准确、完整，如有不实，愿承担相应责任。")
    document.add_paragraph(f"承诺单位（盖章）：{UNIT.replace('智造', '制造')}")
    document.add_paragraph("法定代表人（签字）：李示例")
    document.save(str(path))
    return path


def scanned_commitment(path: Path) -> Path:
    """The same commitment as a photograph of a page: nothing in it can be read but by recognition."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Sans CJK SC"], capture_output=True, text=True, check=True
    )
    page = Image.new("RGB", (1240, 1754), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(found.stdout, 36)
    lines = [
        "真实性承诺书",
        "我单位承诺：所提交的申报材料真实、准确、完整，",
        "如有不实，愿承担相应责任。",
        f"承诺单位（盖章）：{UNIT.replace('智造', '制造')}",
        "法定代表人（签字）：李示例",
    ]
    for number, line in enumerate(lines):
        pen.text((140, 200 + 110 * number), line, fill="black", font=font)
    page.save(path)
    return path
