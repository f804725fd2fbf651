"""材料预审 as an applicant walks it."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from advisor.pack import open_pack
from evals.startup import serving
from tests.web.sample import application_form as form
from tests.web.walk import open_tab

HOSTILE = "申报书 <img src=x onerror=alert(1)> ${alert(2)}.docx"
LEVELS = ("error", "warning", "advice")


def upload(page: Page, *files: Path) -> None:
    """Choose the files and wait until they are on the server."""
    open_tab(page, "材料预审")
    page.set_input_files("#files input[type=file]", [str(file) for file in files])
    for file in files:
        expect(page.locator("#files")).to_contain_text(file.suffix)
    page.wait_for_function("() => !document.querySelector('#files .wrap.uploading, #files .progress-bar')")


def check(page: Page, *files: Path) -> None:
    """Upload, start, wait for the report."""
    upload(page, *files)
    page.click("#start-check")
    page.wait_for_selector(".report", timeout=60_000)


def test_the_limits_are_said_before_anything_is_uploaded(desktop: Page) -> None:
    open_tab(desktop, "材料预审")
    expect(desktop.locator(".limits")).to_contain_text("100 MB")


def test_a_form_gives_findings_with_place_clause_and_hint(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    naming = desktop.locator('.finding[data-check="naming.lab-suffix"]')
    expect(naming).to_have_count(1)
    expect(naming.locator(".mark")).to_have_text("四（五）")
    expect(naming.locator(".fix")).not_to_be_empty()
    expect(naming.locator(".where")).to_contain_text("申报书.docx")
    assert naming.locator("xpath=ancestor::section").get_attribute("class") == "findings findings-error"


def test_the_report_can_be_taken_away_as_json(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    with desktop.expect_download() as download:
        desktop.click("[data-download]")
    report = json.loads(download.value.path().read_text("utf-8"))
    assert report["schema"] == 1
    assert download.value.suggested_filename.startswith("预审结果-")
    shown = {level: int(desktop.locator(f".count-{level} dd").inner_text()) for level in LEVELS}
    assert shown == {level: report["summary"][level] for level in LEVELS}
    assert sum(shown.values()) == desktop.locator(".finding").count() == len(report["findings"])


def test_names_of_files_are_shown_as_text(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / HOSTILE))
    expect(desktop.locator(".report img")).to_have_count(0)
    expect(desktop.locator(".files")).to_contain_text(".docx")


def test_a_broken_file_does_not_stop_the_others(desktop: Page, tmp_path: Path) -> None:
    broken = tmp_path / "营业执照.pdf"
    broken.write_bytes(b"%PDF-1.7 not really")
    check(desktop, form(tmp_path / "申报书.docx"), broken)
    expect(desktop.locator('.finding[data-check="file.unreadable"]')).to_have_count(1)
    expect(desktop.locator('.finding[data-check="naming.lab-suffix"]')).to_have_count(1)


def test_a_clause_of_a_finding_opens_in_the_text(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    desktop.locator('.finding[data-check="naming.lab-suffix"] .mark').click()
    expect(desktop.locator("#clauses .flash")).to_be_in_viewport()


def test_the_report_lists_materials_and_conditions_of_the_type(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    expect(desktop.locator(".wanted-here")).to_contain_text(["申报书"])
    assert desktop.locator(".wanted-missing").count() > 0
    desktop.click(".conditions summary")
    conditions = [each for each in open_pack().criteria if "lab" in each.tracks]
    expect(desktop.locator(".conditions li")).to_have_count(len(conditions))
    expect(desktop.locator(".conditions .prepare").first).to_have_text(conditions[0].prepare)


def test_starting_without_a_file_says_what_to_do(desktop: Page) -> None:
    open_tab(desktop, "材料预审")
    desktop.click("#start-check")
    expect(desktop.get_by_text("请先选择要预审的文件")).to_be_visible()


def test_a_year_that_is_none_is_said_and_nothing_is_lost(desktop: Page, tmp_path: Path) -> None:
    upload(desktop, form(tmp_path / "申报书.docx"))
    desktop.fill("#round input, #round textarea", "去年")
    desktop.click("#start-check")
    expect(desktop.locator("#result .notice-error")).to_contain_text("年份“去年”不对")
    expect(desktop.locator("#files")).to_contain_text("申报书")


def test_a_file_over_the_limit_is_refused_in_chinese(browser: Browser, tmp_path: Path) -> None:
    large = tmp_path / "佐证材料.txt"
    large.write_bytes(b"a" * 2_000_000)
    with serving(max_file_mb="1") as served:
        page = browser.new_page()
        page.goto(served.url)
        open_tab(page, "材料预审")
        expect(page.locator(".limits")).to_contain_text("1 MB")
        page.set_input_files("#files input[type=file]", str(large))
        expect(page.get_by_text("文件超过大小上限")).to_be_visible()
        page.close()
