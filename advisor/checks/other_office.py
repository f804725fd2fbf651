"""An office of another town as the one that the applicant reports to, is kept by or recommended by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from ingest.document import Frozen

_SEATS = (
    "applicant",
    "lead_name",
    "partners",
    "recommender",
    "address",
    "former_name",
    "new_name",
    "related",
)
"""Facts whose values tell in which towns the applicant and those with it have their seats."""


class Offices(Frozen):
    """Offices by name, and wordings with {office} in which only the one in charge of the applicant can stand."""

    names: str = "$^"
    frames: tuple[str, ...] = ()
    unless: str = "$^"
    """Words of the sentence that tell what else one has to do with that office."""
    seated: str = "$^"
    """Words that, beside that town elsewhere in the papers, tell what one has to do with it."""


def other_offices(case: Case, row: Row, offices: Offices, materials: tuple[str, ...]) -> Iterator[Finding]:
    """Each such sentence about an office of a town of which the package tells nothing else; nothing where it does not tell
    in which town the applicant is."""
    homes = _towns(case)
    own = {each for fact in _SEATS for each in homes if any(each in value for value in _values(case, fact))}
    strange = [each for each in homes if each not in own]
    if not own or not offices.frames or not strange:
        return
    name = rf"(?:山东省)?(?P<name>(?P<town>{'|'.join(strange)})[市省]?(?:[\u4e00-\u9fff]{{1,7}}?[区县市])?(?:{offices.names}))"
    frames = [re.compile(each.replace("{office}", name)) for each in offices.frames]
    for reading in case.of(*materials):
        for sentence in reading.sentences:
            text = sentence.text.strip()
            found = next(filter(None, (each.search(text) for each in frames)), None)
            if (
                found is None
                or re.search(offices.unless, text)
                or _is_told(case, found["town"], text, offices)
            ):
                continue
            yield row.finding(file=reading.path, place=sentence.place, quote=text, name=found["name"])


def _towns(case: Case) -> tuple[str, ...]:
    """Towns by their bare names, and provinces but the own one."""
    cities = [place for place in case.checking.words("home_places") if place.endswith("市")]
    places = (*cities, *case.checking.words("other_places"))
    return tuple(dict.fromkeys(place.removesuffix("市") for place in places))


def _values(case: Case, fact: str) -> list[str]:
    return [str(sighting.value) for sighting in case.profile.sightings(fact)]


def _is_told(case: Case, town: str, text: str, offices: Offices) -> bool:
    """Whether another sentence, row or line tells what one has to do with that town."""
    lines = (line for reading in case.readings for line in re.split(r"[。；\n]", reading.text))
    here = squeeze(text)
    return any(
        town in line and squeeze(line) not in here and re.search(offices.seated, line) for line in lines
    )
