"""A number that another paper of the package gives otherwise behind the very same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.case import Case
from advisor.checks.grid import grids
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Place

_UNITS = "万元|亿元|元|平方米|㎡|亩|台套|台|套|人次|人|名|项|件|份|家|门|间|个|篇|部|条|场|期"
_COUNT = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?P<u>{_UNITS}|%)")
_TOTAL = re.compile("合计|总计|共计|累计")
_UNIT = re.compile(rf"[(（]({_UNITS})[)）]")
"""The unit in the head of a column."""
_WORDS, _FEW = 9, 4
"""Characters before two numbers that must be the same, if they tell of one thing; fewer are enough where one looks like a slip
of the other."""
_DIGITS = 3
"""Digits other than nought of a number in which two may have changed places (268, 286), at least."""
_CLAUSE = 16
"""Characters of a clause that are kept."""
_PERIOD = re.compile(r"20\d\d年|[近前后][一二两三五3]年|三年|本期|上半年|下半年|第[一二三四五\d]+[期年]|季度")
"""What a sentence says of the time; two that say it otherwise tell of two things."""
_OF_OTHERS = re.compile("[乙丙丁戊己]方|其中|各方|双方|[一二三四五]号|平均")
"""Words of a sentence by which its number is another's, or of a part."""


@dataclass(frozen=True)
class Number:
    """A number as written, with its unit, the words before it, and what gives it where."""

    written: str
    words: str
    file: str
    place: Place
    text: str


def otherwise(
    case: Case, materials: tuple[str, ...], proofs: tuple[str, ...], unless: str
) -> Iterator[tuple[Number, Number]]:
    """Pairs of a number in a paper of `materials` and the main material's own, which stand behind the same words and in the same
    unit; words behind which one paper gives two numbers tell of more than one thing, and so do clauses with words of
    `unless`. In `proofs` only what looks like a slip of the pen counts."""
    seen: set[Place] = set()
    for length, papers in ((_WORDS, materials), (_FEW, (*materials, *proofs))):
        ours: dict[str, Number | None] = {}
        for reading in case.main:
            ours |= dict.fromkeys(ours.keys() & _told(reading, length).keys())
            ours = _told(reading, length) | ours
        for reading in case.of(*papers):
            for key, number in _told(reading, length).items():
                first = ours.get(key)
                slip = number is not None and first is not None and _swapped(number.written, first.written)
                if number is None or first is None or not (slip or length == _WORDS):
                    continue
                if number.place not in seen and _of_one_thing(number, first, unless, slip=slip):
                    seen.add(number.place)
                    yield number, first


def _of_one_thing(one: Number, other: Number, unless: str, *, slip: bool) -> bool:
    """Whether two sentences differ in the number alone, by what they say of the time and of whose it is; where one number
    looks like a `slip` of the other, one may say less of the time."""
    if _amount(one.written) == _amount(other.written):
        return False
    texts = [squeeze(each.text) for each in (one, other)]
    mine, theirs = (set(_PERIOD.findall(text)) for text in texts)
    within = mine == theirs or (slip and (mine < theirs or theirs < mine))
    strange = any(_OF_OTHERS.search(text) for text in texts)
    return within and not strange and not any(re.search(unless, each.words) for each in (one, other))


def _amount(written: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", written))


def slips_of_totals(reading: Reading) -> Iterator[tuple[Number, Number]]:
    """Numbers in the text behind the very head of a column (测评项目147项) that look like slips of its total."""
    for grid in grids(reading) if not reading.document.ocr else ():
        ends = [index for index, head in enumerate(grid.row_heads) if _TOTAL.fullmatch(head)]
        for column, head in enumerate(grid.column_heads) if len(ends) == 1 else ():
            cell, unit = grid.at(ends[0], column), _UNIT.search(head)
            name = _UNIT.sub("", head)
            if cell is None or unit is None or len(name) < _DIGITS:
                continue
            total = Number(
                f"{squeeze(cell.text)}{unit[1]}",
                name,
                reading.path,
                reading.place(cell.start, cell.end),
                head,
            )
            for _, told in _numbers(reading, len(name)):
                if told.words.endswith(name) and _swapped(told.written, total.written):
                    yield told, total


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring digits have changed places, in a number that is not a round one."""
    a, b = (re.sub(r"\D", "", written) for written in (one, other))
    odd = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(a.replace("0", "")) < _DIGITS or len(odd) != len("ab"):
        return False
    return odd[1] == odd[0] + 1 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]


def _told(reading: Reading, length: int) -> dict[str, Number | None]:
    """The number behind each run of words of a paper, and behind them in sentences of the same time; None where there are two."""
    found: dict[str, Number | None] = {}
    for key, number in _numbers(reading, length):
        times = ",".join(sorted(set(_PERIOD.findall(squeeze(number.text)))))
        for each in (key, f"{key}|{times}"):
            known = found.setdefault(each, number)
            if known is not None and known.written != number.written:
                found[each] = None
    return found


def _numbers(reading: Reading, length: int) -> Iterator[tuple[str, Number]]:
    """Numbers by the words before them and the unit behind, with their clause up to there."""
    for sentence in () if reading.document.ocr else reading.sentences:
        for found in _COUNT.finditer(sentence.counted):
            clause = re.split(r"[\d,。;:()|]", sentence.counted[: found.start()])[-1]
            if len(clause) >= length:
                number = Number(
                    found.group(), clause[-_CLAUSE:], sentence.file, sentence.place, sentence.text
                )
                yield f"{clause[-length:]}{found['u']}", number
