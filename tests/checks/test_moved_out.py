"""Change filings: where a table gives what was before and after, and whose name or address that is."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_NAME = "“港口影像创新实验室”由潍坊运河医院建设，2024年6月公布。"
_HERE, _THERE = "潍坊市奎文区纬三路6号", "江苏省徐州市和平路186号"


def _rows(label: str, after: str) -> list[list[str]]:
    return [["变更事项", "变更前", "变更后"], [label, _HERE, after]]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ([["注册地址（变更后）", _THERE], ["变更类型", "变更注册地"]], 1),
        ([["注册地址（变更前）", _THERE], ["变更类型", "变更注册地"]], 0),
        ([["注册地址", _THERE], ["变更后注册地址", _HERE]], 0),
        ([["注册地址（变更后）", "江苏南路18号"], ["变更类型", "变更注册地"]], 0),
        ([["变更后地址", _THERE], ["变更类型", "实验室场地"]], 0),
        (_rows("住所", _THERE), 1),
        (_rows("住  所", _THERE), 1),
        (_rows("建设单位注册地址", _THERE), 1),
        ([["事项", "变更前内容", "变更后内容"], ["住所", _HERE, _THERE]], 1),
        ([["事项", "迁址前", "迁址后的情况"], ["注册地址", _HERE, _THERE]], 1),
        (_rows("注册地址", "上海路18号"), 0),
        (_rows("法定代表人住所", _THERE), 0),
        (_rows("联合单位住所", _THERE), 0),
        (_rows("分公司住所", _THERE), 0),
        (f"徐州矿业集团有限公司注册地址由{_HERE}变更为{_THERE}，本单位注册地址不变。", 0),
        (f"因发展需要，2026年1月本院注册地址由{_HERE}变更为{_THERE}。", 1),
        (f"本院已将登记住所迁至{_THERE}，并换领证书。", 1),
        (f"现注册地址为{_THERE}，原址不再保留。", 1),
        (f"本院注册地由{_THERE}迁至{_HERE}。", 0),
        (f"分院住所变更为{_THERE}。", 0),
        (f"法定代表人住所变更为{_THERE}。", 0),
        ("本院注册地址变更为江苏南路18号。", 0),
        ("今后如注册地址变更为江苏省等省外地区，按规定备案。", 0),
        (f"2025年8月，联合建设单位青岛船数科技有限公司完成工商变更，注册地址变更为{_THERE}。", 0),
        (f"青岛船数科技有限公司于2025年5月将注册地址迁至{_THERE}，不再参与建设。", 0),
        (f"2025年3月，住所变更为{_THERE}后退出联合建设。", 0),
        (f"2016年3月将注册地址迁至{_THERE}，2019年7月迁回。", 0),
        (f"2016年3月，本院注册地址变更为{_THERE}。", 0),
        ("本院注册地址变更为上海合作组织地方经贸合作示范区长江一路1号。", 0),
    ],
)
def test_moved_out_of_the_province(check: Check, part: str | list[list[str]], told: int) -> None:
    report = check(
        document("备案申请.docx", "关于变更注册地的备案申请", _NAME, "# 1. 变更经过", part),
        today="2026-01-10",
        stage="change",
        track="lab",
    )
    assert [f.check for f in report.findings].count("identity.outside-province") == told


@pytest.mark.parametrize(
    "heads", [["事项", "变更前内容", "变更后内容"], ["序号", "事项", "变更前", "变更后"]]
)
@pytest.mark.parametrize(
    ("label", "rows"),
    [
        ("单位名称", ("潍坊运河医院", "潍坊滨海医院")),
        ("主管单位名称", ("潍坊市卫生局", "潍坊市卫生健康委员会")),
        ("设备名称", ("六轴机器人实训台", "协作机器人实训台")),
        ("平台名称", ("港口影像创新实验室", "港口影像诊断创新实验室")),
    ],
)
def test_a_name_that_is_changed_is_no_slip(
    check: Check, heads: list[str], label: str, rows: tuple[str, str]
) -> None:
    row = [*(["1"] if len(heads) > 3 else []), label, *rows]
    parts = "关于变更的备案申请", _NAME, "# 1. 变更经过", [heads, row], "潍坊运河医院", "2026年1月8日"
    report = check(document("备案申请.docx", *parts), today="2026-01-10", stage="change", track="lab")
    names = {"identity.unit-name-differs", "identity.platform-name-differs", "consistency.leftover-name"}
    assert not names & {f.check for f in report.findings}
