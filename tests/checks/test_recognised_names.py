"""Names in scans and letters: told where they are surely another's, and not where recognition may have spoilt one."""

from __future__ import annotations

import pytest

from ingest.document import Block, Page
from tests.checks.conftest import Check, document

_SCAN = {"format": "pdf", "pages": (Page(number=1, ocr=True, confidence=0.98),)}
_UNIT = "烟台莱阳湾数据服务有限公司"


def _found(check: Check, name: str, *parts: str | Block) -> set[str]:
    form = document(
        "申报书.docx",
        "数字经济创新服务机构申报书",
        [["申报单位", _UNIT], ["平台名称", "数据合规流通创新服务机构"], ["法定代表人", "郝明哲"]],
    )
    return {f.check for f in check(form, document(name, *parts, **_SCAN), track="service").findings}


@pytest.mark.parametrize(
    ("unit", "sure", "told"),
    [
        ("威海智汇云数据有限公司", 0.99, True),
        ("威海智汇云数据有限公司", 0.9, False),
        ("烟台莱阳弯数据服务有限公司", 0.99, False),
        ("莱阳湾数服务有限公司", 0.99, False),
    ],
)
def test_another_units_name_where_the_own_one_stands(
    check: Check, unit: str, sure: float, told: bool
) -> None:
    said = (
        f"{unit}把机构建设列入年度重点工作，由郝明哲牵头协调场地、设备、资金和人员，每季度听取一次进展汇报。"
    )
    form = document(
        "申报书.pdf",
        "数字经济创新服务机构申报书",
        [["申报单位", _UNIT], ["平台名称", "数据合规流通创新服务机构"]],
        "# 七、组织管理",
        Block(kind="paragraph", text=said, confidence=sure),
        **_SCAN,
    )
    assert ("consistency.leftover-name" in {f.check for f in check(form, track="service").findings}) is told


@pytest.mark.parametrize(
    ("signed", "sure", "told"),
    [
        ("赤月哲", 0.93, False),
        ("赤月哲", 0.99, True),
        ("郝明折", 0.99, False),
        ("王建国", 0.93, True),
        ("王明海", 0.99, True),
    ],
)
def test_a_name_written_by_hand(check: Check, signed: str, sure: float, told: bool) -> None:
    line = Block(kind="paragraph", text=f"法定代表人（签字）：{signed}", confidence=sure)
    parts = "真实性承诺书", f"承诺单位（盖章）：{_UNIT}", line, "2025年9月8日"
    assert ("consistency.figure-differs" in _found(check, "承诺书.pdf", *parts)) is told


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("推荐其建设的数据流通检验检测公共服务机构参加评审", True),
        (f"推荐{_UNIT}申报数据交易合规公共服务机构", True),
        ("推荐其申报的数据要素登记创新服务机构参加评审", True),
        ("推荐其建设的数据合规流通创新服务机构参加评审", False),
        ("推荐其申报2025年度山东省数字经济创新服务机构", False),
        ("推荐其建设数字经济创新服务机构", False),
    ],
)
def test_a_letter_names_another_platform(check: Check, named: str, told: bool) -> None:
    letter = document(
        "推荐函.docx", "推荐函", f"经核查，该单位符合条件，现{named}，请予审核。", "烟台市工业和信息化局"
    )
    form = document(
        "申报书.docx",
        "数字经济创新服务机构申报书",
        [["申报单位", _UNIT], ["平台名称", "数据合规流通创新服务机构"]],
    )
    found = {f.check for f in check(form, letter, track="service").findings}
    assert ("identity.platform-name-differs" in found) is told
