"""What holds for every test: no setting of the machine leaks in, nothing is written into the working tree."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_configure() -> None:
    """Drop the machine's own settings before anything reads them."""
    for name in [
        name for name in os.environ if name.startswith("ADVISOR_") and not name.startswith("ADVISOR_TEST_")
    ]:
        del os.environ[name]


@pytest.fixture(autouse=True, scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Indexes and caches of the whole run go to one temporary folder."""
    folder = tmp_path_factory.mktemp("data")
    os.environ["ADVISOR_DATA"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, one for the whole run: a second of Playwright's loops in one thread is refused.

    `make test` installs it; without it these tests fail, they are not left out.
    """
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("no Chromium on this machine: run .ci/system, or make test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
