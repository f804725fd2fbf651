"""The places of the parties at the end of an agreement: one that is not filled as the others are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.conftest import Check, document

_OWN, _UNI, _WORKS = "滨海示例软件有限公司", "示例大学", "样例机械股份有限公司"
_BODY = [
    "联合建设协议",
    f"甲方（牵头单位）：{_OWN}",
    f"乙方：{_UNI}",
    f"丙方：{_WORKS}",
    "三方就共建港口调度产业创新中心达成以下约定。",
    "一、甲方负责管理；乙方负责研究；丙方提供现场。",
]
_DAY, _BLANK = "2025年8月20日", "　　年　　月　　日"


def _place(party: str, name: str, day: str = _DAY, sign: str = "代表（签字）：") -> list[str]:
    return [line for line in (f"{party}方（盖章）：{name}", sign, day) if line]


_LED = [f"牵头单位（盖章）：{_OWN}", _DAY]
_A, _B, _C = _place("甲", _OWN), _place("乙", _UNI), _place("丙", _WORKS)


def _told(check: Check, *parts: Any) -> list[str]:
    form = document("申报书.docx", "申报书", [["申报单位", _OWN], ["平台名称", "港口调度产业创新中心"]])
    found = check(form, document("联合建设协议.docx", *_BODY, *parts), track="center").findings
    return [f.message for f in found if f.check == "seal.missing" and "其他各方" in f.message]


@pytest.mark.parametrize(
    ("parts", "lacking"),
    [
        ([*_A, *_B, *_place("丙", _WORKS, _BLANK)], "日期"),
        ([*_A, *_place("乙", _UNI, _BLANK)], "日期"),
        ([*_place("甲", _OWN, _BLANK), *_B, *_C], "日期"),
        (
            [
                *_place("甲", _OWN, sign="代表（签字）：曲样例"),
                *_place("乙", _UNI, sign="代表（签字）：李样例"),
                *_C,
            ],
            "签字",
        ),
        ([*_A, *_B, *_place("丙", "")], "单位名称"),
        (
            [
                [
                    [f"甲方（盖章）：{_OWN}", f"乙方（盖章）：{_UNI}"],
                    ["代表：", "代表："],
                    [_DAY, "年  月  日"],
                ]
            ],
            "日期",
        ),
        ([[[f"甲方（盖章）：{_OWN}\n{_DAY}", f"乙方（盖章）：{_UNI}\n年   月   日"]]], "日期"),
        ([[["甲方（盖章）：", _OWN, _DAY], ["乙方（盖章）：", _UNI, "  年  月  日"]]], "日期"),
        ([f"甲方（盖章）：{_OWN}      乙方（盖章）：{_UNI}", f"{_DAY}       年    月    日"], "日期"),
        ([f"甲方：{_OWN}（盖章）", f"日期：{_DAY}", f"乙方：{_UNI}（盖章）", "日期：    年  月  日"], "日期"),
        (
            [*_LED, f"共建单位（盖章）：{_UNI}", _DAY, f"共建单位（盖章）：{_WORKS}", "年  月  日"],
            "日期",
        ),
    ],
)
def test_a_place_that_is_not_filled_as_the_others_is_told(
    check: Check, parts: list[Any], lacking: str
) -> None:
    (message,) = _told(check, *parts)
    assert f"缺{lacking}，" in message


@pytest.mark.parametrize(
    "parts",
    [
        [*_A, *_B, *_C],
        [line for p, n in (("甲", _OWN), ("乙", _UNI), ("丙", _WORKS)) for line in _place(p, n, _BLANK)],
        [*_place("甲", _OWN, ""), *_place("乙", _UNI, ""), *_C],
        [*_place("甲", _OWN, "2025.8.20"), *_B, *_place("丙", _WORKS, "二〇二五年八月二十日")],
        [[[f"甲方（盖章）：{_OWN}", f"乙方（盖章）：{_UNI}"], [_DAY, "2025年8月21日"]]],
        [f"甲方（盖章）：{_OWN}      乙方（盖章）：{_UNI}", _DAY],
        [f"甲方：{_OWN}", f"乙方：{_UNI}", f"丙方：{_WORKS}", _DAY],
        ["甲方（盖章）：", "乙方（盖章）：", "丙方（盖章）：", f"签订日期：{_DAY}"],
        [*_place("甲", _OWN, sign="法定代表人（签章）："), *_place("乙", _UNI, sign="法定代表人（签章）：")],
        [f"{_OWN}（盖章）", f"{_UNI}（盖章）", _DAY],
        [*_A, *_B, *_C, "附件：分工表", "甲方联系人：王样例", "年 月 日"],
    ],
)
def test_places_filled_alike_are_not(check: Check, parts: list[Any]) -> None:
    assert _told(check, *parts) == []
