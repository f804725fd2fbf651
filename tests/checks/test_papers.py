"""Papers that are no application: nothing is an error but that required material is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.conftest import Check, document

_PAPERS: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "papers.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@pytest.mark.parametrize("name", _PAPERS)
def test_a_paper_of_another_kind_raises_no_error(check: Check, name: str) -> None:
    report = check(document(name, *_PAPERS[name]), stage=None, year=None)
    errors = [f"{f.check}: {f.message}" for f in report.findings if f.level == "error"]
    assert [error for error in errors if not error.startswith("package.material-missing")] == []


def test_the_programme_itself_raises_no_error(check: Check) -> None:
    from advisor.settings import settings

    plan = settings().knowledge / "sd-digital-platform" / "policy" / "plan.txt"
    lines = [line.strip() for line in plan.read_text(encoding="utf-8").splitlines() if line.strip()]
    report = check(document("工作方案.docx", *lines), stage=None, year=None)
    assert [f.message for f in report.findings if f.level == "error"] == []
