"""材料预审 as an applicant walks it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from advisor import service
from advisor.pack import open_pack
from evals.startup import serving
from tests.web.sample import application_form as form
from tests.web.sample import commitment, scanned_commitment
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


def link_of(page: Page, name: str) -> str:
    """The address behind a link."""
    return page.get_by_role("link", name=name).get_attribute("href") or ""


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
        desktop.get_by_role("link", name="数据（JSON）").click()
    report = json.loads(download.value.path().read_text("utf-8"))
    assert report["schema"] == 1
    assert download.value.suggested_filename == "预审结果.json"
    shown = {level: int(desktop.locator(f".count-{level} dd").inner_text()) for level in LEVELS}
    assert shown == {level: report["summary"][level] for level in LEVELS}
    assert sum(shown.values()) == desktop.locator(".finding").count() == len(report["findings"])


def test_everything_is_taken_away_in_one_archive(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    with desktop.expect_download() as download:
        desktop.get_by_role("link", name="全部下载").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert set(archive.namelist()) == {
            "预审报告.html",
            "问题清单.xlsx",
            "预审结果.json",
            "预审回执.html",
            "带批注的材料/申报书（批注）.docx",
        }
        assert (
            "word/comments.xml"
            in zipfile.ZipFile(archive.open("带批注的材料/申报书（批注）.docx")).namelist()
        )


def test_the_receipt_tells_whether_a_file_was_changed_since(desktop: Page, tmp_path: Path) -> None:
    papers = tmp_path / "材料"
    papers.mkdir()
    check(desktop, form(papers / "申报书.docx"))
    with desktop.expect_download() as download:
        desktop.get_by_role("link", name="预审回执").click()
    receipt = tmp_path / download.value.suggested_filename
    download.value.save_as(receipt)
    assert service.verify(receipt, [papers]) == ()
    commitment(papers / "申报书.docx")
    assert any("申报书.docx" in difference for difference in service.verify(receipt, [papers]))


def test_findings_are_filtered_by_level_and_file(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"), commitment(tmp_path / "承诺书.docx"))
    every = desktop.locator(".finding").count()
    desktop.locator('[data-filter="file"]').select_option("承诺书.docx")
    shown = desktop.locator(".finding:visible")
    assert 0 < shown.count() < every
    expect(desktop.locator("[data-filter-count]")).to_have_text(f"{every} 项里的 {shown.count()} 项")
    desktop.locator('[data-filter="file"]').select_option("")
    desktop.locator('[data-filter="level"]').select_option("advice")
    assert {each.get_attribute("data-level") for each in shown.all()} <= {"advice"}


def test_a_result_lasts_through_a_reload_until_it_is_deleted(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    link = link_of(desktop, "数据（JSON）")
    desktop.wait_for_timeout(300)
    desktop.reload()
    open_tab(desktop, "材料预审")
    expect(desktop.locator(".report .finding").first).to_be_visible()
    desktop.get_by_role("button", name="马上删除我的材料").click()
    expect(desktop.locator("#result")).to_contain_text("已删除")
    assert desktop.request.get(f"{desktop.url}{link}").status == 404
    desktop.reload()
    open_tab(desktop, "材料预审")
    expect(desktop.locator(".check-intro")).to_be_visible()


def test_a_scan_shows_its_page_with_the_place_boxed(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"), scanned_commitment(tmp_path / "承诺书.png"))
    report = json.loads(desktop.request.get(f"{desktop.url}{link_of(desktop, '数据（JSON）')}").text())
    assert any(each["box"] for each in report["findings"] if each["file"] == "承诺书.png")
    first = desktop.locator(".page-picture").first
    first.locator("summary").click()
    picture = first.locator("img")
    expect(picture).to_be_visible()
    desktop.wait_for_function(
        "image => image.complete && image.naturalWidth > 200", arg=picture.element_handle()
    )


@pytest.mark.parametrize("path", ["kept/x/report/html", "kept/../../report/html", f"kept/{'a' * 22}/all"])
def test_what_is_not_kept_is_not_found(served: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served}{path}")
    assert refused.value.code == 404


@pytest.mark.parametrize("others", [0, 1])
def test_a_long_name_is_read_whole_and_nothing_lies_over_it(phone: Page, tmp_path: Path, others: int) -> None:
    long = "关于申报数字经济创新平台的申报书（第三次修改稿）盖章件" * 2
    further = [commitment(tmp_path / "承诺书.docx")][:others]
    upload(phone, form(tmp_path / f"{long}.docx"), *further)
    row = phone.locator("#files .file-preview tr").first
    assert "".join(row.locator(".filename").inner_text().split()) == f"{long}.docx"
    name, size = row.locator(".filename").bounding_box(), row.locator(".download a").bounding_box()
    assert name
    assert size
    assert name["x"] + name["width"] <= size["x"]
    assert name["width"] > 150
    if others:
        remove = row.locator("td button").last.bounding_box()
        assert remove
        assert size["x"] + size["width"] <= remove["x"]


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


def test_a_clause_of_a_finding_opens_beside_it_and_in_the_text(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    desktop.locator('.finding[data-check="naming.lab-suffix"] .mark').click()
    panel = desktop.locator("#clause-panel")
    clause = open_pack().clause("4.5")
    assert clause is not None
    expect(panel.locator(".policy").last).to_have_text(clause.text.strip())
    panel.get_by_role("button", name="在全文里看").click()
    expect(desktop.locator("#clauses .flash")).to_be_in_viewport()


def test_the_report_lists_materials_and_conditions_of_the_type(desktop: Page, tmp_path: Path) -> None:
    check(desktop, form(tmp_path / "申报书.docx"))
    expect(desktop.locator(".wanted-here")).to_contain_text(["申报书"])
    assert desktop.locator(".wanted-missing").count() > 0
    desktop.click(".conditions summary")
    conditions = [each for each in open_pack().criteria if "lab" in each.tracks]
    expect(desktop.locator(".conditions li")).to_have_count(len(conditions))
    expect(desktop.locator(".conditions .prepare").first).to_have_text(conditions[0].prepare)


def test_a_promise_written_in_the_form_is_there(desktop: Page, tmp_path: Path) -> None:
    path = form(tmp_path / "申报书.docx")
    check(desktop, path)
    promise = desktop.locator(".wanted li", has_text="真实性承诺书")
    expect(promise).to_contain_text("没找到")
    paper = Document(str(path))
    paper.add_heading("九、真实性承诺", 1)
    paper.add_paragraph("我单位承诺：所提交的申报材料真实、准确、完整，如有不实，愿承担相应责任。")
    paper.save(str(path))
    desktop.reload()
    check(desktop, path)
    expect(promise).to_contain_text("在别的材料里")


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
