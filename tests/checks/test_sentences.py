"""What the text says of itself: every sentence of sentences.yaml on its own side of the line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
_FIRES = [(check, sentence) for check, sentences in _DATA["fires"].items() for sentence in sentences]
_FORM = [
    ["申报单位", "滨海示例软件有限公司"],
    ["平台名称", "港口调度产业创新中心"],
    ["成立时间", "2012年5月"],
]


def _found(check: Check, sentence: str) -> set[str]:
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        _FORM,
        "# 一、单位概况",
        "公司从事港口软件开发。",
        sentence,
    )
    return {finding.check for finding in check(form, track="center").findings}


@pytest.mark.parametrize(("wanted", "sentence"), _FIRES)
def test_a_fault_is_told(check: Check, wanted: str, sentence: str) -> None:
    assert wanted in _found(check, sentence)


@pytest.mark.parametrize("sentence", _DATA["silent"])
def test_a_near_miss_is_not(check: Check, sentence: str) -> None:
    assert not _found(check, sentence) & set(_DATA["watched"])
