"""Figures in the evidence: label cells, sentences of this year, sentences of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from advisor.drafting.evidence import INDICATORS, NEXT, RESULTS, Evidence, Passage, labelled
from advisor.drafting.frames import anothers, frame_of
from advisor.drafting.known import Item, name_key
from advisor.drafting.outline import FactBook, FactRow, ReadingRules, Role
from advisor.drafting.quantity import Quantity, conversion, plain, quantity, split_unit, turned, unit_of
from advisor.pack.checking import Checking
from advisor.profile.reading import Sentence

_CLAUSE = re.compile(r"[,，。;；]")
_CLAIMED = {"target": (INDICATORS, "plan"), "next": (NEXT, "plan"), "now": (RESULTS, "result")}
_MODIFIER = 4
"""characters; more words before a verb are another part of the sentence"""
Told = tuple[str, str]
"""a number in its fact's unit, and the quantity as written where it was turned into that"""


def read_figures(
    passages: Sequence[Passage], book: FactBook, checking: Checking, wanted: int, evidence: Evidence
) -> None:
    """Numbers behind labels and in sentences of this year's papers."""
    rows = [(row, _patterns(row, checking)) for row in book.facts if row.kind == "figure"]
    for passage in passages:
        if passage.role((), wanted) != "now":
            continue
        for row, _ in rows:
            _read_labels(passage, row, book.reading, evidence)
        for sentence in passage.reading.sentences:
            if passage.role(sentence.meanings, wanted) != "now":
                continue
            for row, patterns in rows:
                for amount, written in _told(sentence, row, patterns, wanted, book.reading):
                    source = passage.source(sentence.place, sentence.text)
                    more = (conversion(written, amount, row.unit),) if written else ()
                    evidence.add(row.id, Item(text=amount, sources=(source, *more)))


def _read_labels(passage: Passage, row: FactRow, rules: ReadingRules, evidence: Evidence) -> None:
    for place, label, value in labelled(passage, row):
        found = quantity(value)
        source = passage.source(place, value)
        default = unit_of(label, rules.units)
        amount = turned(found, default, row.unit, rules.same_units) if found else None
        if found is None or amount is None:
            evidence.leave(f"{source.text}“{row.label}”写的是“{value}”，看不出是多少{row.unit}，没有采用")
            continue
        written = found.written if found.unit or found.magnitude else f"{found.written}{default}"
        more = (conversion(written, plain(amount), row.unit),) if amount != found.amount else ()
        evidence.add(row.id, Item(text=plain(amount), sources=(source, *more)))


def _patterns(row: FactRow, checking: Checking) -> tuple[str, ...]:
    figure = next((each for each in checking.figures if each.id == row.figure), None)
    return (*row.patterns, *(figure.patterns if figure else ()))


def _told(
    sentence: Sentence, row: FactRow, patterns: Sequence[str], wanted: int, rules: ReadingRules
) -> Iterator[Told]:
    for pattern in patterns:
        for found in re.finditer(pattern, sentence.bare):
            if not _ours(sentence.bare, found, wanted, rules, stock=row.stock):
                continue
            said = found.groupdict().get("u") or row.unit
            given = Quantity(Decimal(found["n"].replace(",", "")), *split_unit(said))
            amount = turned(given, row.unit, row.unit, rules.same_units)
            if amount is not None:
                yield plain(amount), given.written if amount != given.amount else ""


def _ours(
    text: str, found: re.Match[str], wanted: int, rules: ReadingRules, *, stock: bool, plan: bool = False
) -> bool:
    """Whether a number in a sentence tells what this platform did (or plans) in the wanted year."""
    before = text[: found.start("n")]
    if re.match("|".join(rules.inexact) or r"(?!)", text[found.end() :]):
        return False
    if frame_of(before, wanted, rules, stock=stock) in {"span", "other"} or anothers(before, rules):
        return False
    clause = _CLAUSE.split(text[: found.start()])[-1] + found.group()
    # 其中2025年: a part of the time, and not of what is counted.
    clause = re.sub(rf"其中(?={wanted}年|[本今当]年)", "", clause)
    return plan or not re.search("|".join(rules.asides) or r"(?!)", clause)


def read_claims(passages: Sequence[Passage], book: FactBook, wanted: int, evidence: Evidence) -> None:
    """Sentences of plans that set a figure, and this year's sentences that tell what became of it."""
    for passage in passages:
        for sentence in passage.reading.sentences:
            role: Role = passage.role(sentence.meanings, wanted) or "undated"
            fact, column = _CLAIMED.get(role, ("", ""))
            if not fact:
                continue
            year = wanted + (role == "next")
            for pattern in book.reading.claims:
                for found in re.finditer(pattern, sentence.bare):
                    if not _ours(
                        sentence.bare, found, year, book.reading, stock=False, plan=column == "plan"
                    ):
                        continue
                    name = _whole_name(sentence.bare, found, book.reading)
                    cells = {"name": name, "unit": found["u"], column: found["n"]}
                    source = passage.source(sentence.place, sentence.text)
                    evidence.add(fact, Item(cells=cells, sources=(source,)))


def _whole_name(text: str, found: re.Match[str], rules: ReadingRules) -> str:
    """What is counted, with the words before a verb that is part of a noun: 成果转化合同额, and not 转化合同额."""
    before = re.split(r"[^\u4e00-\u9fff]", text[: found.start("name")])[-1]
    before = re.split("|".join(rules.before_names) or r"(?!)", before)[-1]
    return (before if len(before) <= _MODIFIER else "") + found["name"]


def link_results(book: FactBook, evidence: Evidence) -> None:
    """A result in a table of indicators also tells the figure of the same name and unit."""
    for item in evidence.seen.get(INDICATORS, ()):
        found, unit = quantity(item.cells.get("result", "")), item.cells.get("unit", "")
        for row in book.facts:
            same = name_key(item.cells["name"]) in {name_key(each) for each in row.names}
            if found is None or row.kind != "figure" or not same:
                continue
            amount = turned(found, unit, row.unit, book.reading.same_units)
            if amount is None:
                continue
            written = found.written if found.unit else f"{found.written}{unit}"
            more = (conversion(written, plain(amount), row.unit),) if amount != found.amount else ()
            evidence.add(row.id, Item(text=plain(amount), sources=(*item.sources, *more)))
