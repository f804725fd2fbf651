"""A promise within the form beside one with a paper of its own: it is to be signed where a line asks for it."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_PAPER = (
    "真实性承诺书",
    "材料真实，如有不实愿担责任。",
    "承诺单位（盖章）：滨海示例软件有限公司",
    "2025年9月20日",
)
_PART = ("# 六、诚信情况", "公司近三年无失信记录，检测报告经编制人、审核人、批准人签字后送达客户。")
_TO_SIGN = ("# 六、诚信承诺", "材料真实，如有不实愿担责任。", "承诺单位（盖章）：", "年 月 日")


@pytest.mark.parametrize(
    ("part", "apart", "told"),
    [(_PART, True, False), (_PART, False, True), (_TO_SIGN, True, True), (_TO_SIGN, False, True)],
)
def test_a_part_of_the_form(check: Check, part: tuple[str, ...], apart: bool, told: bool) -> None:
    form = document(
        "申报书.docx", "数字经济产业创新中心申报书", [["申报单位", "滨海示例软件有限公司"]], *part
    )
    report = check(form, *([document("承诺书.docx", *_PAPER)] if apart else []), track="center")
    files = {f.file for f in report.findings if f.check == "commitment.unsigned"}
    assert ("申报书.docx" in files) is told
