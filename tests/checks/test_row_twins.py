"""Rows that two papers of a package list of the same thing, with one number changed or none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.conftest import Check, document

_FORM = [
    "数字经济产业创新中心申报书",
    [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
]
_HEADS = ["序号", "名称", "型号", "数量", "单价（万元）", "金额（万元）", "购置年月"]
_SERVER = ["1", "应用服务器", "R730xd", "4", "7.5", "30", "2022.11"]
_SWITCH = ["2", "网络交换机", "S6730", "2", "3.5", "7", "2022.11"]
_OTHER = ["编号", "名称", "型号", "台（套）", "单价/万元", "价格（万元）"]


def _told(check: Check, *rows: Any, over: str = "设备清单") -> list[str]:
    form = document("申报书.docx", *_FORM, "# 三、条件", "表1 主要设备", [_HEADS, _SERVER, _SWITCH])
    listed = document("设备清单.docx", over, list(rows))
    found = check(form, listed, track="center").findings
    return [f.message for f in found if f.check == "consistency.figure-differs"]


@pytest.mark.parametrize(
    "rows",
    [
        [_HEADS, [*_SERVER[:3], "2", "7.5", "15", "2022.11"], _SWITCH],
        [
            _OTHER,
            ["1", "应用服务器", "R730xd", "2", "7.5", "15"],
            ["2", "网络交换机", "S6730", "2", "3.5", "7"],
        ],
    ],
)
def test_a_row_that_two_papers_give_otherwise_is_told(check: Check, rows: list[Any]) -> None:
    assert any("应用服务器" in message for message in _told(check, *rows))


@pytest.mark.parametrize(
    ("over", "rows"),
    [
        ("设备清单", [_HEADS, _SERVER, _SWITCH]),
        ("拟购设备清单", [_HEADS, [*_SERVER[:3], "2", "7.5", "15", "2026.11"], _SWITCH]),
        (
            "设备清单",
            [_HEADS, [*_SERVER[:3], "2", "7.5", "15", "2022.11"], [*_SERVER[:3], "2", "7.5", "15", "2023.3"]],
        ),
        ("设备清单", [_HEADS, ["1", "应用服务器", "R750", "2", "9.5", "19", "2022.11"], _SWITCH]),
        ("采购合同（一期）", [_HEADS, [*_SERVER[:3], "2", "7.5", "15", "2022.11"], _SWITCH]),
        ("滨海大学投入设备清单", [_HEADS, [*_SERVER[:3], "2", "7.5", "15", "2022.11"], _SWITCH]),
        (
            "设备清单",
            [
                ["名称", "型号", "功率", "重量"],
                ["应用服务器", "R730xd", "750", "32"],
                ["网络交换机", "S6730", "90", "8"],
            ],
        ),
    ],
)
def test_rows_of_other_things_are_not(check: Check, over: str, rows: list[Any]) -> None:
    assert _told(check, *rows, over=over) == []
