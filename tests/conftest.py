"""What holds for every test: no setting of the machine leaks in, nothing is written into the working tree."""

from __future__ import annotations

import os
from pathlib import Path

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
