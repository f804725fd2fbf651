"""Numbers with their units as cells and sentences write them: read whole or not at all, never turned without saying so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.drafting.trace import Source
from advisor.pack.squeeze import squeeze
from ingest.chinese import find_amounts

_MAGNITUDES = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
}
_MAGNITUDE = "百万|千万|百|千|万|亿"
_SAID = r"(?:[≥>]=?|不少于|不低于|至少|已?(?:完成|实现|达到?)|合计|总计|共计?|为)*"
_WHOLE = re.compile(
    rf"{_SAID}(?P<n>-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<m>{_MAGNITUDE})?"
    r"(?P<u>%|m2|[A-Za-z]{1,4}|(?:(?![余多几约以左右上下第年月日号])[\u4e00-\u9fff]){1,4})?"
)
_UNIT = re.compile(r"\((?:单位:?)?([^():]{1,5})\)$|[/,]([^/,()]{1,4})$")
_NOTED = re.compile(r"(?:金额)?(?:计量)?单位[:：]?(?:人民币)?((?:百|千|百?万|亿)?元)")
MONEY, COMPUTED = "元", "计算"


@dataclass(frozen=True)
class Quantity:
    """A number as written (`amount`), the 万 or 亿 behind it, and its unit without them; no unit is none written."""

    amount: Decimal
    magnitude: str
    unit: str
    words: str = ""
    """as it is written, where that is in Chinese numerals"""

    @property
    def value(self) -> Decimal:
        """In the unit itself: 1.2亿元 is 120000000."""
        return self.amount * _MAGNITUDES[self.magnitude]

    @property
    def written(self) -> str:
        """As it stands, without words around it."""
        return self.words or f"{self.amount:f}{self.magnitude}{self.unit}"


def quantity(text: str) -> Quantity | None:
    """The quantity a text is; None when it is more than one, about one, or none at all (约20人, 30余人, 12-15)."""
    found = _WHOLE.fullmatch(squeeze(text))
    if found is None:
        amounts = find_amounts(squeeze(text))
        whole = len(amounts) == 1 and amounts[0].quote == squeeze(text) and not amounts[0].approximate
        return Quantity(amounts[0].yuan, "", MONEY, squeeze(text)) if whole else None
    magnitude, unit = split_unit((found["m"] or "") + (found["u"] or ""))
    return Quantity(Decimal(found["n"].replace(",", "")), magnitude, unit)


def split_unit(unit: str) -> tuple[str, str]:
    """万元 as 万 and 元."""
    found = re.match(_MAGNITUDE, unit)
    magnitude = found.group() if found else ""
    return magnitude, unit.removeprefix(magnitude)


def unit_of(label: str, units: Sequence[str]) -> str:
    """The unit a head or label names behind its words: 金额（万元） has 万元, 经费/元 has 元; empty for none.

    `units` are the words that are units; 发明专利（授权） has none.
    """
    found = _UNIT.search(squeeze(label))
    unit = (found[1] or found[2]) if found else ""
    return unit if split_unit(unit)[1] in {MONEY, *units} else ""


def unit_noted(text: str) -> str:
    """The unit a line over a table sets for its money: 单位：万元."""
    found = _NOTED.search(squeeze(text))
    return found[1] if found else ""


def turned(given: Quantity, default: str, wanted: str, same: Sequence[Sequence[str]]) -> Decimal | None:
    """The quantity in the wanted unit; `default` is the unit of a number that names none itself.

    None when the units do not belong together, or when money names no unit anywhere.
    """
    to, base = split_unit(wanted)
    magnitude, unit = given.magnitude, given.unit
    if not unit and not magnitude:
        magnitude, unit = split_unit(default)
    if not unit:
        if base == MONEY and not magnitude:
            return None
        unit = base
    if unit != base and not any(unit in group and base in group for group in same):
        return None
    return given.amount * _MAGNITUDES[magnitude] / _MAGNITUDES[to]


def plain(value: Decimal) -> str:
    """Without an exponent or zeros at its end."""
    return f"{value.normalize():f}"


def conversion(written: str, amount: str, unit: str) -> Source:
    """A quantity turned into another unit, as a source."""
    made = f"{written} = {amount}{unit}"
    return Source(file=COMPUTED, where=f"换算：{made}", quote=made, by="computed")
