"""What is called 基地 from there on is the platform: another one's name there is an older paper's."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.document import Block, Page
from tests.checks.conftest import Check, document, table

_SCAN: dict[str, Any] = {"format": "pdf", "pages": (Page(number=1, ocr=True, confidence=0.98),)}
_BASE, _CENTRE = "工业互联网运维数字经济实训基地", "海工装备数字孪生产业创新中心"


def _told(check: Check, name: str, *said: str | Block, **more: Any) -> bool:
    track = "创新人才基地" if name == _BASE else "产业创新中心"
    head = table([["平台名称", name], ["建设单位", "泰安汶阳职业学院"], ["平台类型", track]])
    report = document("年度报告.docx", "# 2025年度工作报告", head, "# 一、年度概况", *said, **more)
    found = check(report, stage="annual", today="2026-01-20").findings
    return "identity.platform-name-differs" in {each.check for each in found}


@pytest.mark.parametrize(
    ("name", "sentence", "told"),
    [
        (_BASE, "2025年，智能制造运维人才实训中心（以下简称基地）开设实训班46期。", True),
        (_BASE, "智能制造运维创新人才基地（以下称“本基地”）共有三层。", True),
        (_BASE, "智能制造实训基地（以下简称基地）2021年建成，工位160个。", False),
        (_CENTRE, "海工装备智能制造研发中心（以下简称中心）成立于2018年。", False),
        (_CENTRE, "客户服务中心（以下简称中心）实行24小时值班。", False),
        (_CENTRE, "渔业装备智能运维产业创新中心（以下简称中心）全年服务企业35家。", True),
        (_BASE, "2025年，工业互联网运维数字经济实训基地（以下简称基地）开设实训班46期。", False),
        (_BASE, "工业互联网运维实训基地（以下简称“基地”）共有三层。", False),
        (_BASE, "山东省数字经济创新人才基地（以下简称基地）每年报送总结。", False),
        (_BASE, "青岛大学智能制造实训基地（以下简称基地）接收学生见习。", False),
        (_BASE, "泰安市智能制造公共实训基地（以下简称基地）由泰安市人社局建设。", False),
        (_BASE, "泰安市大学生实习基地（以下简称实习基地）接收学生。", False),
        (_BASE, "学院的创业孵化基地（以下简称“基地”）入驻团队12个。", False),
        (_CENTRE, "公司建设运营的海工共享制造服务平台（以下简称“平台”）累计服务企业210家。", False),
        (_CENTRE, "海工装备云仿真平台（以下简称“平台”）完成二期开发。", False),
        (_CENTRE, "海洋装备检验检测中心（以下简称“中心”）取得CMA资质。", False),
        (_CENTRE, "青岛蓝谷算力中心（以下简称“中心”）扩容，本平台租用其中40P。", False),
        (_CENTRE, "原海工数字化产业创新中心（以下简称中心）由本公司建设，现申请变更名称。", False),
    ],
)
def test_what_is_called_so_from_there_on(check: Check, name: str, sentence: str, told: bool) -> None:
    assert _told(check, name, sentence) is told


@pytest.mark.parametrize(
    "short", ["以下简称“中心”", "“中心”", "英文缩写ODTC，以下简称“创新中心”", "下称中心"]
)
def test_where_the_own_name_has_a_short_form(check: Check, short: str) -> None:
    own = f"{_CENTRE}（{short}）于2024年6月公布。"
    other = "渔业装备智能运维产业创新中心（以下简称“中心”）全年服务企业35家。"
    assert not _told(check, _CENTRE, own, other)


@pytest.mark.parametrize(
    ("sentence", "sure", "told"),
    [
        ("2025年，智能制造运维人才实训中心（以下简称基地）开设实训班46期。", 0.99, True),
        ("2025年，智能制造运维人才实训中心（以下简称基地）开设实训班46期。", 0.9, False),
        ("2025年，工业互联网运维数宇经济实训基地（以下简称基地）开设实训班46期。", 0.99, False),
    ],
)
def test_in_a_scan_it_must_be_read_surely(check: Check, sentence: str, sure: float, told: bool) -> None:
    said = Block(kind="paragraph", text=sentence, confidence=sure)
    assert _told(check, _BASE, said, **_SCAN) is told
