"""A platform's name that carries the applicant's own name or brand."""

from __future__ import annotations

import re
from itertools import pairwise

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.retrieval.lexical import is_common, names_something, words_in

_ASSOCIATION = re.compile("(?:协会|学会|商会|联合会|促进会|研究会|联盟)$")
"""Units that are called by whom they are for (中小企业…协会), which is no brand."""
_FOR_ALL = re.compile("中小|企业|公共|产业")
"""Words of whom a centre of a town is for (中小企业公共服务中心), which are no brand."""
_BRAND = 2
"""Characters of a brand behind the place."""
_USES = 3
"""Different words before a word from which it is a word of the trade (高端轴承, 滚动轴承, 风电轴承), and no brand."""


def check(case: Case, row: Row, *, ordinary: tuple[str, ...]) -> Findings:
    """The brand is what follows the place in the unit's name, two characters; `ordinary` words are no brand, nor is a
    word of the dictionary that the direction names or the text uses with other words before it."""
    name = squeeze(str(case.profile.value("platform_name") or ""))
    unit = squeeze(str(case.profile.value("applicant") or ""))
    if not name or not unit:
        return
    for brand in _brands(case, unit):
        plain = _FOR_ALL.search(brand) or (_ASSOCIATION.search(unit) and not names_something(brand))
        if (
            brand in name
            and brand not in ordinary
            and not plain
            and not _of_the_trade(case, brand, name, unit)
        ):
            seen = case.profile.sightings("platform_name")
            yield row.finding(file=seen[0].file, place=seen[0].place, quote=name, name=name, brand=brand)
            return


def _of_the_trade(case: Case, word: str, name: str, unit: str) -> bool:
    if len(words_in(word)) > 1:
        return False
    if any(word in squeeze(str(s.value)) for s in case.profile.sightings("direction")):
        return True
    places = set(_places(case))
    before: set[str] = set()
    for sentence in case.sentences:
        text = sentence.bare.replace(unit, "。").replace(name, "。")
        tokens = words_in(text) if word in text else ()
        before |= {a for a, b in pairwise(tokens) if b == word and len(a) > 1}
    return len({each for each in before if re.match(r"[\u4e00-\u9fff]", each)} - places) >= _USES


def _places(case: Case) -> list[str]:
    words = (squeeze(w) for v in ("home_places", "home_counties") for w in case.checking.words(v))
    return sorted(words, key=len, reverse=True)


def _brands(case: Case, unit: str) -> tuple[str, ...]:
    after_city = next((unit[len(p) :] for p in _places(case) if unit.startswith(p)), unit)
    bare = re.sub(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司)$", "", unit)
    behind = _behind_place(case, unit)
    first = next(iter(words_in(behind)), "")
    # A word of the dictionary that goes on behind the two characters (农产品) holds no brand of two.
    whole = len(first) > _BRAND and is_common(first)
    return (unit, bare, after_city[:4], *(() if whole else (behind[:_BRAND],)))


def _behind_place(case: Case, unit: str) -> str:
    """The unit's name without the places before it."""
    rest = unit
    for _ in range(3):
        rest = next(
            (rest[len(p) :] for p in _places(case) if rest.startswith(p) and len(rest) > len(p) + 6), rest
        )
        rest = re.sub(r"^[省市县区]", "", rest)
    return rest
