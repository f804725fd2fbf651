"""Cells of credit reports, in many offices' words."""

from __future__ import annotations

import pytest

from advisor.checks.records import is_record


@pytest.mark.parametrize(
    "text",
    [
        *("否", "无", "未列入", "未发现", "未查询到", "没有", "不存在", "不涉及", "查无记录", "经查询无记录", "（无）"),
        *("尚无", "无失信记录"),
        *("N/A", "—", "\\", "0", "0条", "正常", "良好", "√否", "☑无 □有", "否☑ 是□", "×", "是否有其他不良信息", "无行政处罚"),
        "未受到行政处罚",
    ],
)  # fmt: skip
def test_nothing_is_no_record(text: str) -> None:
    assert not is_record(text)


@pytest.mark.parametrize(
    "text",
    [
        *("是", "有", "存在", "1条", "列入", "2024年5月被列入严重违法失信名单", "不正当竞争，罚款30万元", "不正当竞争被列入名单"),
        *("不按规定公示年报被罚款", "空气污染超标，处罚5万元", "不良信用记录1条", "□无 ☑有", "否□ 是☑", "无证经营，罚款10万元"),
        "未按规定期限办理纳税申报，罚款200元",
    ],
)  # fmt: skip
def test_something_is(text: str) -> None:
    assert is_record(text)
