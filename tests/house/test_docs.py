"""What the documents say of the product is true today: tables, links, commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from advisor import service
from docs.tables import stale
from tests.house.tree import ROOT, name

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "knowledge").rglob("*.md")),
]
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


def test_the_tables_of_settings_are_fresh() -> None:
    assert stale() == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(CODE.sub("", page.read_text("utf-8"))) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_commands_exist(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)) <= {
        pair for target in targets for pair in ((target, ""), ("", target))
    }


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {re.split(r"[\[<>=~; ]", line)[0] for group in groups for line in group} - {project["name"]}
    reasons = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert [each for each in sorted(wanted) if f"`{each}`" not in reasons] == []


def test_every_noun_of_the_domain_is_in_the_glossary() -> None:
    nouns = set(
        re.findall(r"^class (\w+)\(Frozen\)", (ROOT / "advisor/domain.py").read_text("utf-8"), re.MULTILINE)
    )
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    assert [noun for noun in sorted(nouns) if f"`{noun}`" not in glossary] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_answer_shown_is_the_answer_given(page: str) -> None:
    """The terminal breaks lines where it must, so that line ends are left out of the comparison."""
    text = (ROOT / page).read_text("utf-8")
    asked, shown = re.findall(r'\$ \.venv/bin/advisor ask "(.+?)"\n(.+?)\n```', text, re.DOTALL)[0]
    answer = service.ask(asked).answer.replace("\n", "")
    assert shown.replace("\n", "").startswith(answer)
