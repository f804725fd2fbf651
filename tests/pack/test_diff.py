"""What changed between two packs, and what of the older one rests on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.differences import ClauseChange, differences
from advisor.pack.load import load_pack
from advisor.pack.model import Pack

PROGRAMME = Path("knowledge/sd-digital-platform")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A copy of the programme's pack, to be changed."""
    shutil.copytree(PROGRAMME, tmp_path / "next")
    shutil.copytree("knowledge/common", tmp_path / "common")
    return tmp_path / "next"


def rewritten(folder: Path, old: str, new: str) -> Pack:
    """The pack with these words of its text exchanged."""
    plan = folder / "policy/plan.txt"
    text = plan.read_bytes().decode("utf-8")
    assert old in text
    plan.write_bytes(text.replace(old, new).encode())
    return load_pack(folder)


def only(found: list[ClauseChange]) -> ClauseChange:
    """The one change there is."""
    assert len(found) == 1, [each.clause for each in found]
    return found[0]


def test_the_same_text_has_no_differences(newer: Path) -> None:
    assert differences(load_pack(PROGRAMME), load_pack(newer)) == []


def test_a_changed_number_names_what_rests_on_its_clause(newer: Path) -> None:
    change = only(
        differences(load_pack(PROGRAMME), rewritten(newer, "创新平台有效期3年", "创新平台有效期4年"))
    )
    assert (change.change, change.clause) == ("changed", "5.2")
    assert "有效期4年" in change.after
    assert {"parameters", "checks", "guidelines"} <= change.touched.keys()


def test_a_changed_condition_names_its_criteria_and_cases(newer: Path) -> None:
    change = only(differences(load_pack(PROGRAMME), rewritten(newer, "原则上不超过3个", "原则上不超过5个")))
    assert change.clause == "4.5"
    assert change.touched["criteria"]
    assert change.touched["cases"]


def test_clauses_that_moved_up_are_told_apart_from_the_one_removed(newer: Path) -> None:
    plan = newer / "policy/plan.txt"
    text = plan.read_bytes().decode("utf-8")
    pieces = {clause.path: clause for clause in load_pack(newer).clauses}
    first, second = pieces["4.6.1"], pieces["4.6.2"]
    text = text[: first.start] + text[second.start :]
    for number in (2, 3, 4):
        clause = pieces[f"4.6.{number}"]
        text = text.replace(clause.text, clause.text.replace(f"{number}", f"{number - 1}", 1))
    plan.write_bytes(text.encode())
    found = differences(load_pack(PROGRAMME), load_pack(newer))
    assert [(each.change, each.clause, each.to) for each in found if each.clause.startswith("4.6.")] == [
        ("removed", "4.6.1", ""),
        ("moved", "4.6.2", "4.6.1"),
        ("moved", "4.6.3", "4.6.2"),
        ("moved", "4.6.4", "4.6.3"),
    ]


def test_the_command_says_it_in_words_and_in_json(newer: Path) -> None:
    rewritten(newer, "创新平台有效期3年", "创新平台有效期4年")
    environment = {**os.environ, "ADVISOR_PACKS": str(newer.parent)}
    command = [sys.executable, "-m", "advisor.cli", "pack", "diff", "sd-digital-platform", "next"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.startswith("改 5.2\n")
    assert "牵动说明：" in said
    found = subprocess.run(
        [*command, "--json"], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert [each["clause"] for each in json.loads(found)["changes"]] == ["5.2"]
