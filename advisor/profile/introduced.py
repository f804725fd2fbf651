"""The platform's name where no label of its own gives it: what stands beside 名称 alone, or the one name in quotation marks
that prose introduces as the unit's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from advisor.domain import Sighting
from advisor.pack.checking import Checking
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.reading import Reading, Sentence

_BUILT = (
    r"(?:[（(][^）)]{0,40}[）)])?"
    r"(?:的(?:建设|承建|依托|运营)单位|(?:是|系)?由[^，,。；;]{2,40}?(?:牵头)?(?:建设|承建|承担|组建|运营))"
)
"""Words right behind a name that tell who builds the platform."""


_ALONE = "名称"


def introduced(readings: Iterable[Reading], checking: Checking) -> list[Sighting]:
    """Its mentions in main materials; none where two names are introduced so."""
    ends = "|".join(sorted(checking.words("platform_ends"), key=len, reverse=True))
    own = "|".join(checking.words("own_platform"))
    if not ends:
        return []
    quoted = re.compile(rf"[“\"「](?P<name>[\u4e00-\u9fffA-Za-z0-9]{{4,30}}?(?:{ends}))[”\"」]")
    rows = {row.id for row in checking.materials if row.main}
    seen = [
        _sighting(reading, sentence, found["name"])
        for reading in readings
        if reading.file.material in rows
        for sentence, found in _mentions(reading, quoted)
        if re.match(_BUILT, sentence.text[found.end() :])
        or (own and re.search(rf"(?:{own})$", squeeze(sentence.text[: found.start()])))
    ]
    return seen if len({sighting.value for sighting in seen}) == 1 else []


def named_alone(readings: Iterable[Reading], checking: Checking, units: Collection[str]) -> list[Sighting]:
    """What a form whose unit has a label of its own gives beside 名称 alone, where that is no name of a unit."""
    rows = {row.id for row in checking.materials if row.main}
    seen = [
        Sighting(
            value=squeeze(item.value),
            by="pattern",
            quote=item.value,
            file=item.file,
            place=item.place,
            label=item.label,
        )
        for reading in readings
        if reading.file.material in rows and units
        for item in reading.labelled
        if bare_label(item.label) == _ALONE and _is_built(squeeze(item.value), checking, units)
    ]
    return seen if len({sighting.value for sighting in seen}) == 1 else []


def _is_built(name: str, checking: Checking, units: Collection[str]) -> bool:
    """Whether a name ends as a platform's and is no unit's: those of the province's own begin with a place."""
    own = {squeeze(unit) for unit in units}
    seated = name.startswith(tuple(checking.words("home_places")))
    return name.endswith(tuple(checking.words("platform_nouns"))) and not seated and name not in own


def _mentions(reading: Reading, quoted: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in reading.sentences:
        for found in quoted.finditer(sentence.text):
            yield sentence, found


def _sighting(reading: Reading, sentence: Sentence, name: str) -> Sighting:
    return Sighting(
        value=name, by="pattern", quote=sentence.text, file=reading.path, place=sentence.place, label=""
    )
