"""The city a unit belongs to: by its registered address, else by its credit code."""

from __future__ import annotations

from advisor.triage.model import Cities
from ingest.divisions import find_divisions


def city_of(address: str | None, uscc: str | None, cities: Cities) -> str | None:
    """The city's name; None outside the province or where neither tells.

    An address outside the province is not overruled by the code, which names the office of the first
    registration (GB 32100-2015) and stays when a unit moves.
    """
    for division in find_divisions(address or ""):
        if not any(code.startswith(cities.home) for code in division.codes):
            return None
        found = {_by_code(code, cities) for code in division.codes if code.startswith(cities.home)} - {None}
        if len(found) == 1:
            return found.pop()
    return _by_code((uscc or "")[2:8], cities)


def _by_code(code: str, cities: Cities) -> str | None:
    return cities.cities.get(code[:4])
