"""A paper of the office that names the platform throughout by a name the applicant's papers never use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from advisor.profile.organisations import likeness

_LIKE = 0.9
_AROUND = 8
_ROLE = "(?:的)?(?:建设|依托|申报|运行|牵头)单位"


def named_apart(
    case: Case,
    row: Row,
    name: str,
    known: set[str],
    told: set[tuple[str | None, str]],
    ends: tuple[str, ...],
    explained: tuple[str, ...],
) -> Iterator[Finding]:
    """A quoted name, with the type in brackets or the unit in charge told behind it, in a paper without the own name.

    `known` are names that may rightly differ, `told` files and names reported already (added to), `ends` vocabularies of
    endings of platforms' names, `explained` words beside a former one.
    """
    types = [w for key, words in case.checking.vocabulary.items() if key.startswith("track.") for w in words]
    endings = case.checking.any_of(ends)
    behind = rf"[（(][^）)]{{0,12}}(?:{'|'.join(types)})|{_ROLE}"
    frame = re.compile(rf"[“\"「](?P<name>[^“”\"「」，。；、《》]{{4,30}}(?:{endings}))[”\"」](?={behind})")
    for reading in case.of("recommendation"):
        if reading.document.ocr or squeeze(name) in squeeze(reading.text):
            continue
        for block in reading.body:
            for found in frame.finditer(block.text) if block.kind != "table" else ():
                value = squeeze(found["name"])
                around = f"{block.text[: found.start()][-_AROUND:]}…{block.text[found.end() :][:_AROUND]}"
                if value in name or name in value:
                    continue
                if any(likeness(value, other) > _LIKE for other in known) or (reading.path, value) in told:
                    continue
                if any(re.search(word, around) for word in explained):
                    continue
                told.add((reading.path, value))
                start = (block.place.start or 0) + found.start("name")
                place = reading.place(start, start + len(found["name"]))
                yield row.finding(file=reading.path, place=place, quote=value, name=name, other=value)
