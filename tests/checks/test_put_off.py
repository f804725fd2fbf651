"""Parts that say no more than that they are written or supplied later, in any words, and parts with content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_SAID: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "put_off.yaml").read_text(encoding="utf-8")
)
_BEFORE = ["# 一、单位情况", "公司2012年成立。", "# 二、建设必要性", "行业缺手段。"]


def _empty(check: Check, *parts: Any) -> list[tuple[str, str]]:
    form = document("申报书.docx", "数字经济产业创新中心申报书", *_BEFORE, *parts, "# 九、经费", "500万元。")
    found = check(form, track="center").findings
    return [(f.level, f.quote) for f in found if f.check == "section.empty"]


@pytest.mark.parametrize("words", _SAID["put_off"])
def test_words_that_put_a_part_off_leave_it_empty(check: Check, words: str) -> None:
    assert _empty(check, "# 三、组织管理", words) == [("error", "三、组织管理")]


@pytest.mark.parametrize("words", _SAID["content"])
def test_words_of_what_is_done_are_content(check: Check, words: str) -> None:
    assert _empty(check, "# 三、组织管理", words) == []


def test_a_lower_part_that_is_put_off_is_told(check: Check) -> None:
    parts = ["# 三、组织管理", "# （一）机构", "设主任一名。", "# （二）制度", "本节内容待制度印发后补入。"]
    assert _empty(check, *parts) == [("warning", "（二）制度")]
