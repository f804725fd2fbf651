"""A form titled 申报书 and no more is this programme's by the labels it bears; another programme's is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.pack.checking import Checking
from advisor.profile.materials import recognise
from tests.checks.conftest import Check, document

_PLAIN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "plain.yaml").read_text(encoding="utf-8"))
_FORMS, _OTHERS = _PLAIN["form"], _PLAIN["other"]


@pytest.mark.parametrize("told", _FORMS)
def test_a_plainly_titled_form_is_the_form(checking: Checking, told: str) -> None:
    paper = _FORMS[told]
    assert recognise(document(paper["name"], *paper["parts"]), checking).material == "application-form"


@pytest.mark.parametrize("told", _OTHERS)
def test_the_form_of_another_programme_is_none(checking: Checking, told: str) -> None:
    paper = _OTHERS[told]
    assert recognise(document(paper["name"], *paper["parts"]), checking).material != "application-form"


def test_the_unit_of_a_plainly_titled_form_is_read(check: Check) -> None:
    paper = _FORMS["short table, no programme named"]
    report = check(document(paper["name"], *paper["parts"]), stage=None, year=None)
    assert report.profile["unit_name"] == "济南样例科技有限公司"
    assert report.stage == "application"
    missing = [f.message for f in report.findings if f.check == "package.material-missing"]
    assert missing
    assert not any("申报书" in message for message in missing)
