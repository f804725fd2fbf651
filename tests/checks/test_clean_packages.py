"""Whole packages without a fault, each in a manner of its own: no error, and no warning but those a package names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.domain import CheckReport
from tests.checks.conftest import Check, document

_PACKAGES = sorted((Path(__file__).parent / "packages").glob("*.yaml"))


def _report(check: Check, path: Path) -> tuple[dict[str, Any], CheckReport]:
    told = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    documents = [document(name, *parts) for name, parts in told["files"].items()]
    return told, check(*documents, today=told["today"], stage=None, year=None)


@pytest.mark.parametrize("path", _PACKAGES, ids=lambda path: path.stem)
def test_a_clean_package_raises_no_false_alarm(check: Check, path: Path) -> None:
    told, report = _report(check, path)
    assert [f"{f.check}: {f.message}" for f in report.findings if f.level == "error"] == []
    assert {f.check for f in report.findings if f.level == "warning"} <= set(told["warnings"])


@pytest.mark.parametrize("path", _PACKAGES, ids=lambda path: path.stem)
def test_track_and_stage_are_recognised(check: Check, path: Path) -> None:
    told, report = _report(check, path)
    assert (report.track, report.stage) == (told["track"], told["stage"])
