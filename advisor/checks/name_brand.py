"""A platform's name that carries the applicant's own name or brand."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze


def check(case: Case, row: Row, *, ordinary: tuple[str, ...]) -> Findings:
    """The brand is what follows the place in the unit's name, two characters; `ordinary` words are no brand."""
    name = squeeze(str(case.profile.value("platform_name") or ""))
    unit = squeeze(str(case.profile.value("applicant") or ""))
    if not name or not unit:
        return
    for brand in _brands(case, unit):
        if brand in name and brand not in ordinary:
            seen = case.profile.sightings("platform_name")
            yield row.finding(file=seen[0].file, place=seen[0].place, quote=name, name=name, brand=brand)
            return


def _brands(case: Case, unit: str) -> tuple[str, ...]:
    places = sorted(
        (squeeze(w) for v in ("home_places", "home_counties") for w in case.checking.words(v)),
        key=len,
        reverse=True,
    )
    rest = unit
    after_city = next((unit[len(p) :] for p in places if unit.startswith(p)), unit)
    for _ in range(3):
        rest = next((rest[len(p) :] for p in places if rest.startswith(p) and len(rest) > len(p) + 6), rest)
        rest = re.sub(r"^[省市县区]", "", rest)
    bare = re.sub(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司)$", "", unit)
    return (unit, bare, after_city[:4], rest[:2])
