"""The same figure with different values, or in units that do not fit together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from rapidfuzz.distance import Levenshtein

from advisor.checks.amounts import amounts_of, mixed
from advisor.checks.capital import capital_apart
from advisor.checks.case import Case, Findings, Row
from advisor.checks.facts_differ import differing
from advisor.checks.figures import Seen, figures_of
from advisor.checks.labelled_twice import labelled_twice
from advisor.checks.row_twins import Twins, row_twins
from advisor.checks.same_words import Number, otherwise, slips_of_totals
from advisor.checks.shares import adds_up
from advisor.checks.surely_apart import surely_apart
from advisor.checks.table_units import tables_apart
from advisor.checks.told_twice import Standing, told_twice
from advisor.checks.written_sums import differing_sums
from advisor.domain import Finding
from advisor.pack.squeeze import squeeze
from ingest.document import Place

_SLIP = "“{name}”此处写 {value}，别处写 {other}，数字相同而相差一万倍，像是没有换算单位"
_DIGITS = 2
"""Digits that two recognised numbers must differ in to be two numbers."""


def check(
    case: Case,
    row: Row,
    *,
    what: Literal["value", "unit"],
    tolerance: Decimal = Decimal(0),
    subjects: tuple[str, ...] = (),
    each: tuple[str, ...] = (),
    fillers: tuple[str, ...] = (),
    facts: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
    unless: str = "",
    outside: tuple[str, ...] = (),
    parts: str = "$^",
    standing: Standing | None = None,
    papers: tuple[str, ...] = (),
    proofs: tuple[str, ...] = (),
    twins: Twins | None = None,
) -> Findings:
    """`value`: sightings that part from the value most agree on by more than `tolerance` (a share of it);
    `unit`: one figure in two units, or sums of money for the same thing (`subjects` are words for it, `each` wordings
    of a price or a rate, `fillers` say nothing of it) of which one is in 元 and one in 万元 or 亿元. `facts` are fields of
    which there can be only one, compared between papers of `materials`; a change filing may give old and new. Any number beside a
    label of a form is compared with the text that says the label's words, but in parts of `outside`, clauses with
    `unless` and after words for a part of the unit (`parts`); so are people by the words of `standing`, numbers behind the very
    words of the main material in `papers` (slips of the pen in `proofs`), and the capital of the licence."""
    told: set[tuple[str | None, Place]] = set()
    for group in _groups(case):
        for finding in _units(group, row) if what == "unit" else _values(case, group, row, tolerance):
            told.add((finding.file, finding.place))
            yield finding
    if what == "value":
        yield from _written(case, row)
        twice = _labelled(case, row, unless, outside, parts)
        same = _same_words(case, row, otherwise(case, papers, proofs, unless or "(?!)"))
        yield from (each for each in (*twice, *same) if (each.file, each.place) not in told)
        yield from (*_standing(case, row, standing, unless, outside), *_twins(case, row, twins))
    yield from _facts(case, row, facts, materials)
    sums = _sums(case, row, subjects, each, fillers) if what == "unit" else ()
    yield from (*sums, *_capital(case, row, what))


def _groups(case: Case) -> list[list[Seen]]:
    """The sightings of each figure of each year."""
    groups: dict[tuple[str, str], list[Seen]] = {}
    for seen in figures_of(case):
        groups.setdefault((seen.figure.id, seen.year), []).append(seen)
    return list(groups.values())


def _twins(case: Case, row: Row, twins: Twins | None) -> Findings:
    """Numbers of rows that two papers list of the same thing (`twins`)."""
    for odd, first in row_twins(case, twins) if twins else ():
        yield row.finding(
            file=odd.reading.path,
            place=odd.reading.place(odd.cell.start, odd.cell.end),
            quote=odd.quote,
            name=f"{odd.row}的{odd.title}",
            value=odd.cell.text.strip(),
            other=first.cell.text.strip(),
            where=first.reading.path,
        )


def _facts(case: Case, row: Row, facts: tuple[str, ...], materials: tuple[str, ...]) -> Findings:
    for fact in facts if case.stage != "change" else ():
        for odd, first in differing(case, fact, materials):
            yield row.finding(
                file=odd.file,
                place=odd.place,
                quote=str(odd.value),
                name=_name(case, fact),
                value=odd.value,
                other=first.value,
                where=first.file,
            )


def _capital(case: Case, row: Row, what: Literal["value", "unit"]) -> Findings:
    for apart in capital_apart(case):
        if apart.what == what:
            yield row.finding(
                file=apart.form.file,
                place=apart.form.place,
                quote=f"{apart.form.label} {apart.form.value}",
                name=apart.form.label.strip(),
                value=apart.form.value.strip(),
                other=apart.licence.value.strip(),
                where=apart.licence.file,
            )


def _written(case: Case, row: Row) -> Findings:
    """Sums in formal characters that differ from the figures beside them."""
    for reading in case.readings:
        for pair in differing_sums(reading):
            yield row.finding(
                file=reading.path,
                place=pair.place,
                quote=pair.quote,
                name="金额",
                value=pair.formal,
                other=pair.figures,
                where=pair.quote[:40],
            )


def _labelled(case: Case, row: Row, unless: str, outside: tuple[str, ...], parts: str) -> Findings:
    for reading in case.main if unless else ():
        for twice in labelled_twice(case, reading, unless, outside, parts):
            if reading.document.ocr and _misread(twice.text, twice.cell):
                continue
            yield row.finding(
                file=reading.path,
                place=twice.place,
                quote=twice.quote,
                name=twice.name,
                value=twice.text,
                other=twice.cell,
                where=f"表格“{twice.name}”",
            )


def _same_words(case: Case, row: Row, pairs: Iterable[tuple[Number, Number]]) -> Findings:
    totals = (pair for reading in case.main for pair in slips_of_totals(reading))
    for odd, first in (*pairs, *totals):
        yield row.finding(
            file=odd.file,
            place=odd.place,
            quote=odd.text,
            name=odd.words,
            value=odd.written,
            other=first.written,
            where=first.text.strip()[:40],
        )


def _standing(
    case: Case, row: Row, standing: Standing | None, unless: str, outside: tuple[str, ...]
) -> Findings:
    if standing is None:
        return
    for reading in case.main:
        for odd, first in told_twice(case, reading, standing, unless, outside):
            if reading.document.ocr and _misread(odd.number, first.number):
                continue
            yield row.finding(
                file=reading.path,
                place=odd.sentence.place,
                quote=odd.sentence.text,
                name=odd.name,
                value=f"{odd.number}人",
                other=f"{first.number}人",
                where=first.sentence.text.strip()[:40],
            )


def _misread(one: str, other: str) -> bool:
    """Recognition mistakes or drops a digit; it does not make two others of them, one dropped or not."""
    digits = [re.sub(r"\D", "", text) for text in (one, other)]
    return Levenshtein.distance(*digits) < _DIGITS + abs(len(digits[0]) - len(digits[1]))


def _name(case: Case, fact: str) -> str:
    return next((field.name for field in case.checking.fields if field.id == fact), fact)


def _usual(group: list[Seen]) -> Decimal:
    return Counter(seen.value for seen in group).most_common(1)[0][0]


def _values(case: Case, group: list[Seen], row: Row, tolerance: Decimal) -> Findings:
    whole = [seen for seen in group if not seen.some]
    if not whole:
        return
    usual = _usual(whole)
    first = next(seen for seen in whole if seen.value == usual)
    told: set[Decimal] = set()
    for seen in group:
        if seen.some and seen.value <= usual:
            continue
        same_digits = seen.written == first.written and seen.unit != first.unit
        drawn = seen.recognised or first.recognised
        misread = drawn and _misread(str(seen.written), str(first.written))
        if misread and not surely_apart(case, group, seen, first):
            continue
        if _is_share(seen, first):
            continue
        if abs(seen.value - usual) > abs(usual) * tolerance and not same_digits and seen.value not in told:
            told.add(seen.value)
            yield _finding(row, seen, first)


def _is_share(seen: Seen, first: Seen) -> bool:
    """Whether a sentence gives a number beside others with which it comes to the usual one, or beside that itself."""
    if seen.cell or seen.figure.by_year or seen.unit != first.unit:
        return False
    return adds_up(squeeze(seen.quote).replace(",", ""), seen.written, seen.unit, first.written)


def _units(group: list[Seen], row: Row) -> Findings:
    usual = _usual(group)
    first = next(seen for seen in group if seen.value == usual)
    for seen in group:
        if seen.recognised or first.recognised:
            continue
        if seen.unit != first.unit and not _alike(seen, first):
            yield _finding(row, seen, first)
            return


def _alike(one: Seen, other: Seen) -> bool:
    """Two ways of writing one unit, or the same sum in 万元 and 亿元, which nobody misreads."""
    units = {one.unit, other.unit}
    return units <= {"平方米", "㎡", "m2"} or (units == {"万元", "亿元"} and one.value == other.value)


def _sums(
    case: Case, row: Row, subjects: tuple[str, ...], each: tuple[str, ...], fillers: tuple[str, ...]
) -> Findings:
    amounts = list(amounts_of(case, subjects, each, fillers))
    told: set[tuple[str, int | None]] = set()
    for odd, usual in (*mixed(amounts), *tables_apart(amounts)):
        if (odd.reading.path, odd.place.start) in told:
            continue
        told.add((odd.reading.path, odd.place.start))
        yield row.finding(
            file=odd.reading.path,
            place=odd.place,
            quote=odd.quote,
            name=odd.subject if odd.about else usual.subject,
            value=odd.written,
            other=usual.written,
            message=_SLIP if odd.unit == usual.unit else None,
        )


def _finding(row: Row, seen: Seen, first: Seen) -> Finding:
    return row.finding(
        file=seen.file,
        place=seen.place,
        quote=seen.quote,
        name=seen.figure.name + (f"（{seen.year}年）" if seen.year else ""),
        value=f"{seen.written}{seen.unit}",
        other=f"{first.written}{first.unit}",
        where=first.quote[:40],
    )
