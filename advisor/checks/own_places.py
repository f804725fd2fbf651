"""Names that stand where papers of other applicants name the applicant itself, or its platform, and that nothing explains."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from advisor.checks.case import Case, Findings, Row
from advisor.checks.misread import CLEAR, may_be_misread
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness
from advisor.profile.reading import Reading
from advisor.retrieval.hashed import hashed, judgement, runs, words
from advisor.retrieval.lexical import names_something, tagged
from ingest.document import Block, Frozen, Place

WEIGHTS = Path(str(files("advisor.checks"))) / "own_places.safetensors"
BUCKETS = 1 << 17
NAME = "【】"
"""Stands for the name in what the weights learn from."""
_BESIDE, _NEAR, _FAR = 6, 12, 30
"""Characters beside a name of which every run counts, of which those count that touch it, and of which the words count."""
_SHORTEST, _LONGEST = 4, 30
"""Characters of a name."""
_CORE = 2
"""Characters of what is left of a name without its place and its kind, at least."""
_SHARED = 0.6
"""Share of such words that tells a name cut short from another's."""
_NO_NAMES = set("pcrmqdfutxly")
"""Tags of words that no name begins or goes on with (in, and, this, two, only …)."""
_HALF, _NEAR_MISS = 0.6, 0.75
"""Likeness of two names from which recognition may have made one of the other, and from which one is the other misspelt,
which is the check on names'."""
_LONG = 4
"""Characters of common nouns from which they name a platform."""
_LEAD = re.compile(
    r".*(?:同意|不影响|[由与被把将于](?!来)|(?<![华行作])为|(?<![应针])对|经(?![济营纬贸络编])|从(?!业)|以(?!太)|(?<![供])给|系(?!统)|"
    r"[至到](?!诚)|(?<![数证票占])据|按|存(?!储)|和(?![谐平美])|(?<!普)及|[在同向](?![线意量心])|根据|委托|联合|申报|推荐|支持|其中|依托|符合)"
)
"""Words before a name that are none of it."""
_CLAUSES = re.compile(r"[^。；;\n\t]+")
_INSIDE = re.compile(
    r"[的了将就等均已未不并我几兹该此是某归属存\d]|^(?:学校|公司|学院|医院|协会|单位|集团)|印发|负责|提供|开展|完成|报送|期内|同志|目前|没有|设有|建有|希望|授权|权利?人|职工|人员|名称|许可方|更名|改为|代表"
)
"""What no name has within."""


class OwnPlaces(Frozen):
    """From which likelihood a place is taken for the applicant's (`sure`), names by their `ends`, words that are `generic` in
    them, wordings that tell what a name is (`unless`: the sentence behind its kind of paper and >, the name in 〖【); `kinds`
    are groups of papers by material, and their key is what the weights know them by."""

    sure: float = 1.0
    ends: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    unless: str = "$^"
    kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)


def features(kind: str, left: str, right: str) -> NDArray[np.int64]:
    """The buckets of what stands before and behind a name in its sentence, in a paper of this kind."""
    left, right = squeeze(left)[-_FAR:], squeeze(right)[:_FAR]
    before, behind = f"{left[-_NEAR:]}^", f"^{right[:_NEAR]}"
    found = {f"L{run}" for run in runs(before, (1, 2, 3, 4)) if run.endswith("^")}
    found |= {f"R{run}" for run in runs(behind, (1, 2, 3, 4, 5)) if run.startswith("^")}
    found |= {f"l{run}" for run in runs(left[-_BESIDE:], (1, 2))} | {
        f"r{run}" for run in runs(right[:_BESIDE], (1, 2))
    }
    found |= {f"{last}|{first}" for last in (left[-1:], left[-2:]) for first in (right[:1], right[:2])}
    found |= {f"L{word}" for word in words(left)} | {f"R{word}" for word in words(right)}
    return hashed(sorted({*found, f"k{kind}"}), BUCKETS)


def likely(kind: str, left: str, right: str) -> float:
    """How likely, from 0 to 1, the applicant's or the platform's own name stands between these words.

    A logistic model that `training.own_places` fits to papers by many hands (`stories/own_places` of the pack)."""
    return judgement(WEIGHTS).likely(features(kind, left, right))


