"""Faults put into the clean packages of packages/, each told by its check: mutations.yaml names what becomes of which words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_HERE = Path(__file__).parent
_CASES: list[dict[str, Any]] = yaml.load(
    (_HERE / "mutations.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def _ids(case: dict[str, Any]) -> str:
    return f"{case['package']}-{case['check']}-{case.get('word', '')}"


def _changed(part: Any, old: str, new: str) -> Any:
    if isinstance(part, str):
        return part.replace(old, new)
    return [[cell.replace(old, new) for cell in row] for row in part]


@pytest.mark.parametrize("case", _CASES, ids=_ids)
def test_a_fault_put_into_a_clean_package_is_told(check: Check, case: dict[str, Any]) -> None:
    told = yaml.load((_HERE / "packages" / f"{case['package']}.yaml").read_text("utf-8"), yaml.BaseLoader)
    files = {name: parts for name, parts in told["files"].items() if name != case.get("drop")}
    for old, new in case.get("edits", ()):
        files = {name: [_changed(p, old, new) for p in parts] for name, parts in files.items()}
    assert files != told["files"]
    papers = [document(name, *(p for p in parts if p != "")) for name, parts in files.items()]
    found = check(*papers, today=told["today"], stage=None, year=None).findings
    wanted = case["check"].split()
    assert any(f.check in wanted and case.get("word", "") in f.message for f in found)
