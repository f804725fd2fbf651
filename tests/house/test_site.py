"""The documents as a site: built strictly, every link leads somewhere, nothing comes from another host, Chinese is found."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from docs.layers import PICTURE, layers, picture
from tests.house.tree import ROOT

LOADED = ("//script/@src", "//link/@href", "//img/@src", "//source/@src", "//iframe/@src", "//form/@action")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing of it is of interest."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `make site` makes."""
    folder = tmp_path_factory.mktemp("site")
    build = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site on a port of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def pages_of(site: Path) -> dict[Path, html.HtmlElement]:
    """Every page with its parsed content."""
    return {path: html.fromstring(path.read_bytes()) for path in sorted(site.rglob("*.html"))}


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    asked = [
        f"{path.name}: {address}"
        for path, page in pages_of(site).items()
        for way in LOADED
        for address in page.xpath(way)
        if re.match(r"(?:https?:)?//", address)
    ]
    assert asked == []
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*\)|@import[^;]*//", styles) == []


def test_every_link_of_the_site_leads_to_a_page_and_its_place(site: Path) -> None:
    pages = pages_of(site)
    names = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    lost = []
    for path, page in pages.items():
        for address in page.xpath("//a/@href"):
            if re.match(r"[a-z]+:", address) or path.name == "404.html":
                continue
            file, place = urldefrag(address)
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.exists() or (place and target in names and unquote(place) not in names[target]):
                lost.append(f"{path.relative_to(site)}: {address}")
    assert lost == []


def _search(page: Page, words: str) -> str:
    """The first result. The box reads its words when a key is let go, and once when the index is ready, not on input."""
    box = page.locator("[data-md-component=search-query]").first
    box.fill(words)
    box.press("End")
    found = page.locator(".md-search-result__item").first
    found.wait_for(timeout=90_000)
    return found.inner_text()


def test_a_reader_finds_chinese_words_and_the_browser_asks_this_machine_only(
    served: str, site: Path, browser: Browser
) -> None:
    asked: list[str] = []
    page = browser.new_page(color_scheme="dark")
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(site.rglob("*.html")):
        page.goto(f"{served}/{path.relative_to(site).as_posix()}")
    page.goto(f"{served}/index.html")
    # A word out of the middle of a sentence: it is found only where the text was cut into words.
    assert "补正告知书" in _search(page, "补正告知书")
    page.close()
    assert len(asked) > 30
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []


def test_the_picture_of_the_layers_is_that_of_the_contract() -> None:
    assert picture() == PICTURE.read_text("utf-8"), "make docs draws it"
    assert all(name in picture() for row in layers() if len(row) <= 4 for name in row)
