"""A sample of made packages, read and checked whole: every seeded fault told, no false error, everything recognised."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.checks.run import check_submission
from advisor.domain import CheckReport
from advisor.pack.load import open_pack
from tests.packages.generate import generate
from tests.packages.seed import seeds

COUNT = 9


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], CheckReport]]:
    """Packages with their gold and report; nothing told but the day."""
    folder = tmp_path_factory.mktemp("made")
    pack = open_pack()
    return [
        (gold, check_submission([folder / gold["id"]], pack=pack, today=date.fromisoformat(gold["today"])))
        for gold in generate(folder, COUNT)
    ]


def test_every_seeded_fault_is_told(checked: list[tuple[dict[str, Any], CheckReport]]) -> None:
    missed = [
        (gold["id"], fault["check"])
        for gold, report in checked
        for fault in gold["faults"]
        if not {fault["check"], *fault["alt"]} & {finding.check for finding in report.findings}
    ]
    assert missed == []


def test_no_error_is_false(checked: list[tuple[dict[str, Any], CheckReport]]) -> None:
    false = [
        (gold["id"], finding.check, finding.message)
        for gold, report in checked
        for finding in report.findings
        if finding.level == "error"
        and finding.check
        not in {name for fault in gold["faults"] for name in (fault["check"], *fault["alt"])}
    ]
    assert false == []


def test_track_and_stage_are_recognised(checked: list[tuple[dict[str, Any], CheckReport]]) -> None:
    wrong = [gold["id"] for gold, r in checked if (r.track, r.stage) != (gold["track"], gold["stage"])]
    assert wrong == []


def test_the_same_package_gives_the_same_report(tmp_path: Path) -> None:
    gold = generate(tmp_path, 1)[0]
    pack = open_pack()
    run = [
        check_submission([tmp_path / str(gold["id"])], pack=pack, today=date(2025, 10, 20)) for _ in range(2)
    ]
    assert run[0].model_dump_json() == run[1].model_dump_json()


def test_every_check_is_seeded_twice_or_is_known_to_need_another_form() -> None:
    counts: dict[str, int] = {}
    for seed in seeds():
        counts[seed["check"]] = counts.get(seed["check"], 0) + 1
    assert len(counts) >= 50
