"""Numbers in recognised text: told where they can hardly be a slip of recognition, cell by cell, and nowhere else."""

from __future__ import annotations

import pytest

from ingest.document import Block, Page
from tests.checks.conftest import Check, document, table


def _found(check: Check, *parts: str | Block) -> set[str]:
    scan = document(
        "申报书.pdf",
        "数字经济创新服务机构申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港航数据服务平台"]],
        *parts,
        format="pdf",
        pages=(Page(number=1, ocr=True, confidence=0.98),),
    )
    return {f.check for f in check(scan, track="service").findings}


@pytest.mark.parametrize(
    ("number", "sure", "told"),
    [("1587933087", 0.99, True), ("1587933087", 0.9, False), ("0546-82135", 0.99, True)],
)
def test_a_number_is_as_sure_as_its_own_cell(check: Check, number: str, sure: float, told: bool) -> None:
    form = table([["联系人", "施浩然"], ["联系电话", number], ["电子邮箱", "bahrkj@example.com"]])
    cells = tuple(
        cell.model_copy(update={"confidence": sure if cell.text == number else 0.85}) for cell in form.cells
    )
    form = form.model_copy(update={"cells": cells, "confidence": 0.85})
    assert ("field.invalid" in _found(check, form)) is told


@pytest.mark.parametrize(
    ("area", "told"), [("940", True), ("1240", True), ("1860", False), ("136", False), ("13600", False)]
)
def test_two_digits_apart_are_no_slip_of_recognition(check: Check, area: str, told: bool) -> None:
    form = table([["场地面积（平方米）", "1360"], ["职工人数（人）", "57"]])
    prose = f"场地方面，本单位为平台落实专用场所{area}平方米，权属清晰，建设期内不改变用途。"
    assert ("consistency.figure-differs" in _found(check, form, "# 八、条件保障", prose)) is told


@pytest.mark.parametrize(
    ("cell", "said", "told"),
    [
        (1.0, "专职人员共33人，其中博士7人、硕士9人、本科17人。", True),
        (0.9, "专职人员共33人，其中博士7人、硕士9人、本科17人。", False),
        (1.0, "专职人员共33人，其中博士7人、硕士9人。", False),
        (1.0, "专职人员共37人，其中博士7人、硕士9人、本科17人。", False),
        (1.0, "现有专职人员共33人。人员保障：37人专职，博士7人、硕士12人、本科18人。", True),
        (0.9, "现有专职人员共33人。人员保障：37人专职，博士7人、硕士12人、本科18人。", False),
        (1.0, "现有专职人员共33人。去年37人专职，博士7人、硕士12人、本科18人。", False),
        (1.0, "现有专职人员共33人。保障方面：33人次参加培训。", False),
        (1.0, "现有专职人员共33人。保障方面：办公用房两层。", False),
    ],
)
def test_a_digit_apart_is_told_where_one_number_is_borne_out(
    check: Check, cell: float, said: str, told: bool
) -> None:
    form = table([["平台专职人员（人）", "37"], ["职工人数（人）", "571"]])
    cells = tuple(each.model_copy(update={"confidence": cell}) for each in form.cells)
    form = form.model_copy(update={"cells": cells, "confidence": 0.9})
    prose = Block(kind="paragraph", text=said, confidence=0.99)
    assert ("consistency.figure-differs" in _found(check, form, "# 八、条件保障", prose)) is told


@pytest.mark.parametrize(
    ("part", "sure", "told"),
    [
        ("1S5", 0.99, False),
        ("1S5", None, True),
        (".55", 0.99, False),
        ("·155·", 0.99, False),
        ("100-120", 0.99, True),
        ("160", 0.99, True),
        ("160", 0.9, False),
        ("", 0.99, False),
        ("", None, True),
    ],
)
def test_a_total_with_a_part_spoilt_in_recognition(
    check: Check, part: str, sure: float | None, told: bool
) -> None:
    heads = ["科目", "2026年", "2027年", "2028年", "合计"]
    budget = table([heads, ["材料费", "115", part, "45", "315"], ["人员费", "130", "165", "180", "475"]])
    cells = tuple(cell.model_copy(update={"confidence": sure}) for cell in budget.cells)
    budget = budget.model_copy(update={"cells": cells, "confidence": sure})
    assert ("consistency.total-differs" in _found(check, "# 八、经费", budget)) is told
