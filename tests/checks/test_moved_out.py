"""Change filings of units that moved their registration: where the new address stands, and whose it is."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_NAME = "“港口影像创新实验室”由潍坊运河医院建设，2024年6月公布。"
_ROWS = [["变更事项", "变更前", "变更后"], ["住所", "潍坊市奎文区纬三路6号", "江苏省徐州市和平路186号"]]
_PROSE = "注册地址由潍坊市奎文区纬三路6号变更为江苏省徐州市和平路186号。"


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ([["注册地址（变更后）", "江苏省徐州市和平路186号"], ["变更类型", "变更注册地"]], 1),
        ([["注册地址（变更前）", "江苏省徐州市和平路186号"], ["变更类型", "变更注册地"]], 0),
        ([["注册地址（变更后）", "潍坊市奎文区胜利街18号"], ["变更类型", "变更注册地"]], 0),
        (_ROWS, 1),
        (_PROSE, 1),
        (f"我公司的子公司{_PROSE}", 0),
        ("注册地址由江苏省徐州市和平路186号变更为潍坊市奎文区纬三路6号。", 0),
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
