"""Conditions shown in many people's words: every paragraph of evidence.yaml on its own side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_DATA: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "evidence.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(group, wanted, text, id=f"{group['element']}-{wanted}-{number}")
    for group in _DATA
    for wanted in ("met", "missing")
    for number, text in enumerate(group.get(wanted, ()))
]


@pytest.mark.parametrize(("group", "wanted", "text"), _CASES)
def test_a_condition_is_seen_in_whatever_words(
    check: Check, group: dict[str, Any], wanted: str, text: str | list[str]
) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新平台申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度平台"]],
        f"# {group['heading']}",
        *([text] if isinstance(text, str) else text),
    )
    rows = {row.name: row.outcome for row in check(form, track=group["track"]).conditions}
    assert rows[group["element"]] == wanted


@pytest.mark.parametrize(
    "text", ["研究开发试验环境：见第三章表3。", "2.研究开发试验环境。计划2027年购置设备40台。"]
)
def test_a_reference_or_a_plan_under_its_own_title_is_no_proof(check: Check, text: str) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新平台申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度创新实验室"]],
        "# 七、保障条件",
        text,
    )
    rows = {row.name: row.outcome for row in check(form, track="lab").conditions}
    assert rows["研究开发试验环境"] != "met"
