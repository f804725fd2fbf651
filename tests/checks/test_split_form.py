"""A form handed in as several files counts as one; papers beside a whole form do not."""

from __future__ import annotations

from tests.checks.conftest import Check, document
from tests.checks.test_layouts import _FORM, _TEXTS

_COVER = document(
    "a 封面.docx", "数字经济产业创新中心申报书", "申报单位：滨海示例软件有限公司", "二〇二五年九月"
)
_TABLE = document(
    "b 登记表.docx",
    "基本情况登记表",
    [
        *_FORM,
        ["注册地址", "山东省滨海市示例路1号"],
        ["法定代表人", "张示例"],
        ["联系人", "李示例"],
        ["联系电话", "0531-12345678"],
    ],
)
_PARTS = [
    document(f"c{number} {title}.docx", f"# 第{numeral}部分　{title}", text)
    for number, (numeral, (title, text)) in enumerate(
        zip("一二三四五六七八九十", _TEXTS.items(), strict=True)
    )
]


def _missing(check: Check, *documents: object) -> set[str]:
    report = check(*documents, track="center")  # type: ignore[arg-type]
    return {
        f.check
        for f in report.findings
        if f.check in {"section.missing", "package.material-repeated"} or f.check.startswith("eligibility.")
    }


def test_a_cover_a_table_and_parts_are_one_form(check: Check) -> None:
    assert _missing(check, _COVER, _TABLE, *_PARTS) == set()


def test_a_bare_cover_alone_lacks_every_part(check: Check) -> None:
    assert "section.missing" in _missing(check, _COVER, _TABLE)


def test_papers_beside_a_form_with_parts_stay_apart(check: Check) -> None:
    form = document("申报书.docx", "数字经济产业创新中心申报书", _FORM, "# 一、建设目标", _TEXTS["建设目标"])
    report = check(form, *_PARTS[:3], track="center")
    assert {f.path for f in report.files if f.material == "application-form"} == {"申报书.docx"}


def test_a_contract_that_counts_its_own_parts_stays_apart(check: Check) -> None:
    contract = document(
        "技术服务合同.docx",
        "一、服务内容",
        "青岛样例数据有限公司提供调度数据服务。",
        "二、交付承诺",
        "按期交付。",
    )
    report = check(_COVER, _TABLE, *_PARTS, contract, track="center")
    parts = {f.path for f in report.files if f.material == "application-form"}
    assert "技术服务合同.docx" not in parts
    assert len(parts) == len(_PARTS) + 2
