"""A change filing without the recommending unit's consent."""

from __future__ import annotations

import re

from advisor.checks.bound_in import bound_in
from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_IN_CHARGE = re.compile("举办单位|控股股东|出资人|上级单位")
_RECOMMENDS = re.compile(
    r"推荐单位|(?:工业[和与]信息化|工信|大数据|数据|科技创新|经济发展)(?:管理)?(?:局|委)"
)
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
) -> Findings:
    """`consent` wordings in a paper of `materials`, bound into another or not, in an opinion part of the filing, or in a
    paper of no known kind that one of `offices` signs in its last lines."""
    words = re.compile("|".join(f"(?:{p})" for p in consent))
    texts = [text for r in case.of(*materials) if not _of_others(case, text := squeeze(r.text))]
    rows = [row for row in case.checking.materials if row.id in materials]
    texts += [text for material in rows for text in bound_in(case, material)]
    texts += [squeeze(r.text) for r in case.readings if r.file.material is None and _signed(r, offices)]
    opinions = [squeeze(s.text) for s in case.sections if s.meaning in sections]
    texts += [text for text in opinions if not _of_others(case, text)]
    for reading in case.main:
        for block in reading.body:
            texts += [
                squeeze(v.text)
                for k, v in block.pairs
                if re.search(r"(?:推荐|主管|审核).{0,4}意见", squeeze(k.text))
            ]
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
    return any(re.search(office, line) for office in offices for line in _last_lines(reading))


def _last_lines(reading: Reading) -> list[str]:
    return [line for block in reading.body for line in map(squeeze, block.text.splitlines()) if line][
        -_SIGNED:
    ]


def _of_others(case: Case, text: str) -> bool:
    """Whether an opinion says that it is the one of another in charge (举办单位), and not of the unit that recommends, which
    the filing names."""
    recommenders = {squeeze(str(s.value)) for s in case.profile.sightings("recommender")} - {""}
    known = any(name in text for name in recommenders) or _RECOMMENDS.search(text)
    return bool(recommenders) and not known and _IN_CHARGE.search(text) is not None
