"""What a line's number makes of it, and where titles of tables stand."""

from __future__ import annotations

import pytest

from ingest.document import Block
from ingest.headings import heading_level, settle_levels
from ingest.layout.spans import seam


@pytest.mark.parametrize(
    ("text", "emphasised", "level"),
    [
        ("贰 前期工作基础", True, 1),
        ("陆 明　高级工程师", False, None),
        ("叁、实训资质", False, 1),
        ("三 实训资质与条件", True, 1),
        ("三 实训资质与条件", False, None),
        ("陆建国", True, None),
        ("伍佰元整", True, None),
    ],
)
def test_numbers_of_parts(text: str, emphasised: bool, level: int | None) -> None:
    assert heading_level(text, emphasised) == level


def test_titles_of_tables_stand_below_the_parts_that_are_numbered() -> None:
    lines = ["壹 单位情况", "表一 基本情况", "贰 工作基础", "表二 培训情况", "叁 资质"]
    levels = [b.level for b in settle_levels([Block(kind="heading", text=line, level=1) for line in lines])]
    assert levels == [1, 6, 1, 6, 1]


def test_titles_of_tables_that_are_the_parts_stay() -> None:
    lines = ["表一 基本情况", "表二 培训情况"]
    assert {
        b.level for b in settle_levels([Block(kind="heading", text=line, level=1) for line in lines])
    } == {1}


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("贰", "前期工作基础", " "),
        ("表三", "课程体系", " "),
        ("平台", "名称", ""),
        ("2025年", "9月", ""),
        ("十", "二条措施", ""),
    ],
)
def test_the_blank_behind_a_number_is_kept(before: str, after: str, between: str) -> None:
    assert seam(before, after) == between
