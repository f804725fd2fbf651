"""What is called 基地 from there on is the platform: another one's name there is an older paper's."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.document import Block, Page
from tests.checks.conftest import Check, document, table

_SCAN: dict[str, Any] = {"format": "pdf", "pages": (Page(number=1, ocr=True, confidence=0.98),)}


def _told(check: Check, said: str | Block, **more: Any) -> bool:
    head = table(
        [
            ["平台名称", "工业互联网运维数字经济实训基地"],
            ["建设单位", "泰安汶阳职业学院"],
            ["平台类型", "创新人才基地"],
        ]
    )
    report = document("年度报告.docx", "# 2025年度工作报告", head, "# 一、年度概况", said, **more)
    found = check(report, stage="annual", track="talent", today="2026-01-20").findings
    return "identity.platform-name-differs" in {each.check for each in found}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("2025年，智能制造运维人才实训中心（以下简称基地）开设实训班46期。", True),
        ("学院建设的智能制造运维实训基地（以下简称“基地”）共有三层。", True),
        ("2025年，工业互联网运维数字经济实训基地（以下简称基地）开设实训班46期。", False),
        ("学院建设的工业互联网运维实训基地（以下简称“基地”）共有三层。", False),
        ("山东省数字经济创新人才基地（以下简称基地）每年报送总结。", False),
        ("依托青岛大学智能制造实训基地（以下简称基地）开展见习。", False),
        ("泰安市智能制造公共实训基地（以下简称基地）由泰安市人社局建设。", False),
        ("泰安市大学生实习基地（以下简称实习基地）接收学生。", False),
        ("济南大学智能制造实训基地（以下简称基地）与学院共享课程。", False),
    ],
)
def test_what_is_called_the_base_from_there_on(check: Check, sentence: str, told: bool) -> None:
    assert _told(check, sentence) is told


@pytest.mark.parametrize(
    ("sentence", "sure", "told"),
    [
        ("2025年，智能制造运维人才实训中心（以下简称基地）开设实训班46期。", 0.99, True),
        ("2025年，智能制造运维人才实训中心（以下简称基地）开设实训班46期。", 0.9, False),
        ("2025年，工业互联网运维数宇经济实训基地（以下简称基地）开设实训班46期。", 0.99, False),
    ],
)
def test_in_a_scan_it_must_be_read_surely(check: Check, sentence: str, sure: float, told: bool) -> None:
    assert _told(check, Block(kind="paragraph", text=sentence, confidence=sure), **_SCAN) is told
