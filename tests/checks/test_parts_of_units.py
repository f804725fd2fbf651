"""An applicant whose certificate names only the unit it is a part of."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_WHOLE, _INNER = "滨海示例职业技术大学", "滨海示例职业技术大学信息工程学院"


def _found(check: Check, unit: str, *certified: str) -> set[str]:
    form = document(
        "申报书.docx",
        "数字经济创新人才基地申报书",
        [["申报单位", unit], ["平台名称", "港航数字技能实训基地"], ["平台类型", "数字经济创新人才基地"]],
        "# 一、单位概况",
        "从事港航数字技能培养。",
    )
    papers = [
        document(
            f"证书{at}.docx",
            "事业单位法人证书",
            f"名称：{name}",
            "宗旨和业务范围：办学",
            "举办单位：滨海市人民政府",
        )
        for at, name in enumerate(certified)
    ]
    return {finding.check for finding in check(form, *papers, track="talent").findings}


@pytest.mark.parametrize("unit", [_INNER, "滨海示例职业技术大学实训中心", "滨海示例职业技术大学教务处"])
def test_a_part_of_the_certified_unit_is_no_legal_person(check: Check, unit: str) -> None:
    assert "identity.not-a-legal-person" in _found(check, unit, _WHOLE)


@pytest.mark.parametrize(
    ("unit", "certified"),
    [
        (_WHOLE, (_WHOLE,)),
        (_INNER, (_INNER, _WHOLE)),
        (_INNER, ("滨海示例职业技术大学信息工程学宛", _WHOLE)),
        ("滨海市实训中心", ("滨海市",)),
    ],
)
def test_a_unit_with_a_certificate_of_its_own_is_one(
    check: Check, unit: str, certified: tuple[str, ...]
) -> None:
    assert "identity.not-a-legal-person" not in _found(check, unit, *certified)
