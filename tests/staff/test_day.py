"""A clerk's whole day in a real browser: log in, hand in twelve, settle, undo, decide, take the papers out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from evals.startup import serving
from tests.house.tree import ROOT
from tests.staff.conftest import PASSWORD
from tests.triage.conftest import form


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk's address, with one clerk of 济南."""
    data = str(tmp_path_factory.mktemp("data"))
    environment = {**os.environ, "ADVISOR_DATA": data}
    command = [
        sys.executable,
        "-m",
        "advisor.cli",
        "user",
        "add",
        "jinan",
        "--name",
        "王济南",
        "--city",
        "济南",
    ]
    subprocess.run(command, cwd=ROOT, env=environment, input=f"{PASSWORD}\n", text=True, check=True)
    with serving(data=data) as page:
        yield f"{page.url}staff"


@pytest.fixture
def clerk(browser: Browser, served: str) -> Iterator[Page]:
    """The clerk, who has logged in by the form."""
    context = browser.new_context(viewport={"width": 1500, "height": 950}, accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served)
    assert page.url.endswith("/staff/login")
    page.fill("[name=login]", "jinan")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector(".desk")
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    """Twelve submissions in one archive, one of them broken."""
    file = tmp_path / "十二家.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(1, 12):
            archive.writestr(
                f"单位{number:02d}/申报书.txt", form(number, {"联系电话": ""}, ["从事技术研发。"])
            )
        archive.writestr("单位12.zip", b"PK\x03\x04 not an archive")
    return file


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def hand_in(page: Page, file: Path) -> None:
    """Upload the archive and wait until everything is read."""
    open_tab(page, "收件")
    page.set_input_files("[data-upload-files]", str(file))
    page.fill("#handing-in [name=batch]", "2025年第一批")
    page.click("[data-upload-send]")
    expect(page.locator("[data-batch]")).to_have_text("12/12", timeout=240_000)


def settle_and_undo(page: Page) -> None:
    """Waive a finding, which needs a reason, take it back, confirm it."""
    page.locator("input[name=finding]").first.check()
    page.click('[data-do=settle][data-state="waived"]')
    expect(page.locator("#work .notice")).to_contain_text("写明理由")
    expect(page.locator("input[name=finding]").first).to_be_checked()
    page.fill(".case-findings [name=reason]", "已电话核实")
    page.click('[data-do=settle][data-state="waived"]')
    expect(page.locator(".judged.is-waived")).to_have_count(1)
    page.click("[data-do=undo]")
    expect(page.locator("#work .notice")).to_contain_text("已撤销")
    expect(page.locator(".judged.is-waived")).to_have_count(0)


def decide(page: Page, decision: str, ground: str) -> None:
    page.fill(".deciding [name=ground]", ground)
    page.click(f"[data-do=decide][data-decision={decision}]")
    expect(page.locator(f".case-head .decision-{decision}")).to_be_visible()


def taken(page: Page, link: str) -> bytes:
    """What a link gives."""
    with page.expect_download() as download:
        page.locator(f'a[href$="{link}"]').click()
    return download.value.path().read_bytes()


def test_a_whole_day(clerk: Page, twelve: Path) -> None:
    hand_in(clerk, twelve)
    open_tab(clerk, "待办")
    expect(clerk.locator("#work .queue tbody tr")).to_have_count(12)
    clerk.get_by_role("button", name="济南1号示例软件有限公司").click()
    expect(clerk.locator(".case-files a")).to_contain_text("申报书.txt")
    expect(clerk.locator(".grid tr").first).to_be_visible()
    settle_and_undo(clerk)
    decide(clerk, "correction", "请补齐")
    letter = Document(io.BytesIO(taken(clerk, "letter.docx")))
    assert "一次性补正告知书" in "".join(paragraph.text for paragraph in letter.paragraphs)
    for number in (2, 3):
        clerk.click("#work [data-do=queue]")
        clerk.get_by_role("button", name=f"济南{number}号示例软件有限公司").click()
        expect(clerk.locator(".case-head h2")).to_contain_text(f"{number}号")
        decide(clerk, "passed", "已现场核对")
    ranked_papers(clerk)
    open_tab(clerk, "记录")
    expect(clerk.locator("#log tbody tr").first).to_contain_text("推荐次序：")
    expect(clerk.locator("#log tbody tr", has_text="决定：需补正；理由：请补齐")).to_have_count(1)
    assert "{" not in clerk.inner_text("#log")


def test_what_is_ticked_or_typed_stays_with_what_it_was_meant_for(clerk: Page, tmp_path: Path) -> None:
    """The page draws over itself: a tick must not pass to the row or finding that comes to stand in its place."""
    file = tmp_path / "三家.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for number in (21, 22, 23):
            worse = {"平台名称": "示例研究中心"} if number == 23 else {}
            archive.writestr(f"丙{number}/申报书.txt", form(number, worse, ["从事技术研发。"]))
    open_tab(clerk, "收件")
    clerk.set_input_files("[data-upload-files]", str(file))
    clerk.fill("#handing-in [name=batch]", "另一批")
    clerk.click("[data-upload-send]")
    expect(clerk.locator("[data-upload-state]")).to_have_text(
        "3 份都读完了，请到“待办”里办理", timeout=120_000
    )
    open_tab(clerk, "待办")
    clerk.select_option("#work [name=batch]", label="另一批（3/3）")
    rows = clerk.locator("#work .queue tbody tr")
    expect(rows).to_have_count(3)
    rows.first.locator("input[name=case]").check()
    clerk.select_option("#work [name=sort]", "grave")
    expect(rows.first).to_contain_text("丙23")
    expect(clerk.locator("#work input[name=case]:checked")).to_have_count(0)
    rows.first.get_by_role("button").click()
    clerk.fill(".deciding [name=ground]", "写到一半的理由")
    clerk.locator("input[name=finding]").first.check()
    clerk.click('[data-do=settle][data-state="confirmed"]')
    expect(clerk.locator(".judged.is-confirmed")).to_have_count(1)
    expect(clerk.locator("input[name=finding]:checked")).to_have_count(0)
    expect(clerk.locator(".deciding [name=ground]")).to_have_value("写到一半的理由")
    clerk.click("#work [data-do=next]")
    expect(clerk.locator(".case-head h2")).not_to_contain_text("23号")
    expect(clerk.locator(".deciding [name=ground]")).to_have_value("")


def ranked_papers(page: Page) -> None:
    """Rank the second first, say who writes, take the table and the letters out."""
    open_tab(page, "文书")
    page.fill("#papers [name=issuer]", "济南市工业和信息化局")
    page.fill("#papers [name=number]", "济工信函[2025]12号")
    page.fill("#papers [name=year]", "2025")
    page.click("#papers [data-do=facts]")
    expect(page.locator("#papers .notice")).to_contain_text("已保存")
    page.locator("#papers [data-do=down]").first.click()
    expect(page.locator(".ranking li").first).to_contain_text("济南3号")
    sheet = load_workbook(io.BytesIO(taken(page, "summary.xlsx"))).active
    units = [
        cell
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if str(cell).endswith("软件有限公司")
    ]
    assert units == ["济南3号示例软件有限公司", "济南2号示例软件有限公司"]
    assert taken(page, "recommendation.docx").startswith(b"PK")
    with zipfile.ZipFile(io.BytesIO(taken(page, "letters.zip"))) as letters:
        assert len(letters.namelist()) == 1
        letter = Document(io.BytesIO(letters.read(letters.namelist()[0])))
    # The number is that of the recommendation: a letter to a unit gets its own when it is sent.
    assert letter.paragraphs[0].text == "【待补：发文字号】"