def mentions(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where words of a sentence begin and end that end like a name; the left edge is a guess."""
    for found in ends.finditer(text):
        lead = _LEAD.match(found.group()[:-2])
        start = found.start() + (lead.end() if lead else 0)
        if found.end() - start >= _SHORTEST:
            yield start, found.end()


def named_in_own_places(case: Case, row: Row, places: OwnPlaces, told: Iterable[Finding]) -> Findings:
    """Names of which the package tells nothing else, where the applicant's or the platform's stands in papers of others; a
    warning. What is `told` already is not asked about; a package that names no applicant has no names of others."""
    if not case.profile.value("applicant"):
        return
    ends = "|".join(sorted(places.ends, key=len, reverse=True))
    named = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9()·]{{2,{_LONGEST}}}?(?:{ends})")
    quoted = [squeeze(each.quote) for each in told]
    for kind, materials in places.kinds.items():
        for reading in (r for r in case.readings if (r.file.material or "evidence") in materials):
            for sentence, name, left, right in _strangers(case, reading, named):
                explained = re.search(places.unless, f"{kind}>{left}〖{name}【{right}")
                core = None if explained else _core(case, name, places)
                if core is None or any(core in each for each in quoted) or not _strange(case, name, core):
                    continue
                if reading.document.ocr and _may_be_known(case, name):
                    continue
                if likely(kind, left, right) >= places.sure and _proper(core):
                    quoted.append(core)
                    yield row.finding(
                        file=reading.path,
                        place=sentence.place,
                        quote=sentence.text,
                        name=name,
                        level="warning",
                    )


class _Said(NamedTuple):
    text: str
    place: Place


def _strangers(case: Case, reading: Reading, named: re.Pattern[str]) -> Iterator[tuple[_Said, str, str, str]]:
    """Sentences of a paper with what in them ends like a name, and what stands before and behind that."""
    for block in _sure(case, reading):
        for found in _CLAUSES.finditer(block.text):
            text = squeeze(found.group())
            at = (block.place.start or 0) + found.start()
            said = _Said(found.group().strip(), reading.place(at, at + len(found.group())))
            for start, end in mentions(text, named):
                left, right = text[:start], text[end:]
                if len(left + right) > 1 and not left.endswith((":", "：")):
                    yield said, text[start:end], left, right


def _sure(case: Case, reading: Reading) -> Iterable[Block]:
    """What a paper says; of a recognised one the paragraphs without a doubt, if it is the main material."""
    if not reading.document.ocr:
        return reading.body
    body = reading.body if reading in case.main else ()
    return (b for b in body if b.kind != "table" and (b.confidence or 0) >= CLEAR)


def _core(case: Case, name: str, places: OwnPlaces) -> str | None:
    """What makes the name one's own: the longest run in it without places and what any name may have; None for no name."""
    if _INSIDE.search(name):
        return None
    homes = case.checking.words("home_places")
    common = "|".join(sorted({*places.generic, *places.ends, *homes}, key=len, reverse=True))
    core = max(re.split(common, name), key=len)
    return core if len(core) >= _CORE else None


def _strange(case: Case, name: str, core: str) -> bool:
    """Whether the package says these words once only, and neither most of them nor nearly the whole name are the applicant's."""
    own = [squeeze(str(case.profile.value(fact) or "")) for fact in ("applicant", "platform_name")]
    most = max(_CORE, math.ceil(_SHARED * len(core)))
    shared = any(core[at : at + most] in each for each in own for at in range(len(core) - most + 1))
    if shared or any(likeness(name, each) >= _NEAR_MISS for each in own if each):
        return False
    return sum(squeeze(reading.text).count(core) for reading in case.readings) == 1


def _may_be_known(case: Case, name: str) -> bool:
    """Whether recognition may have made the name of one that the package tells of, by half of it."""
    own = {str(s.value) for fact in ("applicant", "platform_name") for s in case.profile.sightings(fact)}
    known = own | case.others
    return any(may_be_misread(name, each) or likeness(name, each) >= _HALF for each in known)


def _proper(core: str) -> bool:
    """Whether the words read as a name's: nouns from the first to the last, one of them a proper one unless they are long."""
    tags = [tag for _, tag in tagged(core)]
    if any(tag[0] in _NO_NAMES for tag in tags) or "v" in (tags[0], tags[-1]) or set(tags) <= {"v", "vn"}:
        return False
    return names_something(core) or len(core) >= _LONG
