"""Years in the report on 2025: last year's work passed on as this year's, and last year only spoken of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.conftest import Check, document

_CELLS = [["建设单位", "滨海示例软件有限公司"], ["平台名称", "港口调度产业创新中心"]]
_WORK, _PLAN = "# 二、本年度工作情况", "# 五、下一年度工作计划"


def _told(check: Check, title: str, text: str) -> bool:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, title, text)
    found = check(report, track="center", stage="annual", year=2025, today="2026-02-05").findings
    return "period.wrong-year" in {f.check for f in found}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (_WORK, "2024年，中心围绕调度开展工作，全年投入经费516万元。"),
        (_WORK, "2024年服务企业120家。"),
        (_WORK, "管委会在年度总结中认为：2024年度，中心完成了第二个港区示范，各项任务均已兑现。"),
        (_PLAN, "2025年，中心计划新增服务企业30家。"),
        ("# 一、概述", "本报告按要求编制，报告期为2024年1月1日至2024年12月31日。"),
        ("# 一、概述", "（2）本报告所述工作的起止时间为2024年1月1日至2024年12月31日。"),
        (_WORK, "· 2023年度共开办培训班26期，完成了2023年度下达的任务。"),
        (_WORK, "2024年1月至12月，中心完成调度算法改进，误差降到2.1%。"),
        (_WORK, "截至2024年12月底，平台专职人员28人。"),
        ("# 一、概述", "报告期为2024年4月1日至2025年3月31日。"),
        (_PLAN, "2027年，中心计划接入港口5家。"),
        (_WORK, "截至2024年12月31日，本年度共签订合同74份。"),
        ("# 九、承诺", "本单位对2023年度工作报告及附件的真实性负责。"),
        ("# 九、审核意见", "报送的2024年度工作报告已审核，内容属实，同意上报。"),
    ],
)
def test_an_older_report_is_told(check: Check, title: str, text: str) -> None:
    assert _told(check, title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (_WORK, "2024年新增的12台设备本年度全部投入使用。"),
        ("# 九、承诺", "本单位对2025年度工作报告及附件的真实性负责。"),
        (_WORK, "已按时报送2024年度工作报告，并通过审核。"),
        (_WORK, "2024年平台建成的公共试验区，已全部开放。"),
        (_WORK, "2024年承担的省级课题于3月结题。"),
        (_WORK, "2024年服务企业120家，今年增加到150家。"),
        (_WORK, "管委会认为：2025年，中心完成了示范，比2024年多两家。"),
        (_WORK, "2024年服务企业120家。2025年增加到150家。"),
        (_WORK, "2024年，平台完成样机研制；在此基础上，本年度完成定型。"),
        (_WORK, "2026年，平台将继续做好服务。"),
        (_PLAN, "2025年，平台完成12项任务，2026年计划完成15项。"),
        (_PLAN, "2026年，新增服务企业30家；2027年，平台将启动二期建设。"),
        (_PLAN, "计划在2027年前建成二期。"),
        ("# 一、概述", "报告期为2025年1月1日至2025年12月31日。"),
        ("# 一、概述", "报告期为2024年9月1日至2025年7月31日。"),
        ("# 一、概述", "报告期为2024年12月1日至2025年8月31日。"),
        ("# （三）2024年度成果转化后续收益", "本年度收益120万元。"),
        ("# （三）2024年培训学员就业跟踪", "学员就业率98%。"),
        ("# 一、概述", "报告期为2024年12月1日，至2025年11月30日止。"),
        (_WORK, "为便于对比，附上年数据，统计期间：2024年度。"),
        (_WORK, "较2024年1月至12月增加12家，平台服务企业达到58家。"),
        (_WORK, "2024年12月31日前立项的课题，本年全部结题。"),
        (_WORK, "截至2025年12月31日，本年度共签订合同74份。"),
        (_PLAN, "2026年完成主体研发。2027年，中心计划接入港口5家。"),
    ],
)
def test_another_year_by_the_way_is_not(check: Check, title: str, text: str) -> None:
    assert not _told(check, title, text)


@pytest.mark.parametrize(
    ("title", "text", "differs"),
    [
        (_WORK, "研发投入1268万元，主要用于故障预测模型。", True),
        (_WORK, "中心现有专职人员82人，本年引进硕士9名。", True),
        (_WORK, "研发投入1286万元，中心现有专职人员74人。", False),
        (_WORK, "近三年研发投入3268万元。", False),
        (_WORK, "上半年研发投入568万元。", False),
        (_PLAN, "研发投入1500万元，专职人员扩充到90人。", False),
        (_WORK, "“智慧堆场”项目研发投入260万元，已完成样机。", False),
        (_WORK, "研发投入800万元由公司自筹，其余由财政补助。", False),
        (_WORK, "任务书要求研发投入1000万元，实际完成1286万元。", False),
        (_WORK, "共建单位滨海大学研发投入200万元。", False),
    ],
)
def test_a_figure_of_the_year_reported_needs_no_year_beside_it(
    check: Check, title: str, text: str, differs: bool
) -> None:
    cells = [*_CELLS, ["本年度研发投入", "1286万元"], ["期末专职人员", "74人"]]
    report = document("年度报告.docx", "2025年度工作报告", cells, title, text)
    found = check(report, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert ("consistency.figure-differs" in {f.check for f in found}) is differs


@pytest.mark.parametrize(("announced", "outside"), [("2024年1月（有效期三年）", True), ("2024年3月", False)])
def test_a_year_of_which_hardly_a_month_lies_in_the_period_is_outside(
    check: Check, announced: str, outside: bool
) -> None:
    report = document(
        "年度报告.docx", "2027年度工作报告", [*_CELLS, ["公布时间", announced]], "# 一、概述", "工作正常。"
    )
    found = check(report, track="center", stage="annual", year=2027, today="2028-01-25").findings
    assert ("period.outside-validity" in {f.check for f in found}) is outside


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("租赁合同至2028年底。9月11日夜，机房遭勒索软件入侵，经研判定为重大网络安全事故。", "error"),
        ("外省一家电解液供应商6月发生重大爆炸事故，我院接报后改用另一家，实验未受影响。", None),
        ("5月22日吊装时钢丝绳断裂，三人抢救无效离世，市应急管理局按较大生产安全事故组织调查。", "warning"),
    ],
)
def test_a_report_tells_of_its_year_by_months_alone(check: Check, said: str, level: str | None) -> None:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, said)
    found = check(report, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert [f.level for f in found if f.check == "eligibility.accident-declared"] == (
        [level] if level else []
    )


def test_last_years_figures_beside_a_report_are_no_other_value(check: Check) -> None:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, "2025年授权发明专利4件。")
    proof = document(
        "佐证材料.docx", "佐证材料", "2025年授权发明专利4件。", "上年同口径：2024年授权发明专利3件。"
    )
    found = check(report, proof, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert "consistency.figure-differs" not in {f.check for f in found}


_USED = [["科目", "金额（万元）"], ["设备", "120"], ["人员", "80"]]


@pytest.mark.parametrize(
    ("over", "told"),
    [
        (["表2　二〇二四年度经费使用（万元）", _USED], True),
        (["附表4　2024年度经费收支（万元）", _USED], True),
        (["表2　2025年度经费使用（万元）", _USED], False),
        (["表2　2025年度经费使用（万元）", _USED, "表3　2024年度经费使用（万元）", _USED], False),
        (["表2　2024年度经费决算（上年对照）", _USED], False),
        (["表1 2024年人员情况", _USED, "表2 2025年人员构成情况", _USED], False),
        (["附：2024年度经费支出明细（供参考）", _USED], False),
        (["表2　2024年立项的课题经费（万元）", _USED], False),
    ],
)
def test_a_table_given_to_last_year_by_its_title_is_told(check: Check, over: list[Any], told: bool) -> None:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, "全年运行正常。", *over)
    found = check(report, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert ("period.wrong-year" in {f.check for f in found}) is told


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("2024年度成果证明", "证书存档。", True),
        ("成果证明", "2024年，港口调度产业创新中心授权发明专利4件，发表论文11篇。", True),
        ("2025年度成果证明", "2025年，港口调度产业创新中心授权发明专利4件，发表论文11篇。", False),
        ("成果证明", "2024年，港口调度产业创新中心授权发明专利3件，发表论文9篇。", False),
        ("2024年度审计报告", "经审计，账目真实。", False),
        ("成果证明", "2024年授权发明专利4件，发表论文11篇。2025年授权发明专利4件，发表论文11篇。", False),
        ("成果证明", "2024年授权发明专利2件，发表论文7篇。", False),
    ],
)
def test_a_proof_of_last_year_beside_the_report_is_told(
    check: Check, title: str, text: str, told: bool
) -> None:
    work = "本年度授权发明专利4件，发表论文11篇，上年授权发明专利2件，上年发表论文7篇。"
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, work)
    proof = document("佐证材料.docx", title, text)
    found = check(report, proof, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert ("period.wrong-year" in {f.check for f in found}) is told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("已报送平台2024年度工作总结，我局认为平台2024年度各项任务完成较好，同意上报。", True),
        ("报送的2025年度工作总结收悉，平台2025年度各项任务完成较好，同意上报。", False),
        ("2024年度报告所提问题已整改到位，本年度任务完成较好，同意上报。", False),
    ],
)
def test_an_opinion_on_another_years_report_is_told(check: Check, said: str, told: bool) -> None:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, "运行正常。")
    opinion = document(
        "审核意见.docx", "关于年度工作报告的审核意见", said, "滨海市工业和信息化局", "2026年1月27日"
    )
    found = check(report, opinion, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert ("period.wrong-year" in {f.check for f in found}) is told


@pytest.mark.parametrize(
    ("name", "told"), [("港口设备联网公共服务平台", True), ("港口调度产业创新中心", False)]
)
def test_whose_report_the_office_says_it_was_sent(check: Check, name: str, told: bool) -> None:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, "运行正常。")
    said = f"滨海示例软件有限公司报送的{name}2025年度报告，经核对情况属实，同意报送。"
    opinion = document(
        "审核意见.docx", "关于年度工作报告的审核意见", said, "滨海市工业和信息化局", "2026年1月27日"
    )
    found = check(report, opinion, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert ("identity.platform-name-differs" in {f.check for f in found}) is told


def test_a_title_right_over_a_table_is_told_once(check: Check) -> None:
    report = document("年度报告.docx", "2025年度工作报告", _CELLS, _WORK, "运行正常。")
    proof = document(
        "成果佐证.docx", "2024年度成果佐证", [["序号", "名称"], ["1", "随访软件"], ["2", "质控软件"]]
    )
    found = check(report, proof, track="center", stage="annual", year=2025, today="2026-02-05").findings
    assert [f.check for f in found].count("period.wrong-year") == 1


@pytest.mark.parametrize("label", ["建校时间", "成立时间", "公布日期", "获批时间"])
def test_a_day_in_the_form_that_is_not_of_filling_in_tells_no_year(check: Check, label: str) -> None:
    rows = [*_CELLS, [label, "2008年4月25日"]]
    form = document(
        "申报书.docx",
        "数字经济产业创新中心申报书",
        "填表日期：2025年9月11日",
        rows,
        "# 一、基础",
        "专职人员30人。",
    )
    assert check(form, track="center", year=None).round == 2025
