"""Units of money in recognised text: told where the words that give the unit were recognised surely, and nowhere else."""

from __future__ import annotations

import pytest

from ingest.document import Block, Page
from tests.checks.conftest import Check, document, table

_ROWS = [
    ["项目", "金额", "占比"],
    ["咨询", "334.4", "54.6%"],
    ["培训", "278.1", "45.4%"],
    ["合计", "612.5", "100%"],
]


def _told(check: Check, caption: str, said: str, sure: tuple[float, float, float]) -> bool:
    parts = (
        Block(kind="paragraph", text=said, confidence=sure[0]),
        Block(kind="paragraph", text=caption, confidence=sure[1]),
        table(_ROWS).model_copy(update={"confidence": sure[2]}),
    )
    scan = document(
        "申报书.pdf",
        "数字经济创新服务机构申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港航数据服务平台"]],
        "# 二、服务",
        *parts,
        format="pdf",
        pages=(Page(number=1, ocr=True, confidence=0.98),),
    )
    return "consistency.unit-mixed" in {f.check for f in check(scan, track="service").findings}


@pytest.mark.parametrize(
    ("caption", "said", "sure", "wanted"),
    [
        ("表2 服务收入构成（单位：元）", "2024年服务收入612.5万元，构成见表2。", (0.99, 0.96, 0.99), True),
        ("表2 服务收入构成（单位：元）", "2024年服务收入612.5万元，构成见表2。", (0.99, 0.93, 0.99), False),
        ("表2 服务收入构成（单位：元）", "2024年服务收入612.5万元，构成见表2。", (0.93, 0.96, 0.99), True),
        ("表2 服务收入构成（单位：元）", "2024年服务收入612.5万元，构成见表2。", (0.8, 0.96, 0.99), False),
        ("表2 服务收入构成（单位：元）", "2024年服务收入612.5万元，构成见表2。", (0.99, 0.96, 0.93), False),
        ("表2 服务收入构成（单位：万元）", "2024年服务收入612.5万元，构成见表2。", (0.99, 0.96, 0.99), False),
        ("表2 服务收入构成（单位：万元）", "2024年服务收入6125000元，构成见表2。", (0.99, 0.96, 0.99), False),
        ("表2 服务收入构成（单位：万元）", "2024年服务收入6125000元，构成见表2。", (0.93, 0.96, 0.99), False),
        ("表2 服务收入构成（单位：万元）", "2024年到账6125000元，构成见表2。", (0.99, 0.96, 0.99), False),
        ("表2 服务收入构成（单位：元）", "每户年均服务收入612万元。", (0.99, 0.96, 0.99), False),
    ],
)
def test_a_unit_is_told_where_it_was_recognised_surely(
    check: Check, caption: str, said: str, sure: tuple[float, float, float], wanted: bool
) -> None:
    assert _told(check, caption, said, sure) is wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("建设期总投入20250000元，由自筹等构成。建设期总投入2025万元，分三年。", True),
        ("建设期总投入20250000元，即2025万元。建设期总投入2025万元，分三年。", False),
        ("合同总金额人民币15362000元整。合同总金额1536.2万元。", False),
        ("人员培训投入12345000元。人员工资投入1234.5万元。", False),
    ],
)
def test_the_same_sum_in_both_units_behind_the_same_words(check: Check, said: str, wanted: bool) -> None:
    assert _told(check, "表2 服务收入构成（单位：万元）", said, (0.99, 0.99, 0.99)) is wanted
