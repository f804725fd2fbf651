"""The clerk's papers: their words, their form, what is missing in them, and what cannot be smuggled into them."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from advisor.domain import CheckReport, Finding
from advisor.drafting.correction import write_correction
from advisor.drafting.filling import bracketed, day
from advisor.drafting.model import LetterFacts, Platform
from advisor.drafting.recommendation import write_recommendation
from advisor.drafting.sheet import Sheet, workbook
from advisor.drafting.templates import load_facts
from advisor.errors import InputError
from advisor.pack.load import open_pack
from advisor.triage.draft import draft_paper
from ingest.document import Place

PACK = open_pack("sd-digital-platform")
FULL = LetterFacts(
    issuer="某市工业和信息化局",
    number="某工信函[2025]7号",
    date="2025-11-03",
    deadline="2025-11-14",
    contact="闻人溪",
    phone="0530-5550000",
    year=2025,
)
FINDINGS = (
    Finding(
        check="joint.partners-over-limit",
        level="error",
        basis="policy",
        message="联合建设单位有4个",
        hint="请减少联合建设单位",
        file="申报书.docx",
        place=Place(page=2, section="一、基本情况"),
        clauses=("4.5",),
    ),
    Finding(
        check="file.duplicate", level="warning", basis="practice", message="与“乙.pdf”相同", file="甲.pdf"
    ),
    Finding(check="format.punctuation", level="advice", basis="standard", message="标点建议", file="甲.pdf"),
)
REPORT = CheckReport(
    track="lab",
    stage="application",
    profile={"unit_name": "某某软件有限公司", "platform_name": "图像检测创新实验室"},
    findings=FINDINGS,
)


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_a_correction_letter_tells_every_defect_with_place_clause_and_mending() -> None:
    data, draft = write_correction(REPORT, FULL, PACK)
    text = text_of(data)
    assert draft.missing == ()
    for words in (
        "联合建设单位有4个",
        "第2页",
        "请减少联合建设单位",
        "与“乙.pdf”相同",
        "2025年11月14日",
        "〔2025〕7号",
    ):
        assert words in text
    assert "有2项" in text
    assert "标点建议" not in text
    assert text.rstrip().endswith("2025年11月3日\n（联系人：闻人溪，电话：0530-5550000）")
    clause = PACK.clause("4.5")
    assert clause is not None
    quote = re.search(r"依据：《[^》]+》[^：]+：“(.+)”。", text)
    assert quote is not None
    assert quote[1] in clause.text


def test_practice_is_spoken_of_only_where_an_item_rests_on_it() -> None:
    policy = REPORT.model_copy(update={"findings": FINDINGS[:1]})
    assert "通行做法" in text_of(write_correction(REPORT, FULL, PACK)[0])
    assert "通行做法" not in text_of(write_correction(policy, FULL, PACK)[0])


def test_a_place_that_is_a_heading_is_named_once() -> None:
    title = "第四部分　存在问题及原因分析"
    empty = FINDINGS[0].model_copy(
        update={"quote": "第四部分 存在问题及原因分析", "place": Place(section=title)}
    )
    text = text_of(write_correction(REPORT.model_copy(update={"findings": (empty,)}), FULL, PACK)[0])
    assert text.count("存在问题及原因分析") == 1


@pytest.mark.parametrize(
    ("issuer", "words"),
    [("某市工业和信息化局", "向我单位确认"), ("某省工业和信息化厅", "向市工业和信息化局确认")],
)
def test_an_office_does_not_send_the_reader_to_itself_by_another_name(issuer: str, words: str) -> None:
    asked = FINDINGS[0].model_copy(update={"hint": "请向市工业和信息化局确认"})
    report = REPORT.model_copy(update={"findings": (asked,)})
    assert words in text_of(write_correction(report, FULL.model_copy(update={"issuer": issuer}), PACK)[0])


def test_one_passage_under_two_names_is_one_thing_to_mend() -> None:
    seen = [
        FINDINGS[0].model_copy(update={"quote": "原值520元", "message": f"“{name}”单位不统一"})
        for name in ("设备原值", "原值")
    ]
    text = text_of(write_correction(REPORT.model_copy(update={"findings": tuple(seen)}), FULL, PACK)[0])
    assert "有1项" in text


def test_nothing_is_made_up_what_is_missing_is_marked_and_listed() -> None:
    data, draft = write_correction(REPORT, LetterFacts(), PACK)
    marked = set(re.findall(r"【待补：([^】]+)】", text_of(data)))
    assert (
        marked == set(draft.missing) == {"发文机关", "发文字号", "成文日期", "补正期限", "联系人", "联系电话"}
    )
    given = text_of(write_correction(REPORT, FULL, PACK)[0])
    blank = text_of(data)
    assert set(re.findall(r"\d+", blank)) <= set(re.findall(r"\d+", given))
    assert {section.state for section in draft.sections} >= {"partly", "missing"}


def test_the_form_is_that_of_an_official_paper() -> None:
    document = docx.Document(io.BytesIO(write_correction(REPORT, FULL, PACK)[0]))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    wanted = (Mm(210), Mm(297), Mm(37), Mm(28))
    assert all(abs(one - other) < Mm(0.5) for one, other in zip(sizes, wanted, strict=True))
    fonts = {run.font.name: run.font.size.pt for p in document.paragraphs for run in p.runs}
    assert fonts["方正小标宋简体"] == 22
    assert fonts["仿宋_GB2312"] == fonts["黑体"] == fonts["楷体_GB2312"] == 16
    assert document.settings.odd_and_even_pages_header_footer
    assert "PAGE" in section.footer._element.xml


def line(document: Any, text: str) -> Any:
    """The paragraph of that text."""
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


def free(paragraph: Any) -> int:
    """Hundredths of a character left free at the right."""
    return int(paragraph._p.pPr.ind.get(qn("w:rightChars")) or 0)


@pytest.mark.parametrize(
    "issuer", ["某局", "某市工业和信息化局", "某某省某某市某某高新技术产业开发区工业和信息化局"]
)
def test_the_issuer_stands_centred_over_the_date(issuer: str) -> None:
    facts = FULL.model_copy(update={"issuer": issuer})
    document = docx.Document(io.BytesIO(write_correction(REPORT, facts, PACK)[0]))
    date = line(document, "2025年11月3日")
    assert free(date) == 400
    middle = 400 + 100 * (7 * 0.5 + 3) / 2
    assert free(line(document, issuer)) == max(0, middle - 100 * len(issuer) / 2)


def test_the_number_stands_at_the_edge_two_lines_over_the_title() -> None:
    document = docx.Document(io.BytesIO(write_correction(REPORT, FULL, PACK)[0]))
    number = line(document, "某工信函〔2025〕7号")
    assert free(number) == 0
    assert number.paragraph_format.space_after.pt == pytest.approx(57.9, abs=0.1)


@pytest.mark.parametrize(
    ("stage", "title"),
    [("application", "申报材料一次性补正告知书"), ("change", "变更备案材料一次性补正告知书")],
)
def test_a_letter_is_titled_by_what_was_handed_in(stage: Any, title: str) -> None:
    report = REPORT.model_copy(update={"stage": stage})
    assert title in text_of(write_correction(report, FULL, PACK)[0]).splitlines()


def test_a_credit_code_and_a_telephone_fit_on_a_line_of_the_table() -> None:
    platform = Platform(id="a", uscc="91371102MAN2TA4NXC", phone="13983448010")
    document = docx.Document(io.BytesIO(write_recommendation([platform], FULL, PACK)[0]))
    table = document.tables[0]
    air = 2 * int(table._tbl.tblPr.find(qn("w:tblCellMar"))[0].get(qn("w:w"))) / 20
    cells = {cell.text: cell for cell in table.rows[1].cells}
    for text in ("91371102MAN2TA4NXC", "13983448010"):
        # Letters and figures of 仿宋 are half as wide as its characters.
        assert cells[text].width.pt - air >= len(text) * 10.5 / 2


def test_the_sheet_to_be_sealed_is_titled_over_its_whole_width_and_ruled() -> None:
    _, book, _ = write_recommendation([Platform(id="a")], FULL, PACK)
    page = openpyxl.load_workbook(io.BytesIO(book)).active
    assert page is not None
    assert [str(each) for each in page.merged_cells.ranges] == ["A1:L1"]
    assert all(cell.border.left.style == "thin" for row in page.iter_rows(min_row=3) for cell in row)


def test_a_recommendation_follows_the_clerks_order_and_lists_blanks() -> None:
    platforms = [
        Platform(id="a", track="lab", platform_name="甲创新实验室", unit_name="甲单位"),
        Platform(id="b", track="center", platform_name="乙中心", unit_name="乙单位"),
        Platform(id="c", track="lab", platform_name="丙创新实验室", unit_name="丙单位"),
    ]
    facts = FULL.model_copy(update={"order": ("c", "乙中心")})
    letter, book, draft = write_recommendation(platforms, facts, PACK)
    text = text_of(letter)
    assert text.index("1. 丙创新实验室") < text.index("2. 乙中心")
    assert "甲创新实验室" not in text
    assert "共推荐2个平台" in text
    assert "第1项统一社会信用代码" in draft.missing
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert sheet is not None
    assert [row[2].value for row in sheet.iter_rows(min_row=4)] == ["丙创新实验室", "乙中心"]
    with pytest.raises(InputError, match="不在材料之中"):
        write_recommendation(platforms, FULL.model_copy(update={"order": ("丁",)}), PACK)


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\t=1", "\x07=1"])
def test_what_an_applicant_wrote_never_becomes_a_formula(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([Sheet("一", ["名"], [[text]], [10])])))
    cell = book.worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value == text.replace("\x07", "")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("issuer: 甲\nnumbr: 1\n", r"facts\.yaml:2: “numbr”不认识的键"),
        ("issuer: [甲]\n", r"facts\.yaml:1: “issuer”应为文字"),
        ("issuer: 甲\n  bad: : x\n", r"facts\.yaml:2"),
    ],
)
def test_a_faulty_facts_file_is_told_by_line(lines: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(lines, "utf-8")
    with pytest.raises(InputError, match=said):
        load_facts(file)


def test_dates_and_telephones_may_be_written_plainly(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("date: 2026-03-02\nphone: 13800001111\n", "utf-8")
    facts = load_facts(file)
    assert (day(facts.date), facts.phone) == ("2026年3月2日", "13800001111")
    assert bracketed("鲁工信[2024]3号") == "鲁工信〔2024〕3号"


def test_a_letter_is_drafted_from_a_checks_own_output(tmp_path: Path) -> None:
    given = tmp_path / "check.json"
    given.write_text(REPORT.model_dump_json(by_alias=True), "utf-8")
    out = tmp_path / "letter.docx"
    draft = draft_paper(
        "correction", out=out, facts=None, sources=[given], pack=PACK, today=date(2025, 10, 20)
    )
    assert "联合建设单位有4个" in text_of(out.read_bytes())
    assert draft.file == str(out)
    given.write_text("[]", "utf-8")
    with pytest.raises(InputError, match="JSON 对象"):
        draft_paper("correction", out=out, facts=None, sources=[given], pack=PACK, today=date(2025, 10, 20))
