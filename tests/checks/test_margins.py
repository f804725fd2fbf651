"""Running lines and names of files that bear another unit's name, and the type told by a name in prose."""

from __future__ import annotations

import pytest

from advisor.domain import Track
from ingest.document import Block, Place
from tests.checks.conftest import Check, document

_FORM = [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]]
_TITLE = "数字经济产业创新中心申报书"


def _leftover(check: Check, path: str, *lines: Block) -> bool:
    form = document(path, _TITLE, *lines, _FORM, "# 一、单位概况", "公司从事港口软件开发。")
    return "consistency.leftover-name" in {f.check for f in check(form, track="center").findings}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("青岛恒通软件有限公司", True),
        ("青岛恒通软件有限公司申报书", True),
        ("淄博齐陶检测认证有限公司 数字经济产业创新中心建设方案", True),
        ("滨海示例软件有限公司 产业创新中心申报书", False),
        ("数字经济产业创新中心申报书", False),
        ("山东省工业和信息化厅制", False),
        ("济南华文图文设计有限公司制作", False),
        ("编制单位：青岛华睿咨询有限公司", False),
        ("滨海示例软件公司", False),
    ],
)
def test_a_header_or_footer_bears_the_own_name(check: Check, line: str, told: bool) -> None:
    assert _leftover(check, "申报书.docx", Block(kind="header", text=line)) is told
    assert _leftover(check, "申报书.docx", Block(kind="footer", text=f"{line}  第3页")) is told
    pages = [Block(kind="paragraph", text=line, place=Place(page=page)) for page in (1, 2, 3)]
    assert _leftover(check, "申报书.docx", *pages) is told


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("青岛恒通软件有限公司申报书.docx", True),
        ("滨海示例软件有限公司申报书.docx", False),
        ("申报书（终稿）.docx", False),
        ("附件1 青岛恒通软件有限公司合作意向.docx", False),
    ],
)
def test_a_file_bears_the_own_name(check: Check, path: str, told: bool) -> None:
    assert _leftover(check, path) is told


@pytest.mark.parametrize(
    ("words", "track"),
    [
        ("我公司建设的“仓储机器人协同调度产业创新中心”于2024年6月18日公布。", "center"),
        ("我院承担的典籍语义计算创新实验室已公布。", "lab"),
        ("另有“典籍语义计算创新实验室”与“智能装备创新人才基地”两个平台。", None),
        ("公司参观了省内一家创新实验室。", None),
    ],
)
def test_a_change_filing_tells_its_type_by_the_name(check: Check, words: str, track: Track | None) -> None:
    filing = document("变更备案申请.docx", "关于变更注册地备案的申请", words, "现就注册地变更事项申请备案。")
    assert check(filing, stage="change").track == track


def test_running_lines_of_a_report_bound_in_are_its_own(check: Check) -> None:
    lines = ["青岛恒通检测有限公司" if page > 7 else f"正文第{page}段。" for page in range(1, 11)]
    pages = [Block(kind="paragraph", text=t, place=Place(page=n)) for n, t in enumerate(lines, 1)]
    assert not _leftover(check, "申报书.pdf", *pages)


def test_a_letter_bound_in_speaks_for_whoever_wrote_it(check: Check) -> None:
    parts = ("# 二、基础", "公司从事港口软件开发。", "# 附件3 用户使用证明", "我院已上线该系统。")
    found = check(document("申报书.docx", _TITLE, _FORM, *parts), track="center").findings
    assert "consistency.leftover-name" not in {f.check for f in found}
