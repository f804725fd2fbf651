"""Sums of money as the text gives them, with the words that say what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from advisor.checks.case import Case
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Place

_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<u>亿元|万元|元)(?![/每])"
)
_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_BEFORE = 16
_LEAST_DIGITS = 3


@dataclass(frozen=True)
class Amount:
    """One sum as written. `about` are the subject words before it."""

    written: str
    unit: str
    about: frozenset[str]
    file: str
    place: Place
    quote: str

    @property
    def yuan(self) -> Decimal:
        """The sum in 元."""
        return Decimal(self.written.replace(",", "")) * _YUAN[self.unit]

    @property
    def digits(self) -> str:
        """The digits that carry the sum, zeros at either end left out."""
        return self.written.replace(",", "").replace(".", "").strip("0")


def slips(case: Case, subjects: tuple[str, ...]) -> Iterator[tuple[Amount, Amount]]:
    """Pairs of sums for the same thing with the same digits, ten thousand times apart: the rarer one, a usual one."""
    groups: dict[tuple[str, str], list[Amount]] = {}
    for amount in _amounts(case, subjects):
        if len(amount.digits) >= _LEAST_DIGITS:
            for subject in amount.about:
                groups.setdefault((subject, amount.digits), []).append(amount)
    told: set[tuple[str, int | None]] = set()
    for group in groups.values():
        values = sorted({a.yuan for a in group}, key=lambda v: sum(a.yuan == v for a in group))
        for rare, usual in pairwise(values):
            if max(rare, usual) / min(rare, usual) not in {Decimal(10_000), Decimal(100_000_000)}:
                continue
            one = next(a for a in reversed(group) if a.yuan == rare)
            if (one.file, one.place.start) not in told:
                told.add((one.file, one.place.start))
                yield one, next(a for a in group if a.yuan == usual)


def _amounts(case: Case, subjects: tuple[str, ...]) -> Iterator[Amount]:
    words = re.compile("|".join(subjects))
    for reading in case.readings:
        if reading.document.ocr:
            continue
        yield from _labelled(reading, words)
        for sentence in reading.sentences:
            for found in _AMOUNT.finditer(sentence.bare):
                about = words.findall(sentence.bare[max(0, found.start() - _BEFORE) : found.start()])
                if about:
                    yield _amount(reading, found, frozenset(about), sentence.place, sentence.text)


def _labelled(reading: Reading, words: re.Pattern[str]) -> Iterator[Amount]:
    """Cells beside a label; the unit may stand in the label."""
    for block in reading.document.tables():
        for label, value in block.pairs:
            about = words.findall(squeeze(label.text))
            unit = re.search(r"[(（](亿元|万元|元)[)）]", label.text)
            text = squeeze(value.text)
            found = _AMOUNT.fullmatch(text + unit.group(1) if unit and text[-1:].isdigit() else text)
            if about and found:
                place = reading.place(value.start, value.end)
                yield _amount(reading, found, frozenset(about), place, f"{label.text.strip()} {text}")


def _amount(
    reading: Reading, found: re.Match[str], about: frozenset[str], place: Place, quote: str
) -> Amount:
    return Amount(found["n"], found["u"], about, reading.path, place, quote.strip())
