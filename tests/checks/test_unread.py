"""What was not read proves nothing: a check that looks for something absent answers 无法判定, and no error."""

from __future__ import annotations

import pytest

from ingest.document import Document, Unread
from tests.checks.conftest import Check, document

UNREAD = (Unread(why="图像中没有认出文字", page=3),)
MEAGRE = document(
    "2025年度山东省数字经济创新平台申报书.docx",
    "# 山东省数字经济创新平台申报书",
    [["单位名称", "海岳样例科技有限公司"], ["平台名称", "样例数字经济创新平台"]],
    "# 一、平台建设基础",
    "# 二、建设目标",
    "平台建设期为2026年至2028年。",
)


ABSENT = ["commitment.missing", "eligibility.safeguards-missing", "section.empty", "section.missing"]


def told(check: Check, *documents: Document) -> dict[str, set[tuple[str, bool]]]:
    """By check: the levels of its findings, and whether each says 无法判定."""
    found: dict[str, set[tuple[str, bool]]] = {}
    for finding in check(*documents).findings:
        found.setdefault(finding.check, set()).add((finding.level, "无法判定" in finding.message))
    return found


def test_what_is_absent_from_a_file_read_whole_is_an_error(check: Check) -> None:
    whole = told(check, MEAGRE)
    for name in (*ABSENT, "section.too-short"):
        assert {level for level, _ in whole[name]} & {"error", "warning"}
        assert not any(undecided for _, undecided in whole[name])


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_absent_from_a_file_read_in_part_is_undecided(check: Check, name: str) -> None:
    partly = told(check, MEAGRE.model_copy(update={"unread": UNREAD}))
    assert partly[name] == {("advice", True)}
    assert "section.too-short" not in partly


def test_a_material_is_not_missing_while_a_file_could_not_be_read(check: Check) -> None:
    scan = Document(path="扫描件.pdf", format="pdf", unread=UNREAD)
    assert {level for level, _ in told(check, MEAGRE)["package.material-missing"]} == {"warning"}
    assert told(check, MEAGRE, scan)["package.material-missing"] == {("advice", True)}


def test_the_form_of_another_programme_is_not_the_form(check: Check) -> None:
    lines = ["# 高新技术企业认定申请书", [["企业名称", "海岳样例科技有限公司"], ["注册时间", "2018年5月"]]]
    other = document("申请书.docx", *lines)
    found = [f for f in check(other, stage="application").findings if f.check == "package.material-missing"]
    assert ("error", "没有找到“申报书”") in {(f.level, f.message) for f in found}
    assert "error" not in {level for level, _ in told(check, MEAGRE)["package.material-missing"]}
