"""Papers of bound.yaml: what is bound into another paper is there, and what is only named is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.document import Block, Page, Place
from ingest.layout.flow import Sheet, page_blocks
from ingest.layout.spans import Span
from tests.checks.conftest import Check, document, table

_DATA: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "bound.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def _blocks(parts: list[Any], page: int = 1) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, list) and all(isinstance(row, list) and len(row) > 1 for row in part):
            blocks.append(table(part))
        elif isinstance(part, list):
            blocks += _blocks(part, page)
        elif part.startswith("page: "):
            page = int(part[6:])
        elif part.startswith("# "):
            blocks.append(Block(kind="heading", text=part[2:], level=1, place=Place(page=page)))
        else:
            blocks.append(Block(kind="paragraph", text=part, place=Place(page=page)))
    return blocks


@pytest.mark.parametrize("case", _DATA["cases"].values(), ids=list(_DATA["cases"]))
def test_what_is_bound_in_is_there(check: Check, case: dict[str, Any]) -> None:
    files = [document(name, *_blocks(parts)) for name, parts in case["files"].items()]
    track = "lab" if case["stage"] == "application" else None
    report = check(*files, stage=case["stage"], track=track)
    watched = set(_DATA["watched"])
    assert {f.check for f in report.findings} & watched == set(case["fires"])


@pytest.mark.parametrize(
    ("title", "text", "missing"),
    [
        ("准予变更登记通知书", "你公司申请的住所变更登记，符合法定形式，准予登记。", False),
        ("准予变更登记通知书", "（另附）", True),
        ("股东会决议", "会议同意变更住所，并办理变更登记。", True),
    ],
)
def test_the_second_page_of_a_scan_is_a_paper_of_its_own(
    check: Check, title: str, text: str, missing: bool
) -> None:
    licence = ["营业执照", "名称：滨海示例软件有限公司", "类型：有限责任公司", "登记机关：市行政审批服务局"]
    scan = document("扫描件2.pdf", *_blocks([*licence, "page: 2", title, text]), format="pdf")
    filing = document("备案申请.docx", *_blocks(_DATA["papers"]["filing"]))
    found = [f.message for f in check(filing, scan, stage="change").findings]
    assert any("变更登记通知书" in message for message in found) is missing


@pytest.mark.parametrize(("left", "apart"), [(300.0, True), (74.0, False)])
def test_a_line_set_to_the_right_does_not_run_on(left: float, apart: bool) -> None:
    lines = ["2025年12月3日以后各方按约", "推荐单位意见以及有关的其他", "情况属实，同意变更注册地"]
    spans = [
        Span(text, left if i == 0 else 50.0, 100.0 + 20 * i, 550.0, 112.0 + 20 * i, 12.0)
        for i, text in enumerate(lines)
    ]
    found = [block.text for block in page_blocks(Sheet(1, 600.0, 800.0, spans, []))]
    assert (lines[0] in found) is apart


@pytest.mark.parametrize(
    ("line", "level"), [("山东省工业和信息化厅　制表", "advice"), ("填表人：张三", "warning")]
)
def test_what_a_printed_form_has_no_part_for_is_advice(check: Check, line: str, level: str) -> None:
    parts = ["# 一、单位概况", "公司成立于2012年。", "# 二、建设目标与任务", "到2028年建成调度平台。"]
    form = document("申报书.docx", *_blocks(_DATA["papers"]["form"]), line, *parts)
    found = [f.level for f in check(form, track="lab").findings if "预期效益" in f.message]
    assert found == [level]


@pytest.mark.parametrize(("told", "differs"), [("2060", True), ("2608", False), ("26000", False)])
def test_a_scan_differs_by_more_than_a_misread_digit(check: Check, told: str, differs: bool) -> None:
    cells = table([["平台场地面积", "2600平方米"], ["设备原值", "900万元"]])
    parts = [*_blocks(_DATA["papers"]["form"]), cells, f"中心设在综合楼三层，场地面积{told}平方米。"]
    scan = document("申报书.pdf", *parts, format="pdf", pages=(Page(number=1, ocr=True, confidence=0.95),))
    found = {f.check for f in check(scan, track="lab").findings}
    assert ("consistency.figure-differs" in found) is differs
