"""Nothing keeps people from using the page: axe finds no serious fault in any tab, wide in light and narrow in the dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.conftest import DESKTOP, PHONE
from tests.web.sample import application_form
from tests.web.test_draft import begin
from tests.web.walk import ask, open_tab

TABS = ("问一问", "资格自评", "材料预审", "年度报告与备案", "条款")
SERIOUS = {"serious", "critical"}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
LOOKS = [pytest.param(DESKTOP, "light", id="wide-light"), pytest.param(PHONE, "dark", id="phone-dark")]


def faults(page: Page) -> list[str]:
    """The serious faults axe finds, a line each: rule, what it is, where."""
    page.wait_for_timeout(250)
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node['failureSummary'][:200]}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"][:4]
    ]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_no_tab_shuts_anybody_out(
    visit: Callable[..., Page], tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    page = visit(size, color_scheme=scheme)
    found = {"welcome": faults(page)}
    ask(page, "我们公司能申报创新实验室吗？")
    for tab in TABS:
        open_tab(page, tab)
        found[tab] = faults(page)
    open_tab(page, "资格自评")
    page.locator(".choice").first.click()
    page.locator(".grid .mark").first.click()
    found["panel"] = faults(page)
    page.keyboard.press("Escape")
    open_tab(page, "材料预审")
    page.set_input_files("#files input[type=file]", str(application_form(tmp_path / "申报书.docx")))
    page.wait_for_function("() => !document.querySelector('#files .wrap.uploading, #files .progress-bar')")
    page.click("#start-check")
    page.wait_for_selector(".report", timeout=60_000)
    found["report"] = faults(page)
    begin(page)
    found["drafting"] = faults(page)
    page.click("#write-draft")
    page.wait_for_selector(".draft-open", timeout=60_000)
    found["draft"] = faults(page)
    assert {tab: lines for tab, lines in found.items() if lines} == {}
