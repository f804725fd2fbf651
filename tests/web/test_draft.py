"""年度报告与备案 as an approved platform walks it: evidence in, questions answered, the paper out, taken up again."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.drafting.make import make_evidence
from tests.drafting.trail import body
from tests.web.walk import open_tab, scrolls_sideways

CASE = Path(__file__).parents[1] / "drafting/evidence/center.yaml"
CARD = ".draft-question"


def begin(page: Page, *evidence: Path) -> None:
    """Choose the files and start."""
    open_tab(page, "年度报告与备案")
    if evidence:
        page.set_input_files("#draft-files input[type=file]", [str(file) for file in evidence])
        expect(page.locator("#draft-files")).to_contain_text(evidence[-1].suffix)
        page.wait_for_function(
            "() => !document.querySelector('#draft-files .uploading, #draft-files .progress-bar')"
        )
    page.click("#start-draft")
    page.wait_for_selector(CARD, timeout=60_000)


def answer(page: Page, text: str) -> None:
    """Type an answer and wait for the next question."""
    fact = page.locator(CARD).get_attribute("data-fact-asked")
    page.fill(f"{CARD} .typed-field", text)
    page.click(f"{CARD} .typed-send")
    expect(page.locator(f'{CARD}[data-fact-asked="{fact}"]')).to_have_count(0)


def save(page: Page, button: str, folder: Path) -> Path:
    """Take a file away."""
    with page.expect_download() as download:
        page.click(button)
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


@pytest.fixture
def evidence(tmp_path: Path) -> list[Path]:
    """This year's and last year's papers of a platform, as files."""
    folder = tmp_path / "材料"
    folder.mkdir()
    make_evidence(yaml.safe_load(CASE.read_text("utf-8"))["files"], folder)
    return sorted(folder.iterdir())


def test_from_evidence_to_a_word_file_and_on_from_where_it_stopped(
    desktop: Page, evidence: list[Path], tmp_path: Path
) -> None:
    begin(desktop, *evidence)
    sources = desktop.locator(".draft-sources tbody tr")
    expect(sources.filter(has_text="荣成示例渔业有限公司")).to_contain_text("转化合同台账.xlsx 第1张表第3行")
    expect(desktop.locator(".draft-conflicts")).to_contain_text("迟远航")
    desktop.locator(CARD).locator(".skip").click()
    expect(desktop.locator(".known .chip")).to_have_count(1)
    asked = desktop.locator(f'{CARD}[data-fact-asked="leader"]')
    expect(asked).to_have_count(1)
    desktop.locator(".choice", has_text="迟远航").click()
    expect(asked).to_have_count(0)
    answer(desktop, "齐思")
    desktop.click("#write-draft")
    expect(desktop.locator(".draft-open")).to_be_visible(timeout=30_000)
    paper = save(desktop, "#draft-paper", tmp_path)
    text = "\n".join(body(paper))
    assert "迟远航" in text
    assert "齐思" in text
    assert docx.Document(str(paper)).tables
    kept = save(desktop, "#draft-facts", tmp_path)
    assert yaml.safe_load(kept.read_text("utf-8"))["联系人"] == "齐思"
    _goes_on(desktop, kept)


def _goes_on(page: Page, kept: Path) -> None:
    page.reload()
    open_tab(page, "年度报告与备案")
    page.set_input_files("#draft-kept input[type=file]", str(kept))
    expect(page.locator("#draft-kept")).to_contain_text(".yaml")
    page.click("#start-draft")
    page.wait_for_selector(CARD)
    expect(page.locator(".draft-sources tbody tr").filter(has_text="迟远航").first).to_be_visible()
    expect(page.locator(f'{CARD}[data-fact-asked="leader"]')).to_have_count(0)


def test_an_answer_of_the_wrong_kind_is_told_and_asked_again(desktop: Page, tmp_path: Path) -> None:
    facts = tmp_path / "事实.yaml"
    facts.write_text("平台类型: lab\n平台名称: 甲创新实验室\n年度: 2025\n", "utf-8")
    open_tab(desktop, "年度报告与备案")
    desktop.set_input_files("#draft-kept input[type=file]", str(facts))
    expect(desktop.locator("#draft-kept")).to_contain_text(".yaml")
    desktop.click("#start-draft")
    desktop.wait_for_selector(CARD)
    while desktop.locator(CARD).get_attribute("data-fact-asked") != "validity_start":
        fact = desktop.locator(CARD).get_attribute("data-fact-asked")
        desktop.locator(f"{CARD} .skip").click()
        expect(desktop.locator(f'{CARD}[data-fact-asked="{fact}"]')).to_have_count(0)
    desktop.fill(f"{CARD} .typed-field", "前年春天")
    desktop.click(f"{CARD} .typed-send")
    expect(desktop.locator(f"{CARD} .notice-error")).to_contain_text("应为日期")
    expect(desktop.locator(CARD)).to_have_attribute("data-fact-asked", "validity_start")


def test_a_faulty_facts_file_is_told_by_line(desktop: Page, tmp_path: Path) -> None:
    facts = tmp_path / "事实.yaml"
    facts.write_text("平台名称: 甲\n专职人员: 很多\n", "utf-8")
    open_tab(desktop, "年度报告与备案")
    desktop.set_input_files("#draft-kept input[type=file]", str(facts))
    expect(desktop.locator("#draft-kept")).to_contain_text(".yaml")
    desktop.click("#start-draft")
    expect(desktop.locator("#draft-sheet .notice-error")).to_contain_text("事实.yaml:2: “专职人员”应为数字")


def test_a_change_shows_its_papers_and_what_to_ask_first(phone: Page) -> None:
    open_tab(phone, "年度报告与备案")
    phone.click("#draft-kind input")
    phone.get_by_role("option", name="变更备案").click()
    phone.get_by_label("变更注册地").check()
    phone.click("#start-draft")
    phone.wait_for_selector(CARD)
    expect(phone.locator(".wanted-missing").first).to_be_visible()
    expect(phone.locator(".draft-reminders")).to_contain_text("省外")
    assert not scrolls_sideways(phone)
