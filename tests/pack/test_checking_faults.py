"""`advisor pack lint` looks into the files by which submissions are checked as well."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from advisor.checks.faults import checking_faults
from advisor.pack.load import load_pack, open_pack


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The knowledge folder, to be spoilt."""
    shutil.copytree("knowledge", tmp_path / "knowledge")
    return tmp_path / "knowledge/sd-digital-platform"


def test_the_pack_as_it_is_has_none() -> None:
    assert checking_faults(open_pack()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "checks.yaml",
            "kind: section_missing",
            "kind: section_lost",
            "checks.yaml:24: 检查项 section.missing",
        ),
        ("checks.yaml", "min_evidence: 2", "least_evidence: 2", "checks.yaml:24: 检查项 section.missing"),
        ("materials.yaml", 'clauses: ["5.1"]', 'clauses: ["9.1"]', "application-form：条款 9.1 不存在"),
        ("materials.yaml", "main: true", "mian: true", "“mian”不认识的键"),
        ("vocabulary.yaml", "track.lab:", "track.labs:", "没有写 track.lab"),
    ],
)
def test_a_fault_is_told_with_its_place(copied: Path, file: str, old: str, new: str, told: str) -> None:
    path = copied / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    faults = checking_faults(load_pack(copied))
    assert faults
    assert told in faults[0]


def test_every_file_of_a_pack_can_be_read_without_libyaml() -> None:
    """Where PyYAML comes without its C part, the same files must open."""
    files = sorted(Path("knowledge").rglob("*.yaml"))
    assert files
    for path in files:
        yaml.load(path.read_text("utf-8"), Loader=yaml.SafeLoader)
