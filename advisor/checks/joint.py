"""Joint applications: how many partners, who leads, whether the track provides for them, the agreement."""

from __future__ import annotations

import re
from typing import Literal

from advisor.checks.bound_in import is_bound_in
from advisor.checks.case import Case, Findings, Row
from advisor.domain import Sighting
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Sentence

_REMARK = re.compile(r"[(（][^()（）]*[)）]$")
"""What is told in brackets behind a partner's name (事业单位法人)."""
_BUILT = "(?:联合|共同|合作|协同)(?:申报|申请|共建|建设|组建|承建)[^,。;]{0,16}|共建[^,。;]{0,12}"
"""Words before what is built together."""


def check(
    case: Case,
    row: Row,
    *,
    what: Literal["too-many", "no-lead", "not-provided", "no-agreement"],
    statements: tuple[str, ...] = (),
    lead: tuple[str, ...] = (),
    equal: tuple[str, ...] = (),
    limit: str = "",
) -> Findings:
    """`statements` say in the text that the application is joint; `lead` there or as `label:value` that somebody leads,
    `equal` that nobody does, which says both; `limit` is a parameter."""
    partners = partners_of(case)
    stated = _said(case, statements) or _said(case, equal)
    if not partners and stated is None:
        return
    first = _listed(case)
    file, place = (
        (first.file, first.place) if first else (stated.file, stated.place) if stated else (None, None)
    )
    quote = "；".join(partners) or (stated.text if stated else "")
    if what == "too-many":
        most = case.policy.parameter(limit)
        if most is not None and len(partners) > most:
            yield row.finding(file=file, place=place, quote=quote, count=len(partners), limit=most)
    elif what == "no-lead" and not _has_lead(case, lead):
        told = _said(case, equal)
        if told is not None:
            yield row.finding(file=told.file, place=told.place, quote=told.text)
        else:
            yield (
                row.undecided(file=file)
                if case.main_blind
                else row.finding(file=file, place=place, quote=quote)
            )
    elif what == "not-provided":
        yield row.finding(file=file, place=place, quote=quote)
    elif what == "no-agreement" and not _agreed_on(case):
        unknown = any(r.file.material is None and (r.unread or not r.text.strip()) for r in case.readings)
        yield row.undecided(file=file) if unknown else row.finding(file=file, place=place, quote=quote)


def _said(case: Case, patterns: tuple[str, ...]) -> Sentence | None:
    return next((s for s in case.sentences if any(re.search(p, s.bare) for p in patterns)), None)


def _listed(case: Case) -> Sighting | None:
    """Where a partner stands: in the main material where it names one, else wherever."""
    main = {reading.path for reading in case.main}
    seen = case.profile.sightings("partners")
    return next((s for s in seen if s.file in main), next(iter(seen), None))


def partners_of(case: Case) -> tuple[str, ...]:
    """Partners as the main material lists them, else as the agreement does."""
    main = {reading.path for reading in case.main}
    seen = [s for s in case.profile.sightings("partners") if s.file in main]
    chosen: list[Sighting] = seen or [s for s in case.profile.sightings("partners") if _agreed(case, s)]
    named: dict[str, str] = {}
    for sighting in chosen:
        named.setdefault(_REMARK.sub("", squeeze(str(sighting.value))), str(sighting.value))
    return tuple(named.values())


def _agreed_on(case: Case) -> bool:
    """Whether the agreement is in the package, as a file or bound into one."""
    material = case.checking.material("agreement")
    return bool(case.of("agreement")) or (material is not None and is_bound_in(case, material))


def _agreed(case: Case, sighting: Sighting) -> bool:
    """Whether an agreement on the platform itself names it: one on another matter (联合招收博士后) makes no partner."""
    reading = case.reading(sighting.file)
    if reading is None or reading.file.material != "agreement":
        return False
    platform = squeeze(str(case.profile.value("platform_name") or ""))
    text = squeeze(reading.text)
    return bool(_together(case).search(text)) or (bool(platform) and platform in text)


def _together(case: Case) -> re.Pattern[str]:
    """What an agreement on a platform says that its parties do."""
    nouns = "|".join(case.checking.words("platform_nouns"))
    return re.compile(f"共建(?:协议|单位)|(?:{_BUILT})(?:{nouns})" if nouns else "共建(?:协议|单位)")


def _has_lead(case: Case, lead: tuple[str, ...]) -> bool:
    main = {reading.path for reading in case.main}
    if any(s.file in main for s in case.profile.sightings("lead_name")):
        return True
    filled = (item for reading in case.main for item in reading.labelled if item.value.strip())
    told = [*(s.bare for s in case.sentences), *(squeeze(f"{item.label}:{item.value}") for item in filled)]
    return any(re.search(p, text) for text in told for p in lead)
