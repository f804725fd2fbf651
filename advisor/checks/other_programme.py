"""The name of another programme where only that of the one applied for can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Block, Frozen

_SAID_OF_OWN = ("本", "履行", "继续", "将", "保证", "承诺", "按要求", "认真")
"""How wordings begin that are lawful for what the applicant is told to have."""
_ASKS = re.compile(r"[恳敬特]?请[求予]?(?:贵[厅局委]|主管部门)?(?:予以)?(?:办理|批准|核准|准予)")
"""How a request begins that is lawful for such a title as well."""
_Frames = list[tuple[re.Pattern[str], tuple[str, ...]]]
"""Wordings with a name of a programme, and words that a name of the one applied for has."""
_Seen = Iterator[tuple[Block, re.Match[str], tuple[str, ...]]]


class Programmes(Frozen):
    """Programmes by name, and wordings with {name} in which only one's own can stand."""

    names: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    """Wordings (group `name`) that ask to be taken into a programme, whatever its name."""
    unless: tuple[str, ...] = ()
    """Words beside a name that tell of a former programme, or of one that others apply for."""
    held: str = "$^"
    """How a unit tells of a programme that it is in."""
    statuses: tuple[str, ...] = ()
    """Names that only promises speak of as the own ones."""
    promised: tuple[str, ...] = ()
    """How a promise names what would be lost or kept to, in a commitment and under titles with `promises`."""
    promises: str = "$^"


def other_programmes(case: Case, row: Row, programmes: Programmes, materials: tuple[str, ...]) -> Findings:
    """Each such wording, but for a programme that the package tells the applicant to have."""
    names = f"(?P<name>{'|'.join(programmes.names)})"
    frames: _Frames = [(re.compile(each.replace("{name}", names)), ()) for each in programmes.frames]
    frames += [(re.compile(each), _ours(case)) for each in programmes.joining]
    either = f"(?P<name>{'|'.join((*programmes.names, *programmes.statuses))})"
    promised = [re.compile(each.replace("{name}", either)) for each in programmes.promised]
    own = squeeze(str(case.profile.value("platform_name") or ""))
    for reading in case.of(*materials):
        for block, found, ours in (
            *_seen(reading, frames),
            *_promised(reading, promised, programmes.promises),
        ):
            if found["name"] in own or (own and own in found.group()):
                continue
            if any(word in found["name"] for word in ours):
                continue
            promise = found.re in promised
            if _told_otherwise(block.text, found, programmes.unless) or _held(
                case, found, programmes.held, promise=promise
            ):
                continue
            start = (block.place.start or 0) + found.start()
            place = reading.place(start, start + len(found.group()))
            yield row.finding(file=reading.path, place=place, quote=found.group(), name=found["name"])


def _ours(case: Case) -> tuple[str, ...]:
    """Words in the names of the programme that is applied for."""
    return (*case.checking.words("platform_ends"), *case.checking.words("plain_in_names"))


def _seen(reading: Reading, frames: _Frames) -> _Seen:
    for block in (block for block in reading.document.blocks if block.kind != "comment"):
        yield from ((block, found, ours) for frame, ours in frames for found in frame.finditer(block.text))


def _promised(reading: Reading, frames: list[re.Pattern[str]], titles: str) -> _Seen:
    """What stands so in a commitment, or in a part that is one; a name once a place."""
    if reading.file.material == "commitment":
        blocks: tuple[Block, ...] = reading.body
    else:
        parts = [section for section in reading.sections if re.search(titles, section.title)]
        blocks = tuple(block for section in parts for block in section.blocks)
    for block in blocks:
        told: set[int] = set()
        for found in (found for frame in frames for found in frame.finditer(block.text)):
            if found.start("name") not in told:
                told.add(found.start("name"))
                yield block, found, ()


def _told_otherwise(text: str, found: re.Match[str], unless: tuple[str, ...]) -> bool:
    """Whether the sentence speaks of another programme by the way: a former one, one that others apply for."""
    before = re.split(r"[。\n]", text[: found.start()])[-1]
    after = re.split(r"[。\n]", text[found.end() :])[0]
    return any(re.search(word, f"{before}…{after}") for word in unless)


def _held(case: Case, found: re.Match[str], held: str, *, promise: bool) -> bool:
    """Whether 本…, 履行… or 请办理… speaks of what the package elsewhere tells that the applicant has; a promise may as well."""
    own = found.group().startswith(_SAID_OF_OWN) and not found.group().startswith(("本次", "本项"))
    asks = _ASKS.match(found.group()) is not None
    own = own or asks
    if not (own or promise):
        return False
    name, said = re.escape(found["name"]), found.group() if promise or asks else ""
    wording = re.compile(held.replace("{name}", f"(?:{name})"))
    texts = [reading.text.replace(said, "") if said else reading.text for reading in case.readings]
    # A promise may speak of whatever the package names elsewhere as more than applied for.
    named = re.compile(rf"(?<!申报)(?<!申请)(?<!创建){name}(?![^。；\n]{{0,6}}(?:申报|申请))")
    return any(wording.search(text) or (promise and named.search(text)) for text in texts)
