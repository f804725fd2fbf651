"""The same content in other layouts: parts as rows of a table, everything in one cell, odd titles, a table of contents."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Check, document

_TEXTS = {
    "单位情况": "公司成立于2012年，从事港口调度软件的研发与服务，现有职工120人，治理规范，信用良好，有独立的研发部门。",
    "必要性": "港口调度长期依赖经验，误差大、效率低，已成为制约产业提质增效的短板，企业迫切需要可靠的技术手段和持续支持。",
    "工作基础": "2019年以来先后完成数据采集、建模和验证，现有授权发明专利12件、软件著作权30项，成果在多家港口稳定运行。",
    "建设目标": "到2028年建成开放共享的创新平台，完善数据底座，攻克关键环节，做实两个示范，培养一支队伍。",
    "研发与成果转化能力": "设有算法和工程两个研发团队，掌握关键技术；成果转化方面签订技术许可合同十一份，转化收入逐年上升。",
    "组织管理": "平台实行主任负责制，下设综合、技术、应用三个组，岗位职责明确，已出台项目、经费、考核等四项制度。",
    "实施计划": "2026年：搭班子、建底座；2027年：攻关键、出样机；2028年：扩应用、作总结，形成标准草案并组织验收。",
    "条件保障": "场地：专用场地1200平方米。设备：现有设备40台（套），原值500万元。资金：自筹资金800万元。人员：专职人员30人。",
    "经费预算": "建设期总投入800万元，按用途逐年拨付，专款专用，单独核算，年末审计，结余资金按规定使用。",
    "预期效益": "预计三年带动相关企业降本一成以上，培养技术人员二百余人，经验成熟后编成指南供同行参考。",
}
_FORM = [
    ["申报单位", "滨海示例软件有限公司"],
    ["平台类型", "数字经济产业创新中心"],
    ["平台名称", "港口调度产业创新中心"],
]
_WATCHED = {"section.missing", "section.empty", "section.too-short"}


def _watched(check: Check, *parts: str | list[list[str]]) -> set[str]:
    report = check(document("a.docx", "申报书", _FORM, *parts))
    assert report.track == "center"
    return {f.check for f in report.findings if f.check in _WATCHED or f.check.startswith("eligibility.")}


def test_parts_as_rows_of_a_table(check: Check) -> None:
    assert _watched(check, [[title, text] for title, text in _TEXTS.items()]) == set()


def test_everything_in_one_cell(check: Check) -> None:
    numerals = "一二三四五六七八九十"
    text = "\n".join(
        f"{n}、{title}\n{text}" for n, (title, text) in zip(numerals, _TEXTS.items(), strict=True)
    )
    assert _watched(check, [[text]]) == set()


@pytest.mark.parametrize(
    "style", ["第{n}章　{title}", "{n}、{title}", "{d}. {title}", "（{n}）{title}", "{d}．{title}"]
)
def test_any_style_of_number(check: Check, style: str) -> None:
    numerals = "一二三四五六七八九十"
    parts: list[str] = []
    for index, (title, text) in enumerate(_TEXTS.items()):
        parts += [style.format(n=numerals[index], d=index + 1, title=title), text]
    assert _watched(check, *parts) == set()


def test_a_table_of_contents_is_no_section(check: Check) -> None:
    contents = [f"{title}……………………{page}" for page, title in enumerate(_TEXTS, 1)]
    parts = [piece for title, text in _TEXTS.items() for piece in (f"# {title}", text)]
    assert _watched(check, *contents, *parts) == set()


def test_an_empty_row_among_parts_is_an_empty_section(check: Check) -> None:
    rows = [[title, "" if title == "组织管理" else text] for title, text in _TEXTS.items()]
    assert "section.empty" in _watched(check, rows)


def test_a_table_a_part_with_the_title_in_its_first_row(check: Check) -> None:
    numerals = "一二三四五六七八九十"
    tables = [[[f"{n}、{title}"], [text]] for n, (title, text) in zip(numerals, _TEXTS.items(), strict=True)]
    assert _watched(check, *tables) == set()


def test_a_title_row_over_a_blank_one_is_an_empty_section(check: Check) -> None:
    tables = [[[title], ["" if title == "组织管理" else text]] for title, text in _TEXTS.items()]
    assert "section.empty" in _watched(check, *tables)


def test_titles_in_frames_with_marked_titles_below(check: Check) -> None:
    texts = dict(_TEXTS)
    texts.pop("条件保障")
    parts = [piece for title, text in texts.items() for piece in (f"# 【{title}】", text)]
    below = ["# 【支撑】", "# ◆ 场地", "三层，专用场地1200平方米。", "# ◆ 设备", "现有设备40台（套）。"]
    more = ["# ◆ 资金", "自筹资金800万元。", "# ◆ 人员", "专职人员30人。"]
    assert _watched(check, *parts, *below, *more) == set()


def test_a_title_of_two_parts_stands_for_both(check: Check) -> None:
    texts = dict(_TEXTS)
    both = texts.pop("实施计划") + texts.pop("经费预算")
    parts = [piece for title, text in texts.items() for piece in (f"# {title}", text)]
    assert _watched(check, *parts, "# 进度与经费", both) == set()
    assert "section.missing" in _watched(check, *parts, "# 经费", texts["预期效益"])


def test_lines_of_a_list_of_papers_are_no_sections(check: Check) -> None:
    parts = [piece for n, (title, text) in enumerate(_TEXTS.items(), 1) for piece in (f"{n}. {title}", text)]
    listed = ["11. 附件", "1. 营业执照", "2. 组织管理制度", "3. 推荐单位意见"]
    report = check(document("a.docx", "申报书", _FORM, *parts, *listed))
    assert {f.check for f in report.findings} & {"section.empty", "opinion.blank"} == set()
    empty = check(document("a.docx", "申报书", _FORM, *parts, *listed, "12. 组织管理", "13. 承诺", "属实。"))
    assert "section.empty" in {f.check for f in empty.findings}


def test_brief_words_below_a_title_row_are_read(check: Check) -> None:
    short = {title: text.split("，")[0] + "。" for title, text in _TEXTS.items()}
    report = check(document("a.docx", "申报书", _FORM, *([[f"{t}"], [x]] for t, x in short.items())))
    assert "section.empty" not in {f.check for f in report.findings}


def test_a_list_led_in_by_a_line_of_its_own(check: Check) -> None:
    parts = [piece for n, (title, text) in enumerate(_TEXTS.items(), 1) for piece in (f"{n} {title}", text)]
    listed = ["附件：", "1. 新营业执照", "2. 组织管理办法", "3. 推荐单位同意函"]
    report = check(document("a.docx", "申报书", _FORM, *parts, *listed))
    assert {f.check for f in report.findings} & {"section.empty", "opinion.blank"} == set()
