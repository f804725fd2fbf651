"""Papers of cases.yaml, each on its own side of the check it is filed under."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_DATA: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
_CASES = [
    pytest.param(name, side == "fires", papers, id=f"{name}-{side}-{title}")
    for name, sides in _DATA.items()
    for side, cases in sides.items()
    for title, papers in cases.items()
]
_FORM = [
    ["申报单位", "滨海示例软件有限公司"],
    ["平台名称", "港口调度产业创新中心"],
    ["平台类型", "数字经济产业创新中心"],
]


@pytest.mark.parametrize(("name", "fires", "papers"), _CASES)
def test_a_case_is_on_its_side(check: Check, name: str, fires: bool, papers: dict[str, Any]) -> None:
    more = papers.get("申报书.docx", [])
    form = document("申报书.docx", "数字经济产业创新中心申报书", _FORM, *more)
    others = [document(path, *parts) for path, parts in papers.items() if path != "申报书.docx"]
    found = {finding.check for finding in check(form, *others, track="center").findings}
    assert (name in found) is fires
