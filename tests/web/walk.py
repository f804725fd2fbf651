"""The steps a visitor takes, for the browser tests."""

from __future__ import annotations

from playwright.sync_api import Page, expect

QUESTION = "#question textarea"
PATIENCE = 90_000
"""milliseconds"""


def ask(page: Page, question: str) -> None:
    """Type the question, press Enter, wait for the answer: the first of a server waits for its index, on a busy machine long."""
    before = page.locator(".turn").count()
    page.fill(QUESTION, question)
    page.press(QUESTION, "Enter")
    expect(page.locator(".turn")).to_have_count(before + 1)
    page.wait_for_selector(".turn-last .answer", timeout=PATIENCE)


def open_tab(page: Page, name: str) -> None:
    """Choose the tab with this name."""
    page.get_by_role("tab", name=name, exact=True).click()


def scrolls_sideways(page: Page) -> bool:
    """True when the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
