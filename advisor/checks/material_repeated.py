"""The same material twice with different content."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze


def check(case: Case, row: Row) -> Findings:
    """Every further file of a material that is handed in once as a rule."""
    for material in case.checking.materials:
        if material.repeatable:
            continue
        files = [r for r in case.of(material.id) if r.document.readable]
        for later in files[1:]:
            if squeeze(later.text) != squeeze(files[0].text) and not _other_owner(
                case, files[0].path, later.path
            ):
                yield row.finding(file=later.path, name=material.name, other=files[0].path)


def _other_owner(case: Case, one: str, other: str) -> bool:
    """Partners hand in their own licences and reports."""
    partners = set(case.profile.value("partners") or ())
    names = {
        s.file: s.value for name in ("registered_name", "promised_name") for s in case.profile.sightings(name)
    }
    return bool(partners & {names.get(one), names.get(other)})
