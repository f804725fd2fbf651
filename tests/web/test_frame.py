"""What holds for the whole page: width, language, headers, nothing of Gradio's own to be seen."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.web.walk import ask, open_tab, scrolls_sideways

TABS = ("问一问", "资格自评", "材料预审", "年度报告与备案", "条款")


@pytest.mark.parametrize("tab", TABS)
def test_a_phone_never_scrolls_sideways(phone: Page, tab: str) -> None:
    open_tab(phone, tab)
    phone.wait_for_timeout(300)
    assert not scrolls_sideways(phone)


def test_a_phone_shows_the_clauses_under_the_answer(phone: Page) -> None:
    ask(phone, "实验室可以联合申报吗？")
    assert not scrolls_sideways(phone)
    said = phone.locator(".turn-last .said").bounding_box()
    sources = phone.locator(".turn-last .sources").bounding_box()
    assert said
    assert sources
    assert said["y"] + said["height"] <= sources["y"]


def test_the_page_is_chinese_whatever_the_browser_speaks(desktop: Page) -> None:
    assert desktop.evaluate("document.documentElement.lang") == "zh-CN"
    open_tab(desktop, "材料预审")
    expect(desktop.locator("#files")).to_contain_text("点击上传")


def test_nothing_speaks_of_an_api_or_of_gradio(desktop: Page) -> None:
    text = desktop.locator("body").inner_text().lower()
    assert "gradio" not in text
    assert "api" not in text


def test_dark_and_light_are_chosen_and_kept(desktop: Page) -> None:
    before = desktop.evaluate("getComputedStyle(document.body).backgroundColor")
    desktop.click("[data-theme-toggle]")
    after = desktop.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    desktop.reload()
    desktop.wait_for_selector("#question textarea")
    assert desktop.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_tabs_and_the_question_can_be_reached_by_keyboard_and_have_names(desktop: Page) -> None:
    assert [tab.inner_text() for tab in desktop.get_by_role("tab").all()] == list(TABS)
    expect(desktop.get_by_role("textbox", name="问题")).to_be_visible()
    expect(desktop.get_by_role("button", name="提问", exact=True)).to_be_visible()


def test_the_answer_of_the_server_forbids_other_hosts(served: str) -> None:
    with urllib.request.urlopen(served) as answer:
        policy = answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in policy
    assert "http" not in policy
