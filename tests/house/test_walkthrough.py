"""A page that teaches is followed from its first line to its last: its files written, its commands run, their output compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.walkthrough import PAGES, follow, stand, steps
from tests.house.tree import ROOT


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_comes_out(page: str, tmp_path: Path) -> None:
    text = (ROOT / page).read_text("utf-8")
    # When this fails: look at what changed, and if it is right, `make docs` writes it into the page.
    assert follow(text, tmp_path, stand(tmp_path)) == text


def test_the_tutorial_writes_every_file_a_pack_may_have_for_answers_and_checks() -> None:
    written = {step.path.rpartition("data-demo/")[2] for step in steps((ROOT / PAGES[0]).read_text("utf-8"))}
    assert {
        "pack.yaml",
        "facts.yaml",
        "criteria.yaml",
        "cases.yaml",
        "lexicon.yaml",
        "silent_on.yaml",
    } <= written
    assert {"materials.yaml", "sections.yaml", "checks.yaml"} <= written


def test_a_wrong_output_is_noticed(tmp_path: Path) -> None:
    page = "```console\n$ echo 二\n一\n```\n"
    assert follow(page, tmp_path) == "```console\n$ echo 二\n二\n```\n"


def test_a_page_writes_nothing_outside_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        follow('```text title="../else.txt"\nx\n```\n', tmp_path)
