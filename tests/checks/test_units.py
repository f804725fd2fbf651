"""Other kinds of applicants: what a school, an association and a hospital say of themselves and of others, units.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_DATA: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "units.yaml").read_text(encoding="utf-8")
)
_SILENT = [(unit, text) for unit, data in _DATA.items() for text in data["silent"]]
_FIRES = [
    (unit, name, text)
    for unit, data in _DATA.items()
    for name, texts in data["fires"].items()
    for text in texts
]
_AREAS = ("consistency.", "identity.", "field.placeholder", "eligibility.accident", "eligibility.violation")


def _errors(check: Check, unit: str, text: str) -> set[str]:
    form = [[str(cell) for cell in row] for row in _DATA[unit]["form"]]
    parts = ("# 一、单位概况", "本单位运行正常。", text)
    report = check(
        document("申报书.docx", "数字经济创新平台申报书", form, *parts), track=_DATA[unit]["track"]
    )
    return {f.check for f in report.findings if f.level == "error" and f.check.startswith(_AREAS)}


@pytest.mark.parametrize(("unit", "text"), _SILENT)
def test_what_only_stands_near_is_silent(check: Check, unit: str, text: str) -> None:
    assert _errors(check, unit, text) == set()


@pytest.mark.parametrize(("unit", "name", "text"), _FIRES)
def test_what_is_its_own_is_told(check: Check, unit: str, name: str, text: str) -> None:
    assert name in _errors(check, unit, text)
