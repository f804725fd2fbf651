"""Documents to make packs of."""

from __future__ import annotations

from pathlib import Path

RULES = """某市租赁住房管理办法
第一章 总则
第一条 为了规范住房租赁活动，保护当事人的合法权益，制定本办法。
第二条 本市行政区域内住房租赁及其监督管理，适用本办法。
第三章 租赁行为
第十二条 出租住房应当符合下列条件：
（一）房屋符合建筑、消防、治安等方面的安全要求；
（二）人均租住建筑面积不得低于五平方米；
（三）厨房、卫生间、阳台不得单独出租供人员居住。
第十三条 租赁当事人应当自合同订立之日起三十日内，到房屋所在地的房产管理部门办理备案。
第十四条 出租人收取押金的，不得超过一个月租金。"""

TRAFFIC = """某市电动自行车管理规定
第一条 为了加强电动自行车管理，维护道路交通秩序，制定本规定。
第四条 电动自行车应当登记上牌后方可上道路行驶。
第五条 电动自行车在非机动车道内行驶，最高时速不得超过二十五公里。
第六条 驾驶、乘坐电动自行车应当佩戴安全头盔。
第七条 违反本规定第六条的，由公安机关交通管理部门处三十元罚款。"""


def write_text(file: Path, text: str) -> None:
    """A text file in UTF-8."""
    file.write_text(text, encoding="utf-8")


def write_docx(file: Path, text: str) -> None:
    """A Word file, one paragraph a line."""
    from docx import Document

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(str(file))
