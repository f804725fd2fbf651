"""A platform's name that does not end as the policy says."""

from __future__ import annotations

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze


def check(case: Case, row: Row, *, suffix: str) -> Findings:
    """The name of the main material, without brackets or quotation marks."""
    name = case.profile.value("platform_name")
    seen = case.profile.sightings("platform_name")
    if name and not squeeze(str(name)).strip('”"》)').endswith(suffix):
        first = next((s for s in seen if s.value == name), seen[0])
        if first.file in {r.path for r in case.readings if r.document.ocr} and not _whole(case, str(name)):
            return
        yield row.finding(file=first.file, place=first.place, quote=str(name), name=name, suffix=suffix)


def _whole(case: Case, name: str) -> bool:
    """A recognised name that ends like one has not lost its end."""
    ends = (*case.checking.words("platform_ends"), *case.checking.words("organisation_ends"))
    return squeeze(name).endswith(ends)
