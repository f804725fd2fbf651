"""A sample of made packages, read and checked whole; the full run is `python evals/packages.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.checks.run import check_submission
from advisor.pack.checking import Checking
from advisor.pack.load import open_pack
from advisor.triage.rules import load_rules
from tests.packages.generate import generate, twins
from tests.packages.score import Score, score
from tests.packages.seed import seeds

COUNT = 12


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """A dozen packages in every manner of writing, checked."""
    folder = tmp_path_factory.mktemp("made")
    return score(folder, generate(folder, COUNT))


def test_every_seeded_fault_is_told(checked: Score) -> None:
    assert checked.missed == []


def test_no_error_is_false(checked: Score) -> None:
    assert checked.false == []


def test_track_and_stage_are_recognised(checked: Score) -> None:
    assert checked.recognised == COUNT


def test_the_same_package_gives_the_same_report(tmp_path: Path) -> None:
    gold = generate(tmp_path, 1)[0]
    pack = open_pack()
    run = [
        check_submission([tmp_path / str(gold["id"])], pack=pack, today=date(2025, 10, 20)) for _ in range(2)
    ]
    assert run[0].model_dump_json() == run[1].model_dump_json()


def test_every_check_of_one_package_is_seeded_twice_in_different_words() -> None:
    ways: dict[str, set[str]] = {}
    for seed in seeds():
        ways.setdefault(seed["check"], set()).add(str(seed["do"]))
    rows = [row.id for row in _checking().checks if not row.batch]
    assert [name for name in rows if len(ways.get(name, ())) < 2] == []


def test_every_check_of_a_batch_is_seeded_in_two_pairs_that_differ(tmp_path: Path) -> None:
    pairs: dict[str, set[frozenset[str]]] = {}
    for row in twins(tmp_path):
        for fault in row["faults"]:  # type: ignore[attr-defined]
            pairs.setdefault(fault["check"], set()).add(frozenset({str(row["id"]), fault["mate"]}))
    assert [row.id for row in load_rules(open_pack()).checks if len(pairs.get(row.id, ())) < 2] == []


def _checking() -> Checking:
    from advisor.checks.run import checking_of

    return checking_of(open_pack())
