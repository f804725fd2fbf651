"""References to parts of the same paper, in every style of number: to one it lacks, and to others' parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.domain import Finding
from tests.checks.conftest import Check, document

_PAPERS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "part_references.yaml").read_text(encoding="utf-8")
)


def _broken(check: Check, *parts: Any, **more: Any) -> list[Finding]:
    form = document("申报书.docx", "数字经济产业创新中心申报书", *parts, **more)
    return [f for f in check(form, track="center").findings if f.check == "consistency.reference-broken"]


def _sided(side: str) -> list[Any]:
    return [
        pytest.param(paper["parts"], words, id=f"{name}-{words}")
        for name, paper in _PAPERS.items()
        for words in paper[side]
    ]


@pytest.mark.parametrize(("parts", "words"), _sided("lacking"))
def test_a_part_that_is_not_there_is_told(check: Check, parts: list[str], words: str) -> None:
    assert len(_broken(check, *parts, words)) == 1


@pytest.mark.parametrize(("parts", "words"), _sided("there"))
def test_a_part_that_is_there_or_another_papers_is_not(check: Check, parts: list[str], words: str) -> None:
    assert _broken(check, *parts, words) == []


def test_a_cell_may_refer_as_well(check: Check) -> None:
    parts = _PAPERS["chinese"]["parts"]
    assert _broken(check, [["重大事故", "否（有关情况见第八节）"], ["备注", "见第五节"]], *parts)
    assert not _broken(check, [["重大事故", "否（有关情况见第二节）"], ["备注", "见第五节"]], *parts)


def test_a_paper_that_counts_no_parts_is_left_alone(check: Check) -> None:
    assert _broken(check, "# 概况", "公司2012年成立。", "详见第九章。") == []
