"""What of one submission is compared with the others: who it is, its equipment, its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.checks.case import Case
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from advisor.profile.titles import is_toc
from advisor.triage.model import Extract, Item, Passage, RepeatedRule, SimilarRule, TriageRules
from ingest.document import Block

_OWN = ("applicant", "unit_name", "lead_name", "platform_name", "former_name", "new_name")
_LINES = re.compile(r"[^\n]+")


def extract(name: str, case: Case, rules: TriageRules) -> Extract:
    """The comparable part of a submission under this name."""
    profile, repeated = case.profile, rules.repeated
    leaders = {squeeze(item.value): item for item in _values(case, repeated.persons, repeated.materials)}
    phones = {
        number: item
        for item in _values(case, repeated.phones, repeated.materials)
        for number in _numbers(item.value)
    }
    births = _values(case, repeated.births, repeated.materials)
    own = {squeeze(str(s.value)) for fact in _OWN for s in profile.sightings(fact)}
    return Extract(
        id=name,
        unit=profile.value("applicant"),
        uscc=profile.value("uscc"),
        platform=profile.value("platform_name"),
        stage=case.stage,
        own=tuple(sorted((each for each in own if len(each) >= 4), key=lambda each: (-len(each), each))),
        leaders=tuple(item.model_copy(update={"value": value}) for value, item in leaders.items()),
        births=tuple(dict.fromkeys("".join(re.findall(r"\d+", each.value)) for each in births)),
        phones=tuple(item.model_copy(update={"value": number}) for number, item in phones.items()),
        equipment=tuple(_equipment(case.readings, repeated)),
        passages=tuple(_passages(case.readings, rules.similar)),
    )


def _values(case: Case, fields: Iterable[str], materials: Iterable[str]) -> list[Item]:
    files = {reading.path for reading in case.readings if reading.file.material in set(materials)}
    return [
        Item(value=str(s.value), file=s.file, place=s.place)
        for field in fields
        for s in case.profile.sightings(field)
        if s.file in files
    ]


def _numbers(value: str) -> list[str]:
    """Telephone numbers of a cell as digits, with the area code where it is written."""
    plain = re.sub(r"(?<=\d)[-—－ ]+(?=\d)", "", squeeze(value))
    return [number for number in re.findall(r"\d+", plain) if 10 <= len(number) <= 12]


def _equipment(readings: Iterable[Reading], rule: RepeatedRule) -> Iterator[Item]:
    """Every row of an equipment list as its cells without the running number: name, model, price, date."""
    heads, totals = rule.equipment_heads, rule.equipment_totals
    lists = [r for r in readings if r.file.material == rule.equipment] or list(readings)
    seen: set[str] = set()
    for reading in lists:
        for block in reading.body:
            if block.kind == "table" and any(squeeze(cell.text) in heads for cell in block.cells):
                for value in _rows(block, heads, totals):
                    if value not in seen:
                        seen.add(value)
                        yield Item(value=value, file=reading.path, place=block.place)


def _rows(block: Block, heads: tuple[str, ...], totals: tuple[str, ...]) -> Iterator[str]:
    rows: dict[int, list[str]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(squeeze(cell.text))
    for cells in rows.values():
        if set(cells) & {*heads, *totals}:
            continue
        kept = [cell for cell in (cells[1:] if cells[0].isdigit() else cells) if cell]
        if len(kept) >= 3:
            yield " ".join(kept)


def _passages(readings: Iterable[Reading], rule: SimilarRule) -> Iterator[Passage]:
    """Paragraphs of prose in the materials to compare; forms and signature parts are none."""
    for reading in readings:
        if reading.file.material not in rule.materials:
            continue
        forms = _forms(reading)
        for section in reading.sections:
            if not section.meanings & forms:
                for block in section.blocks:
                    yield from _prose(reading, block, rule.min_characters)


def _forms(reading: Reading) -> frozenset[str]:
    return frozenset(row.id for row in reading.checking.sections if row.form)


def _prose(reading: Reading, block: Block, least: int) -> Iterator[Passage]:
    if is_toc(block) or block.kind in {"heading", "image"}:
        return
    offset = block.place.start or 0
    parts = ((c.text, c.start) for c in block.cells) if block.kind == "table" else ((block.text, offset),)
    for text, start in parts:
        for found in _LINES.finditer(text):
            if len(squeeze(found.group())) >= least:
                place = reading.place(start + found.start(), start + found.end())
                yield Passage(file=reading.path, text=found.group().strip(), place=place)
