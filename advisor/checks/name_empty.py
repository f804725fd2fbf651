"""A platform's name that says nothing before its ending."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze


def check(case: Case, row: Row, *, endings: tuple[str, ...], empty: tuple[str, ...]) -> Findings:
    """Take off the ending, then places, the unit's own name and `empty` words: nothing may be left but a direction."""
    name = squeeze(str(case.profile.value("platform_name") or ""))
    if not name:
        return
    rest = re.sub(f"(?:{'|'.join(endings)})$", "", name)
    if rest == name:
        return
    unit = squeeze(str(case.profile.value("applicant") or ""))
    short = re.sub(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司)$", "", unit)
    for word in (unit, short):
        rest = rest.replace(word, "") if word else rest
    places = [*case.checking.words("home_places"), *case.checking.words("home_counties")]
    for word in sorted([*places, *empty], key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", rest)) < 2:
        seen = case.profile.sightings("platform_name")
        yield row.finding(file=seen[0].file, place=seen[0].place, quote=name, name=name)
