"""Names of units as scans and cells give them: misread, within the bracket of a seal, in a list with words about them."""

from __future__ import annotations

import pytest

from advisor.checks.misread import may_be_misread
from advisor.profile.organisations import organisation, split_organisations
from tests.checks.conftest import Check, document, table


@pytest.mark.parametrize(
    "written",
    ["滨海示例软件有限公司（盖章）", "（盖章:滨海示例软件有限公司", "（单位盖章：滨海示例软件有限公司）"],
)
def test_a_name_without_the_remark_on_the_seal(written: str) -> None:
    assert organisation(written) == "滨海示例软件有限公司"


@pytest.mark.parametrize(
    ("read", "name", "misread"),
    [
        ("淄博齐都数息服务有限公司", "淄博齐都数链信息服务有限公司", True),
        ("淄博齐都信息服务有限公司", "淄博齐都数链信息服务有限公司", False),
        ("淄博齐都数链服务有限公司", "淄博齐都数链信息服务有限公司", False),
        ("淄博齐都数链科技有限公司", "淄博齐都数链信息服务有限公司", False),
        ("淄博齐者数链信息服务有限公司", "淄博齐都数链信息服务有限公司", True),
        ("莒县沭云仓数服务有限公司", "莒县沭河云仓数字服务有限公司", False),
        ("济南城投集团有限公司", "济南城市投资集团有限公司", False),
    ],
)
def test_what_recognition_makes_of_a_name(read: str, name: str, misread: bool) -> None:
    assert may_be_misread(read, name) is misread


def test_what_is_told_of_units_is_no_list_of_them() -> None:
    told = (
        "山东蓝湾港务工程有限公司；东海海洋大学；山东蓝湾港务工程有限公司现有职工1260人；"
        "东海海洋大学参加本项工作的教师12人；东海海洋大学位于威海市环翠区"
    )
    assert split_organisations(told, ("有限公司", "大学")) == ("山东蓝湾港务工程有限公司", "东海海洋大学")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("济宁鲁衡重机有限公司将成立工程研究中心理事会，每年审定课题指南和决算。", True),
        ("泰安岱宗矿山智控有限公司将成立中心理事会，每年审定课题指南和决算。", False),
        ("中心将成立理事会，成员来自济宁鲁衡重机有限公司等用户。", False),
        ("泰安市矿业协会将成立智能运维专业委员会，挂靠中心。", False),
        ("青岛港航物流有限公司将成立数字化管理委员会，中心提供技术支持。", False),
    ],
)
def test_who_will_have_a_council(check: Check, sentence: str, told: bool) -> None:
    head = table([["申报单位", "泰安岱宗矿山智控有限公司"], ["平台名称", "矿井智能运维产业创新中心"]])
    form = document("申报书.docx", "# 数字经济创新平台申报书", head, "# 七、组织管理", sentence)
    found = {each.check for each in check(form, track="center").findings}
    assert ("consistency.leftover-name" in found) is told
