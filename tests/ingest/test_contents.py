"""Lines of a table of contents: typed, recognised with or without their pages, in a form set apart by blanks."""

from __future__ import annotations

import pytest

from ingest.contents import mark_contents
from ingest.document import Block
from ingest.layout.forms import forms
from ingest.layout.spans import Span

_TEXT = [
    Block(kind="heading", text="一、基本情况", level=1),
    Block(kind="paragraph", text="学校1984年建校，设有14个学院，控制科学与工程为省级一流学科。"),
    Block(kind="heading", text="二、工作基础", level=1),
    Block(kind="paragraph", text="近三年发表论文63篇，授权发明专利17件。"),
]


def _headings(*lines: str) -> list[str]:
    """What is left as a heading of a paper that opens with 目录 and these lines."""
    opening = [Block(kind="heading", text=line, level=1) for line in ("申报书", "目　录", *lines)]
    marked = mark_contents([*opening, Block(kind="footer", text="- 2 -"), *_TEXT])
    assert all("toc" in block.flags for block in marked if block.level is None and block.text in lines)
    return [block.text for block in marked if block.kind == "heading"]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、基本情况........3", "二、工作基础........5"),
        ("一、基本情况..", "二、工作基础."),
        ("一、基本情况", "二、工作基础"),
        ("一、基本情况\t3", "二、工作基础\t5"),
        ("一、基本情况 ……… 3", "附件：证明材料目录", "二、工作基础 ……… 5"),
    ],
)
def test_lines_below_the_word_are_no_headings(lines: tuple[str, ...]) -> None:
    left = _headings(*lines)
    assert left[:2] == ["申报书", "目　录"]
    assert left[-2:] == ["一、基本情况", "二、工作基础"]
    assert not {"一、基本情况", "二、工作基础"} & set(left[2:-2])


_LEFT = "部分内容由推荐单位填写.", "本单位承诺材料真实，如有虚假愿承担责任.."


@pytest.mark.parametrize(
    ("lines", "sure", "entries"),
    [
        (("1 单位情况.", "2 能力....3", "3 成果..", "4 必要性", "5 任务....9"), 0.98, 5),
        (("1 单位情况.", "2 能力....3", "3 成果..", "4 必要性", "5 任务....9"), None, 1),
        (("1 单位情况….", "4", "2 能力…", ".8", "# 3 成果..", "# 4 必要性....\t….10"), 0.98, 6),
        (("1 单位情况....2", "2 能力....3", "# 承诺书", *_LEFT), 0.98, 2),
        (("1 单位情况....2", "2 能力....3", "# 填报说明", "平台类型分为实验室、服务机构……"), None, 2),
        (
            ("# 1 单位概祝....1", "2 能力....3", "# 1 单位概况", "成立于2009年，职工八十名.", "2 能力"),
            0.98,
            2,
        ),
    ],
)
def test_recognised_lines_whose_pages_were_lost(
    lines: tuple[str, ...], sure: float | None, entries: int
) -> None:
    blocks = [
        Block(kind="heading", text=line[2:], level=1, confidence=sure)
        if line.startswith("# ")
        else Block(kind="paragraph", text=line, confidence=sure)
        for line in ("# 目录", *lines)
    ]
    assert sum("toc" in block.flags for block in mark_contents(blocks)) == entries


def test_a_paper_without_contents_keeps_its_headings() -> None:
    assert mark_contents(list(_TEXT)) == _TEXT


def test_the_text_behind_the_contents_is_no_part_of_them() -> None:
    listed = [Block(kind="heading", text="目录", level=1), Block(kind="paragraph", text="一、基本情况……1")]
    marked = mark_contents([*listed, *_TEXT])
    assert [block for block in marked if "toc" not in block.flags] == [listed[0], *_TEXT]


def test_dots_that_lead_to_a_page_are_no_value_of_a_form() -> None:
    spans: list[Span] = []
    for number, title in enumerate(("基本信息", "实训资质", "师资队伍", "课程体系")):
        top = 50.0 + 20 * number
        spans += [Span(title, 60, top, 108, top + 12, 12), Span("." * 40 + " 3", 140, top, 400, top + 12, 12)]
    assert forms(spans, 600)[0] == []
