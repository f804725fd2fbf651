"""Takes the pictures of the page for the documents: `make images`.

Serves the page, walks it as an applicant would on a wide screen, on a phone and in the dark, and writes
PNG files beside this script.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from evals.startup import serving  # noqa: E402  the clone's own modules, wherever this is run from
from tests.drafting.make import make_evidence  # noqa: E402
from tests.web import test_assess, test_draft  # noqa: E402
from tests.web.sample import application_form, commitment  # noqa: E402
from tests.web.walk import ask, open_tab  # noqa: E402

DESKTOP, PHONE = (1320, 860), (390, 844)
QUESTION = "我们公司在济南注册，想牵头和两所高校联合申报创新实验室，可以吗？"


def shoot(page: Page, name: str) -> None:
    """One picture, taken when everything has come to rest, the pointer out of the way."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(1200)
    page.screenshot(path=HERE / f"{name}.png")
    print(f"docs/images/{name}.png")


def walk(page: Page, name: str, folder: Path) -> None:
    """An answer and a report, each taken."""
    ask(page, QUESTION)
    shoot(page, f"{name}-ask")
    open_tab(page, "材料预审")
    page.set_input_files("#files input[type=file]", sorted(folder.iterdir()))
    page.wait_for_timeout(1500)
    page.click("#start-check")
    page.wait_for_selector(".report", timeout=60_000)
    page.locator(".report").scroll_into_view_if_needed()
    shoot(page, f"{name}-check")


def tell(page: Page, name: str, evidence: list[Path]) -> None:
    """A self-assessment under way, and a report being written from evidence."""
    test_assess.begin(page)
    test_assess.answer_well(page, 6)
    page.evaluate("scrollTo(0, 0)")
    shoot(page, f"{name}-assess")
    test_draft.begin(page, *evidence)
    page.locator("#write-draft").evaluate("button => button.scrollIntoView({block: 'start'})")
    shoot(page, f"{name}-draft")


def look_around(page: Page) -> None:
    """The page as it opens, and the clauses searched."""
    shoot(page, "desktop-welcome")
    open_tab(page, "条款")
    page.fill("[data-clause-search]", "更名")
    shoot(page, "desktop-clauses")


def visit(browser: Browser, url: str, size: tuple[int, int], scheme: str) -> Page:
    """The page as a new visitor sees it."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.5
    )
    page.goto(url)
    page.wait_for_selector("#question textarea")
    return page


def main() -> int:
    """Take all pictures."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as place, serving() as served, sync_playwright() as playwright:
        folder, papers = Path(place, "application"), Path(place, "evidence")
        folder.mkdir()
        papers.mkdir()
        make_evidence(yaml.safe_load(test_draft.CASE.read_text("utf-8"))["files"], papers)
        application_form(folder / "申报书.docx")
        commitment(folder / "真实性承诺书.docx")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        look_around(visit(browser, served.url, DESKTOP, "light"))
        for name, size, scheme in (
            ("desktop", DESKTOP, "light"),
            ("phone", PHONE, "light"),
            ("dark", DESKTOP, "dark"),
        ):
            walk(visit(browser, served.url, size, scheme), name, folder)
            if scheme == "light":
                tell(visit(browser, served.url, size, scheme), name, sorted(papers.iterdir()))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
