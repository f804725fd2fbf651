"""Registered addresses outside the place the policy is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Sentence

_NO_CITY = re.compile("[场民政容监直]")
"""What makes 市 the head of another word (朝阳市场)."""
_STREET = re.compile("[东南西北中]?[一二三四五六七八九十]?(?:路|街|大街|大道|巷)")
"""What makes a place the name of a street at home (北京路2号, 江苏南路18号)."""
_OWN = "本单位"
"""What stands for the applicant's name in the wordings."""
_LONG = 3
"""Years after which a move tells of the past."""


def check(
    case: Case,
    row: Row,
    *,
    home: tuple[str, ...],
    materials: tuple[str, ...],
    statements: tuple[str, ...],
    others: tuple[str, ...] = (),
    moved: tuple[str, ...] = (),
    back: str = "$^",
    no_place: str = "$^",
) -> Findings:
    """Address cells, those after a change as well, and sentences about the registration, where no cell of the same paper
    says it; an address that names no province proves nothing, nor does what is said of `others` right before it. In change
    filings sentences on a move (`moved`), but for words of `back` (moved back, left, somebody else's).
    What begins as `no_place` does is no place of another province."""
    told: set[tuple[str | None, str]] = set()
    partners = set(case.profile.value("partners") or ())
    foreign = {s.file for s in case.profile.sightings("registered_name") if s.value in partners}
    addresses = [
        s
        for s in case.profile.sightings("address")
        if (reading := case.reading(s.file)) and reading.file.material in materials and s.file not in foreign
    ]
    for sighting in (*addresses, *case.profile.sightings("new_address")):
        outside = _outside(case, str(sighting.value), home, no_place)
        if outside:
            told.add((sighting.file, outside))
            yield row.finding(file=sighting.file, place=sighting.place, quote=sighting.quote, where=outside)
    for sentence, where in (*_said(case, statements, others), *_moves(case, moved, back)):
        outside = _outside(case, where, home, no_place)
        if outside and (sentence.file, outside) not in told:
            yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, where=outside)


def _said(case: Case, statements: tuple[str, ...], others: tuple[str, ...]) -> Iterator[tuple[Sentence, str]]:
    """Sentences about the registration, with the address, but for what is said of `others` right before it."""
    for sentence in case.sentences:
        for found in (m for pattern in statements if (m := re.search(pattern, sentence.bare))):
            before = sentence.bare[: found.start()]
            if not any(re.search(f"(?:{p})[^,。;]{{0,40}}$", before) for p in others):
                yield sentence, found["where"]


def _moves(case: Case, moved: tuple[str, ...], back: str) -> Iterator[tuple[Sentence, str]]:
    """Sentences of a change filing on where the unit's seat has gone; not long ago, and not back or of somebody else."""
    unit = squeeze(str(case.profile.value("applicant") or "")) or "\n"
    for sentence in case.sentences if case.stage == "change" else ():
        said = sentence.bare.replace(unit, _OWN)
        years = [int(year) for year in re.findall(r"20\d\d(?=年)", said)]
        if re.search(back, said) or any(year <= case.today.year - _LONG for year in years):
            continue
        yield from ((sentence, m["where"]) for pattern in moved if (m := re.search(pattern, said)))


def _outside(case: Case, address: str, home: tuple[str, ...], no_place: str) -> str | None:
    address = re.sub(r"^(?:中国|中华人民共和国)", "", squeeze(address))
    if address.startswith(home) or re.match(no_place, address):
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
