"""A change filing without the recommending unit's consent."""

from __future__ import annotations

import re

from advisor.checks.bound_in import bound_in
from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_OPINION = re.compile("(?:推荐|主管|审核).{0,4}意见")
_LABEL = 16
"""Characters of a label before a colon, at most."""
_SIGNED = 4
"""Lines at the end of a paper in which it is signed and dated."""


def check(
    case: Case,
    row: Row,
    *,
    materials: tuple[str, ...],
    sections: tuple[str, ...],
    consent: tuple[str, ...],
    offices: tuple[str, ...] = (),
    others: str = "(?!)",
    recommends: str = "(?!)",
    named: str = "(?!)",
) -> Findings:
    """`consent` wordings in a paper of `materials`, bound into another or not, in an opinion part of the filing, or in a
    paper of no known kind that one of `offices` signs in its last lines. What the office of a city signs is none where
    another city's recommends (迁入地的意见), by its field or by the wording `named` (group `city`). An opinion that says that
    it is the one of `others` in charge (举办单位), without words of who `recommends` or that unit's name, is none."""
    words = re.compile("|".join(f"(?:{p})" for p in consent))
    known = list(case.of(*materials))
    known += [r for r in case.readings if r.file.material is None and _signed(r, offices)]
    texts = [squeeze(r.text) for r in known if not _of_another_city(case, r, offices, named)]
    rows = [row for row in case.checking.materials if row.id in materials]
    texts += [text for material in rows for text in bound_in(case, material)]
    texts += [squeeze(s.text) for s in case.sections if s.meaning in sections]
    texts = [text for text in texts if not _of_others(case, text, others, recommends)]
    for reading in case.main:
        for block in reading.body:
            texts += [squeeze(v.text) for k, v in block.pairs if _OPINION.search(squeeze(k.text))]
            lines = (squeeze(line).partition(":") for line in block.text.splitlines() if not block.cells)
            texts += [value for label, _, value in lines if len(label) <= _LABEL and _OPINION.search(label)]
    if any(words.search(text) for text in texts) or not case.main:
        return
    unknown = any(
        r.file.material in {None, *materials} and (r.unread or not r.text.strip()) for r in case.readings
    )
    if unknown or case.main_blind:
        yield row.undecided()
    else:
        yield row.finding(file=case.main[0].path)


def _signed(reading: Reading, offices: tuple[str, ...]) -> bool:
    return any(re.search(office, line) for office in offices for line in _last(reading))


def _last(reading: Reading) -> list[str]:
    lines = [line for block in reading.body for line in map(squeeze, block.text.splitlines()) if line]
    return lines[-_SIGNED:]


def _of_another_city(case: Case, reading: Reading, offices: tuple[str, ...], named: str) -> bool:
    """Whether the office of a city signs it in its last lines, and the filing names that of another city."""
    cities = tuple(word for word in case.checking.words("home_places") if word.endswith("市"))
    names = [squeeze(str(s.value)) for s in case.profile.sightings("recommender")]
    names += [m["city"] for r in case.main for m in re.finditer(named, squeeze(r.text))]
    lines = [line for line in _last(reading) if any(re.search(office, line) for office in offices)]
    text = squeeze(reading.text)
    wanted = {city for city in cities if any(name.startswith(city) for name in names)}
    signed = {city for city in cities if any(line.startswith(city) for line in lines)}
    return (
        bool(wanted and signed) and not wanted & signed and not any(_speaks_of(text, each) for each in wanted)
    )


def _speaks_of(text: str, city: str) -> bool:
    """Whether a letter speaks of a city, and not only in a unit's name (由青岛迁入)."""
    stem = city.removesuffix("市")
    return re.search(f"{stem}(?:市|迁|转|移|的|方面|同意)|由{stem}", text) is not None


def _of_others(case: Case, text: str, others: str, recommends: str) -> bool:
    """Whether an opinion is that of another in charge, where the filing names the unit that recommends."""
    names = {squeeze(str(s.value)) for s in case.profile.sightings("recommender")} - {""}
    known = any(name in text for name in names) or re.search(recommends, text)
    return bool(names) and not known and re.search(others, text) is not None
