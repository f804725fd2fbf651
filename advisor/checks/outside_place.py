"""Registered addresses outside the place the policy is for."""

from __future__ import annotations

import re

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze

_NO_CITY = re.compile("[场民政容监直]")
"""What makes 市 the head of another word (朝阳市场)."""
_STREET = re.compile("[东南西北中]?[一二三四五六七八九十]?(?:路|街|大街|大道|巷)")
"""What makes a place the name of a street at home (北京路2号, 江苏南路18号)."""
_OWN = "本单位"
"""What stands for the applicant's name in the wordings."""


def check(
    case: Case,
    row: Row,
    *,
    home: tuple[str, ...],
    materials: tuple[str, ...],
    statements: tuple[str, ...],
    others: tuple[str, ...] = (),
) -> Findings:
    """Address cells, those after a change as well, and sentences about the registration, where no cell of the same paper
    says it; an address that names no province proves nothing, nor does what is said of `others` right before it."""
    told: set[tuple[str | None, str]] = set()
    partners = set(case.profile.value("partners") or ())
    foreign = {s.file for s in case.profile.sightings("registered_name") if s.value in partners}
    addresses = [
        s
        for s in case.profile.sightings("address")
        if (reading := case.reading(s.file)) and reading.file.material in materials and s.file not in foreign
    ]
    for sighting in (*addresses, *case.profile.sightings("new_address")):
        outside = _outside(case, str(sighting.value), home)
        if outside:
            told.add((sighting.file, outside))
            yield row.finding(file=sighting.file, place=sighting.place, quote=sighting.quote, where=outside)
    unit = squeeze(str(case.profile.value("applicant") or "")) or "\n"
    for sentence in case.sentences:
        said = sentence.bare.replace(unit, _OWN)
        for pattern in statements:
            found = re.search(pattern, said)
            own = found and not any(
                re.search(f"(?:{p})[^,。;]{{0,40}}$", said[: found.start()]) for p in others
            )
            outside = _outside(case, found.group("where"), home) if found and own else None
            if outside and (sentence.file, outside) not in told:
                yield row.finding(
                    file=sentence.file, place=sentence.place, quote=sentence.text, where=outside
                )


def _outside(case: Case, address: str, home: tuple[str, ...]) -> str | None:
    address = re.sub(r"^(?:中国|中华人民共和国)", "", squeeze(address))
    if address.startswith(home):
        return None
    places = (place for place in case.checking.words("other_places") if address.startswith(place))
    return next(
        (
            p
            for p in places
            if not (p.endswith("市") and _NO_CITY.match(address, len(p)))
            and not _STREET.match(address, len(p))
        ),
        None,
    )
