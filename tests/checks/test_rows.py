"""The rows: every id of the catalogue with its level and basis, every kind and parameter known, the manual fresh."""

from __future__ import annotations

import pytest

from advisor.checks.kinds import kinds, lint_checks, parameters_of
from advisor.errors import PackError
from advisor.pack.checking import Checking
from advisor.pack.load import open_pack
from advisor.report.manual import PATH, manual


def test_every_row_names_a_kind_and_its_parameters(checking: Checking) -> None:
    assert lint_checks(checking) == ()


def test_every_kind_is_used(checking: Checking) -> None:
    assert set(kinds()) == {row.kind for row in checking.checks}


def test_ids_are_area_and_fault(checking: Checking) -> None:
    assert all(row.id.count(".") == 1 and row.id == row.id.lower() for row in checking.checks)


def test_what_only_practice_expects_cites_no_clause(checking: Checking) -> None:
    assert [row.id for row in checking.checks if row.basis == "practice" and row.clauses] == []


def test_every_policy_row_cites_a_clause_that_is_there(checking: Checking) -> None:
    pack = open_pack()
    cited = [(row.id, clause) for row in checking.checks for clause in row.clauses]
    assert [item for item in cited if pack.clause(item[1]) is None] == []
    assert [row.id for row in checking.checks if row.basis == "policy" and not row.clauses] == []


def test_an_unknown_parameter_is_a_fault_of_the_pack(checking: Checking) -> None:
    row = checking.checks[0].model_copy(update={"parameters": {"no_such": 1}})
    with pytest.raises(PackError):
        parameters_of(row)


def test_the_manual_is_fresh(checking: Checking) -> None:
    assert PATH.read_text(encoding="utf-8") == manual(checking)
