"""What people lawfully write near to what the checks look for."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_APPLICATION = [
    "公司牵头的省级揭榜任务由青岛市科技局组织，公司按月向青岛市科技局报送进展。",
    "诊断覆盖济南、德州、聊城三市企业，诊断结束后向德州市工业和信息化局提交工作总结。",
    "公司母公司设在济南，重大投资报济南市国资委审批。",
    "本公司2022年将临沂示例液压有限公司并入公司成为液压事业部，其法人资格已注销。",
    "公司全资子公司临沂示例液压有限公司2023年并入公司，成为内设部门，原营业执照已注销。",
    "公司不再具有法人股东。",
    "山东示例控股集团有限公司技术中心主任由李某担任，负责集团技术路线。",
    "由第八章介绍的算法（见专著）改进而来。",
    "详见第六部分（另册提交）。",
    "上述（三）、（四）项任务按期完成。",
    "归入第八部分的档案长期保存。",
    "设备设施：详见附件设备清单，拟报废设备未列入。",
    "具体内容由理事会每年审议后更新。",
    "专利2025年11月3日公告授权前不得公开。",
]
_PROMISES = [
    "愿意接受取消高新技术企业资格的处理。",
    "我单位对联合共建实验室的材料真实性负责。",
]
_YEARS = [
    "对2024年度工作报告所列问题，由办公室负责整改。",
    "中心2024年度工作报告真实反映了建设初期情况，本年度在其基础上推进。",
    "2024年到位资金300万元，全部用于设备采购，余款为零，故无新增支出。",
    "按任务书，2024年投入300万元，其后自筹。",
]
_OPINIONS = [
    "经潍坊市卫生健康委员会批准更名，手续齐全，同意备案。",
    "更名经潍坊市行政审批服务局核准，我局同意变更。",
    "经征求市卫生健康委员会意见，无异议，同意变更备案。",
]
_NOT = frozenset(
    [
        "leftover-name",
        "platform-name-differs",
        "not-a-legal-person",
        "reference-broken",
        "date-order",
        "wrong-year",
        "empty",
    ]
)


def _told(found: list[str]) -> list[str]:
    return [check for check in found if check.split(".")[1] in _NOT]


@pytest.mark.parametrize("said", _APPLICATION)
def test_in_an_application(check: Check, said: str) -> None:
    cells = [["申报单位", "临沂示例装备有限公司"], ["平台名称", "液压装备产业创新中心"]]
    parts = [
        "# 一、单位",
        "公司为高新技术企业，注册在临沂市。",
        "# 二、基础",
        "公司做液压。",
        "# 三、情况",
        said,
    ]
    form = document("申报书.docx", "数字经济产业创新中心申报书", cells, *parts)
    assert not _told([f.check for f in check(form, track="center").findings])


@pytest.mark.parametrize("said", _PROMISES)
def test_in_a_promise(check: Check, said: str) -> None:
    cells = [["申报单位", "临沂示例装备有限公司"], ["平台名称", "液压装备产业创新中心"]]
    form = document("申报书.docx", "数字经济产业创新中心申报书", cells, "# 一、单位", "公司为高新技术企业。")
    paper = document("承诺书.docx", "真实性承诺书", said, "临沂示例装备有限公司", "2025年9月10日")
    assert not _told([f.check for f in check(form, paper, track="center").findings])


@pytest.mark.parametrize("said", _YEARS)
def test_in_a_report(check: Check, said: str) -> None:
    cells = [["建设单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]]
    report = document("年度报告.docx", "2025年度工作报告", cells, "# 三、经费使用情况", said)
    found = check(report, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert not _told([f.check for f in found])


@pytest.mark.parametrize("said", _OPINIONS)
def test_in_an_opinion(check: Check, said: str) -> None:
    cells = [
        ["变更前名称", "潍坊运河医院"],
        ["变更后名称", "潍坊滨海医院"],
        ["推荐单位", "潍坊市工业和信息化局"],
    ]
    filing = document(
        "备案报告.docx", "关于创新实验室建设单位变更事项的备案报告", cells, "# 五、推荐单位意见", said
    )
    found = check(filing, track="lab", stage="change", today="2026-01-10").findings
    assert "change.consent-missing" not in {f.check for f in found}
