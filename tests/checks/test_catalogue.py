"""The catalogue of checks (catalogue.tsv) against the pack's rows: every id there, with its level, basis and clause."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.pack.checking import Checking, CheckRow
from advisor.pack.load import open_pack
from advisor.triage.rules import load_rules

_HERE = Path(__file__).parent
_CATALOGUE = list(csv.DictReader((_HERE / "catalogue.tsv").open(encoding="utf-8"), delimiter="\t"))
_LAWFUL: dict[str, Any] = yaml.safe_load((_HERE / "lawful.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(checking: Checking) -> dict[str, CheckRow]:
    """The rows for one submission and those for a batch, by id."""
    return {row.id: row for row in (*checking.checks, *load_rules(open_pack()).checks)}


def _ours(row: CheckRow) -> dict[str, str]:
    return {"level": row.level, "basis": row.basis, "clause": " ".join(row.clauses)}


def differences(catalogue: list[dict[str, str]], rows: dict[str, CheckRow]) -> dict[str, dict[str, str]]:
    """By id: the fields in which our row differs from the catalogue's, with what ours says; `id` where it is missing."""
    found: dict[str, dict[str, str]] = {}
    for wanted in catalogue:
        row = rows.get(wanted["id"])
        ours = _ours(row) if row else {"id": "missing"}
        differing = {field: value for field, value in ours.items() if value != wanted.get(field)}
        if differing:
            found[wanted["id"]] = differing
    return found


def test_every_row_of_the_catalogue_is_ours_or_differs_for_a_reason(rows: dict[str, CheckRow]) -> None:
    allowed = {
        name: {field: told["ours"] for field, told in fields.items()} for name, fields in _LAWFUL.items()
    }
    assert differences(_CATALOGUE, rows) == allowed
    assert all(told["why"] for fields in _LAWFUL.values() for told in fields.values())


def test_no_row_of_ours_is_outside_the_catalogue(rows: dict[str, CheckRow]) -> None:
    assert set(rows) == {wanted["id"] for wanted in _CATALOGUE}


@pytest.mark.parametrize(
    ("field", "value"), [("level", "advice"), ("basis", "system"), ("clauses", ("4.6.1",))]
)
def test_a_row_that_strays_is_told(rows: dict[str, CheckRow], field: str, value: Any) -> None:
    strayed = rows | {"naming.lab-suffix": rows["naming.lab-suffix"].model_copy(update={field: value})}
    assert "naming.lab-suffix" in differences(_CATALOGUE, strayed)


def test_a_row_that_is_gone_is_told(rows: dict[str, CheckRow]) -> None:
    fewer = {name: row for name, row in rows.items() if name != "seal.missing"}
    assert differences(_CATALOGUE, fewer)["seal.missing"] == {"id": "missing"}
