"""What is counted and said all the same to be lacking, or gone, is asked about; what only sounds so is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from advisor.domain import Finding
from tests.checks.conftest import Check, document
from tests.checks.test_weighed import _found

_DATA: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "contradicted.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(name, side == "asked", text, id=f"{name}-{side}-{number}")
    for name, sides in _DATA.items()
    for side, texts in sides.items()
    for number, text in enumerate(texts)
]


@pytest.mark.parametrize(("name", "asked", "text"), _CASES)
def test_a_lack_stated_beside_a_count_is_asked_about(check: Check, name: str, asked: bool, text: str) -> None:
    found = _found(check, "parts", name, text)
    assert any(f.quote for f in found) if asked else not found


def test_a_bullet_before_a_title_does_not_matter(check: Check) -> None:
    told = "预算没有列支，股东不肯出资，贷款被退回，这笔钱没有着落。"
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]],
        "# 八、条件保障",
        "· 场地：科技楼三层1200平方米，公司自有。",
        "· 设备：现有设备52台（套），原值210万元。",
        f"· 资金：三年需870万元。{told}",
        "· 人员：专职21人，其中高级工程师6人。",
    )
    found = [f for f in check(form, track="center").findings if f.check == "eligibility.safeguards-missing"]
    assert [told in f.quote for f in found] == [True]


def _service(check: Check, opinion: str) -> list[Finding]:
    form = document(
        "申报书.docx",
        "数字经济创新服务机构申报书",
        [["申报单位", "滨海示例软件行业协会"], ["平台名称", "港口物流数字化服务机构"]],
        "# 五、服务能力",
        "技术服务人员26人，其中高级工程师7人，均签订劳动合同。",
        "诊断工具2套，案例库210个，专家库46人。",
        "# 九、推荐单位意见",
        opinion,
    )
    checks = check(form, track="service").findings
    return [f for f in checks if f.check == "eligibility.service-resources-missing"]


def test_the_unit_that_recommends_may_tell_the_lack(check: Check) -> None:
    told = "经初审，材料真实。现场核查时，该会的工程师已全部转到会员企业，会内现无技术人员，同意其先报。"
    (found,) = _service(check, told)
    assert (found.level, "会内现无技术人员" in found.quote) == ("warning", True)


def test_a_lack_of_others_in_that_opinion_is_not_the_applicants(check: Check) -> None:
    assert not _service(
        check, "经初审，材料真实。我市中小企业普遍没有技术人员，该会的服务很有必要，同意推荐。"
    )


def _talent(check: Check, *said: str) -> list[Finding]:
    form = document(
        "申报书.docx",
        "数字经济人才基地申报书",
        [["申报单位", "滨海示例软件有限公司"], ["平台名称", "港口调度人才基地"]],
        "# 五、人才培养条件",
        *said,
    )
    checks = check(form, track="talent").findings
    return [f for f in checks if f.check == "eligibility.talent-basis-missing"]


_STATION = "2020年7月经全国博士后管委会批准设立博士后科研工作站，累计进站9人、出站5人。"


def test_a_station_that_was_withdrawn_is_asked_about(check: Check) -> None:
    told = "2025年8月该站被管委会撤销，在站3人转到别的站，公司今后不再具备招收博士后的条件。"
    (found,) = _talent(check, "# （一）博士后科研工作站", _STATION + told)
    assert "该站被管委会撤销" in found.quote


def test_one_station_is_enough(check: Check) -> None:
    assert not _talent(
        check,
        "# （一）博士后科研工作站",
        _STATION,
        "# （二）说明",
        "公司没有院士工作站，也不办社会培训。",
    )
