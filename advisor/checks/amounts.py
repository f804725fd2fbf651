"""Sums of money as the package gives them, with the words that say what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from advisor.checks.case import Case
from advisor.checks.grid import Grid, grids, number
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.chinese import currency_unit, find_amounts
from ingest.document import Block, Cell, Place

_BEFORE = 16
_TIME_ONLY = re.compile(
    r"(?:其中)?(?:20\d\d年|上年|去年|今年|当年|本年|前年)?(?:度|末|底)?(?:为|是|达|共|约|计|合计|达到|实现|增至|升至|降至)*"
)
"""A clause that says when, and leaves to the one before it what."""
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
"""A sum in formal characters, which stands beside its figures on purpose."""
_CAPTION = 30
_HEAD = 10
"""Characters of a caption that are looked at, and of a head at most."""
_TELLING = 3
"""Digits that two sums share hardly by chance."""
_SURE, _LIKELY = 0.95, 0.85
"""Confidence from which recognised words keep their unit: 万 is not dropped there; from which they are words."""
_THAT_IS = r"[,，]?\s*(?:[（(]|即|也就是|折合|换算[为成])即?(?:人民币)?\s*"
"""What stands between a sum and the same in another unit."""
_DIGIT = re.compile(r"\d")
_RECKONED = re.compile(
    r"(?:折合|折算|换算)[^，。；]{0,4}\d|[=＝]\s*\d[\d,.]*\s*元|按[^，。；]{0,16}(?:折算|换算)"
)
"""Words of a sum that is said to be another in another unit."""
_MANY = 4
"""Digits that two recognised sums share at least, one fewer where the words before them are much alike."""
_ALIKE = 4
"""Words and pairs of characters before two sums that are the same, a word counted twice."""
_SLIPS = frozenset({Decimal(10_000), Decimal(100_000_000)})
_OFFICIAL = frozenset({"licence", "credit-report", "registration-notice", "audit-report"})
"""Papers whose unit the applicant does not choose."""
_LISTS = frozenset({"equipment-list", "evidence", "summary-table"})
"""Lists of single things keep their own unit; only the same digits in another unit are a slip there."""


@dataclass(frozen=True)
class Amount:
    """One sum as written. `about` are the subject words before it, `near` the pairs of characters before it."""

    yuan: Decimal
    unit: str
    about: frozenset[str]
    near: frozenset[str]
    reading: Reading
    place: Place
    written: str
    quote: str

    @property
    def digits(self) -> str:
        """The digits that carry the sum, zeros at either end left out."""
        return f"{self.yuan:f}".replace(".", "").strip("0")

    @property
    def subject(self) -> str:
        """What the sum is for, in words; the sum itself where nothing says so."""
        return "、".join(sorted(self.about)) or "金额"


def mixed(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """Pairs of sums for the same thing, one in 元 and one in 万元 or 亿元: the odd one out, then a usual one.

    Either the same digits lie ten thousand times apart (also where both are said to be in 万元), or the same sum is
    written in both units.
    """
    groups: dict[str, list[Amount]] = {}
    for amount in amounts:
        groups.setdefault(amount.digits, []).append(amount)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if _mixed(one, other):
                yield _odd_first(one, other, group)


def _mixed(one: Amount, other: Amount) -> bool:
    if one.unit == other.unit:
        return _is_slip(one, other)
    if "元" not in {one.unit, other.unit} or _equated(one) or _equated(other):
        return False
    shared = len(one.near & other.near) + 2 * len(one.about & other.about)
    if shared < (1 if len(one.digits) >= _TELLING else 2):
        return False
    recognised = one.reading.document.ocr or other.reading.document.ocr
    enough = _TELLING if shared >= _ALIKE else _MANY
    few = min(len(_DIGIT.findall(a.written)) for a in (one, other)) < enough
    same_words = one.near == other.near and shared >= _ALIKE and not any(map(_is_formal, (one, other)))
    if recognised and (few or (one.yuan == other.yuan and not same_words)):
        return False
    if one.yuan == other.yuan:
        return not {one.reading.file.material, other.reading.file.material} & _LISTS
    return max(one.yuan, other.yuan) / min(one.yuan, other.yuan) in _SLIPS


def _is_formal(amount: Amount) -> bool:
    """Whether a sum is written out as contracts and audits write it."""
    return re.search("[元圆]整|大写|人民币|载明|审计|约", amount.quote) is not None


def _equated(amount: Amount) -> bool:
    """Whether a sum is told in both units, one behind the other (2316万元即23160000元), or as reckoned from the other."""
    if _RECKONED.search(amount.quote):
        return True
    written = re.escape(amount.written)
    return re.search(rf"元{_THAT_IS}{written}|{written}{_THAT_IS}\d", amount.quote) is not None


def _is_slip(one: Amount, other: Amount) -> bool:
    """Whether one of two sums in 万元 for the same thing is given in 元: the same digits, ten thousand times apart."""
    if one.unit != "万元" or len(one.digits) < _MANY or not one.about & other.about:
        return False
    return max(one.yuan, other.yuan) / min(one.yuan, other.yuan) in _SLIPS


def _odd_first(one: Amount, other: Amount, group: list[Amount]) -> tuple[Amount, Amount]:
    """The rarer unit is the odd one; 元 where both are as frequent; in one unit the larger sum."""
    if one.unit == other.unit:
        return (one, other) if one.yuan > other.yuan else (other, one)
    count = [sum(a.unit == x.unit for a in group) - (x.unit == "元") * 0.5 for x in (one, other)]
    return (one, other) if count[0] <= count[1] else (other, one)


def amounts_of(
    case: Case, subjects: tuple[str, ...], each: tuple[str, ...], fillers: tuple[str, ...]
) -> Iterator[Amount]:
    """Every sum of the package. `subjects` are words for what money is for, `each` wordings of a price or a rate, `fillers`
    words that say nothing of the subject."""
    words, rate = re.compile("|".join(subjects)), re.compile("|".join(each))
    empty = frozenset(fillers)
    for reading in case.readings:
        if reading.file.material in _OFFICIAL or (reading.document.ocr and reading not in case.main):
            continue
        found = [*_labelled(reading), *_columns(reading, rate), *_spoken(reading, rate)]
        for yuan, unit, before, place, written, quote in found:
            if yuan > 0 and _sure(reading.document.block_at(place.start or 0), unit):
                about = frozenset(words.findall(before))
                near = _pairs(before) - empty
                yield Amount(yuan, unit, about, near, reading, place, written, quote.strip())


def _sure(block: Block | None, unit: str) -> bool:
    """Whether a block was not recognised, or surely; less so where 万 was read, which is not put in."""
    least = _SURE if unit == "元" else _LIKELY
    return block is not None and (block.confidence is None or block.confidence >= least)


_Raw = tuple[Decimal, str, str, Place, str, str]
"""Yuan, unit, the words before, place, as written, quote."""


def _spoken(reading: Reading, rate: re.Pattern[str]) -> Iterator[_Raw]:
    for sentence in reading.sentences:
        for found in find_amounts(sentence.text):
            before = sentence.text[max(0, found.start - _BEFORE) : found.start]
            after = sentence.text[found.end : found.end + 3]
            formal = _FORMAL.search(found.quote) is not None
            if (
                formal
                or rate.search(squeeze(before)[-8:])
                or re.match(r"\s*[/／每]", after)
                or found.approximate
            ):
                continue
            before = _named_by(squeeze(before), squeeze(sentence.text[: found.start]))
            place = reading.place(sentence.start + found.start, sentence.start + found.end)
            yield found.yuan, found.unit, before, place, found.quote, sentence.text


def _named_by(near: str, sentence: str) -> str:
    """The clause before a sum; with the one before it where it names no more than a time."""
    clause = re.split(r"[,。;]", near)[-1] or near
    if not _TIME_ONLY.fullmatch(clause):
        return clause
    return "".join(re.split(r"[,。;]", sentence)[-2:])


def _labelled(reading: Reading) -> Iterator[_Raw]:
    """Cells beside a label; the unit may stand in the label."""
    for block in reading.document.tables():
        for label, value in block.pairs:
            text = value.text.strip()
            unit = re.search(r"[(（](亿元|万元|元)[)）]", label.text)
            found = find_amounts(text + unit.group(1) if unit and text[-1:].isdigit() else text)
            if len(found) == 1 and len(squeeze(found[0].quote)) >= len(squeeze(text)):
                place = reading.place(value.start, value.end)
                quote = f"{label.text.strip()} {text}"
                yield found[0].yuan, found[0].unit, squeeze(label.text), place, found[0].quote, quote


def _columns(reading: Reading, rate: re.Pattern[str]) -> Iterator[_Raw]:
    """Cells of tables that give their unit themselves, or whose heads or caption give it."""
    for grid in grids(reading):
        for index in range(1, len(grid.rows)):
            row = grid.row_heads[index]
            for column, head in enumerate(grid.column_heads):
                cell = grid.at(index, column) if column else None
                if cell is None or rate.search(head) or (_unit(row) and rate.search(row)):
                    continue
                unit = _unit(head) or _unit(row) or _unit(grid.caption)
                if (told := _celled(cell, unit)) is not None:
                    yuan, written, quote = told
                    # The caption tells of the table as a whole, so its words say what a sum is for.
                    whole = unit and not _unit(head) and not _unit(row)
                    if whole and not _sure(_captioning(reading, grid), "元"):
                        continue
                    named = f"{squeeze(grid.caption)[-_CAPTION:]}{head}" if whole else head
                    before = f"{row}{named if unit else _above(grid, index, column)}"
                    place = reading.place(cell.start, cell.end)
                    yield yuan, written, before, place, quote, f"{row}{head} {cell.text}"


def _captioning(reading: Reading, grid: Grid) -> Block:
    """The block whose words stand over a table as its caption; the table's own where it has them itself."""
    over = [b for b in reading.document.blocks if b.text.strip() == grid.caption]
    return next(
        (b for b in reversed(over) if (b.place.start or 0) < (grid.block.place.start or 0)), grid.block
    )


def _above(grid: Grid, index: int, column: int) -> str:
    """The words over a column of figures, which in a form may begin far below the top; none where they are long."""
    cells = (grid.at(row, column) for row in range(index - 1, -1, -1))
    words = next((squeeze(cell.text) for cell in cells if cell and not re.search(r"\d", cell.text)), "")
    return words if len(words) <= _HEAD else ""


def _celled(cell: Cell, unit: str | None) -> tuple[Decimal, str, str] | None:
    """Yuan, unit and wording of a cell that is one sum; its own unit goes before that of the head."""
    own = find_amounts(cell.text)
    if len(own) == 1 and squeeze(own[0].quote) == squeeze(cell.text):
        return own[0].yuan, own[0].unit, own[0].quote
    factor, amount = currency_unit(unit or ""), number(cell)
    if unit is None or factor is None or amount is None:
        return None
    return amount * factor, unit, f"{amount}{unit}"


def _unit(head: str) -> str | None:
    """The unit of money a head names, in brackets or behind 单位."""
    found = re.search(r"[(（](亿元|万元|元)[)）]|单位[:：]\s*(?:人民币)?(亿元|万元|元)", head)
    return (found[1] or found[2]) if found else None


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring Chinese characters, two by two."""
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", text)
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))
