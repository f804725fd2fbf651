"""The page served for real, and a browser that reports every request it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from evals.startup import serving

# A machine under load draws late; what never comes still fails.
expect.set_options(timeout=20_000)

DESKTOP = (1360, 900)
PHONE = (390, 844)


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The page's address."""
    with serving() as page:
        yield page.url


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Callable[..., Page]]:
    """Open the page as a new visitor. At the end: it spoke to this machine alone, and no script failed."""
    pages: list[Page] = []
    spoken_to: set[str] = set()
    faults: list[str] = []

    def open_page(size: tuple[int, int] = DESKTOP, **options: object) -> Page:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.on("request", lambda request: spoken_to.add(urlsplit(request.url).hostname or "data"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(served)
        page.wait_for_selector("#question textarea")
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.context.close()
    assert spoken_to <= {"127.0.0.1", "data"}
    assert faults == []


@pytest.fixture
def desktop(visit: Callable[..., Page]) -> Page:
    """The page on a wide screen."""
    return visit()


@pytest.fixture
def phone(visit: Callable[..., Page]) -> Page:
    """The page on a phone."""
    return visit(PHONE, has_touch=True, is_mobile=True)
