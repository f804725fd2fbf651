"""Whose names stand in the papers: the certified unit's own, another town's office, another programme's in a promise."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_UNIT, _PLATFORM = "临沂示例路友重工有限公司", "筑路控制创新实验室"
_LEFT = "consistency.leftover-name"


def _found(check: Check, *said: str, promise: str = "如有不实，愿承担责任。") -> set[str]:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位", _UNIT], ["平台名称", _PLATFORM], ["推荐单位", "临沂市工业和信息化局"]],
        "# 六、组织管理",
        "实验室设主任一名。",
        *said,
    )
    promised = document("承诺书.docx", "真实性承诺书", promise, f"承诺单位（盖章）：{_UNIT}")
    return {finding.check for finding in check(form, promised, track="lab").findings}


@pytest.mark.parametrize(
    "said",
    [
        "实验室于每季度末向潍坊市工业和信息化局报送进展。",
        "每年12月向潍坊市工信局报告年度工作情况。",
        "重大变更报潍坊市工业和信息化局备案。",
        "管理制度印发后报青岛市黄岛区工业和信息化局备案。",
        "年度计划经潍坊市工业和信息化局审核后报省工业和信息化厅。",
        "实验室自觉接受潍坊市大数据局的监督检查。",
        "实验室在潍坊市工业和信息化局的统一领导下开展工作。",
        "推荐单位为潍坊市工业和信息化局。",
        "潍坊市工业和信息化局是本平台的主管部门。",
        "年度工作报告按时上报江苏省工业和信息化厅备案。",
    ],
)
def test_an_office_of_another_town_is_told(check: Check, said: str) -> None:
    assert _LEFT in _found(check, said)


@pytest.mark.parametrize(
    "said",
    [
        ("实验室于每季度末向临沂市工业和信息化局报送进展。",),
        ("实验室于每年1月向山东省工业和信息化厅报送年度报告。",),
        ("实验室于每年1月向兰山区工业和信息化局报送年度报告。",),
        ("公司每季度向潍坊市大数据局提交数据服务报告。",),
        ("受潍坊市工信局委托，公司每月向潍坊市工业和信息化局报送监测结果。",),
        ("潍坊分公司每年向潍坊市工业和信息化局报送统计数据。",),
        ("产品经潍坊市工业和信息化局推荐入选优秀案例。",),
        ("公司承担的课题经潍坊市科技局验收。",),
        ("服务的企业按月向潍坊市工业和信息化局报送用能数据。",),
        ("公司在潍坊设有分公司。", "每季度末向潍坊市工业和信息化局报送进展。"),
        ("2024年中标潍坊市运行监测服务。", "每季度末向潍坊市工业和信息化局报送运行月报。"),
    ],
)
def test_an_office_one_has_to_do_with_is_not(check: Check, said: tuple[str, ...]) -> None:
    assert _LEFT not in _found(check, *said)


def test_without_the_own_town_no_office_is_strange(check: Check) -> None:
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [["申报单位", "滨海示例重工有限公司"], ["平台名称", _PLATFORM]],
        "# 六、组织管理",
        "每季度末向潍坊市工业和信息化局报送进展。",
    )
    assert _LEFT not in {finding.check for finding in check(form, track="lab").findings}


@pytest.mark.parametrize(
    "promise",
    [
        "如与事实不符，愿意被取消山东省企业技术中心认定资格，并承担相应责任。",
        "如有虚假，自愿放弃省级工程研究中心申报资格。",
        "如有不实，愿接受撤销省级众创空间称号的处理。",
        "如有违反，愿退回企业技术中心专项资金。",
        "如获批省级工程研究中心，我单位将按任务书投入。",
        "若有虚假，愿被取消山东省技术创新示范企业称号。",
        "如弄虚作假，愿接受取消智能工厂申报资格。",
    ],
)
def test_another_programme_in_a_promise_is_told(check: Check, promise: str) -> None:
    assert _LEFT in _found(check, promise=promise)


@pytest.mark.parametrize(
    "promise",
    [
        "如与事实不符，愿意被取消申报资格，并承担相应责任。",
        "如有不实，愿意被取消数字经济创新平台资格。",
        "如有不实，愿被取消创新实验室认定资格、退回省级财政资金。",
        "近三年未被取消高新技术企业资格。",
        "如有虚假，愿被取消已获得的高新技术企业资格。",
        "若获批省级创新平台，我单位将按要求投入。",
        "如获批高新技术企业，公司给予奖励。",
    ],
)
def test_what_one_applies_for_or_has_is_not(check: Check, promise: str) -> None:
    assert _LEFT not in _found(check, promise=promise)


def test_a_programme_one_has_may_be_lost(check: Check) -> None:
    promise = "如与事实不符，愿意被取消企业技术中心资格。"
    assert _LEFT not in _found(check, "公司2021年获批省级企业技术中心。", promise=promise)


@pytest.mark.parametrize(
    ("certified", "told"), [("东营市示例农业科学研究所", True), ("东营示例农业科学研究所", False)]
)
def test_the_certificate_names_the_lead_by_another_name(check: Check, certified: str, told: bool) -> None:
    unit = "东营示例农业科学研究所"
    form = document(
        "申报书.docx",
        "数字经济创新实验室申报书",
        [
            ["申报单位", unit],
            ["牵头单位", unit],
            ["联合建设单位", "东营润禾智慧农机有限公司"],
            ["平台名称", _PLATFORM],
        ],
    )
    paper = document("证书.docx", "事业单位法人证书", f"名称：{certified}", "宗旨和业务范围：农业科学研究")
    found = {finding.check for finding in check(form, paper, track="lab").findings}
    assert ("identity.unit-name-differs" in found) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("民办非企业单位登记证书（个体）", True),
        ("民办非企业单位（合伙）登记证书", True),
        ("民办非企业单位登记证书（法人）", False),
        ("民办非企业单位登记证书", False),
    ],
)
def test_what_kind_of_person_the_certificate_is_of(check: Check, title: str, told: bool) -> None:
    unit = "临沂市数字产业促进中心"
    form = document(
        "申报书.docx",
        "数字经济创新服务机构申报书",
        [["申报单位", unit], ["平台名称", "转型诊断服务机构"], ["单位性质", "民办非企业单位"]],
        "# 一、单位概况",
        f"{unit}是由战永刚个人出资举办的民办非企业单位。",
    )
    paper = document("证书.docx", title, f"名称：{unit}", "业务范围：咨询服务", "业务主管单位：临沂市工信局")
    found = {finding.check for finding in check(form, paper, track="service").findings}
    assert ("identity.not-a-legal-person" in found) is told


@pytest.mark.parametrize(
    ("state", "told"), [("注销", True), ("吊销，未注销", True), ("正常", False), ("存续", False)]
)
def test_a_registration_that_has_ended(check: Check, state: str, told: bool) -> None:
    form = document("申报书.docx", "数字经济创新实验室申报书", [["申报单位", _UNIT], ["平台名称", _PLATFORM]])
    paper = document("信用报告.docx", "公共信用报告", f"主体名称：{_UNIT}", f"登记状态：{state}")
    found = {finding.check for finding in check(form, paper, track="lab").findings}
    assert ("identity.not-a-legal-person" in found) is told


@pytest.mark.parametrize(
    ("title", "said", "told"),
    [
        ("推荐函", "同意推荐该单位入选山东省中小企业数字化转型服务商，请予审定。", True),
        ("推荐函", f"同意推荐该单位申报{_PLATFORM}，请予审定。", False),
        ("推荐函", "该单位2023年经我局推荐入选中小企业数字化转型服务商。同意推荐。", False),
        ("推荐函", f"烟台样例遥感研究院报送的{_PLATFORM}申报材料，经审核内容属实，同意推荐。", True),
        ("推荐函", f"{_UNIT}报送的{_PLATFORM}申报材料，经审核内容属实，同意推荐。", False),
        ("真实性承诺书", "材料真实。获评山东省公共服务示范平台以后，按方案落实场所和人员。", True),
        ("真实性承诺书", "材料真实。如获批省级工业互联网平台，建设期内落实各项保障。", True),
        ("真实性承诺书", "材料真实。公司2022年获评专精特新企业后，按要求完成了复核。", False),
    ],
)
def test_another_programme_or_unit_in_a_letter_or_a_promise(
    check: Check, title: str, said: str, told: bool
) -> None:
    form = document("申报书.docx", "数字经济创新实验室申报书", [["申报单位", _UNIT], ["平台名称", _PLATFORM]])
    letter = document(f"{title}.docx", title, said, "临沂市工业和信息化局")
    assert (_LEFT in {f.check for f in check(form, letter, track="lab").findings}) is told


def test_another_programme_in_what_a_filing_asks(check: Check) -> None:
    filing = document(
        "备案申请.docx",
        "关于变更注册地的备案申请",
        [["建设单位", _UNIT], ["平台名称", _PLATFORM]],
        "综上，恳请对我公司山东省新型研发机构的注册地变更事项予以备案。",
    )
    assert _LEFT in {f.check for f in check(filing, track="lab", stage="change").findings}
