"""Chinese numerals and amounts of money, found in text with their offsets.

Offsets always count characters of the text handed in; the quote is cut from it unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
_NARROW = "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F))
_NARROWING = str.maketrans(_WIDE + "\u3000", _NARROW + " ")

DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **{"○": 0, "两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6, "弌": 1, "貮": 2, "弐": 2},
}
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_LARGE_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_HAN = "".join(char for char in (*DIGITS, *_SMALL_UNITS) if char not in "○0")
_TEN = 10
_COUNTED = "人|名|位|平方米|㎡|台|套|家|门|间|件|项|个(?!月)|亩|[万亿]?元"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "".join(DIGITS) + "".join(_SMALL_UNITS) + "".join(_LARGE_UNITS)
_NUMERAL = rf"(?:(?:{_ARABIC})[{_CHINESE}]*(?:\d+[十百千万亿])*|[{_CHINESE}]+)"
_NUMBER = re.compile(_NUMERAL)
_TOKEN = re.compile(rf"{_ARABIC}|[{_CHINESE}]")

_AMOUNT = re.compile(
    rf"(?:人民币|RMB|[¥￥$])?\s*(?P<sign>[-−－])?(?P<number>{_NUMERAL})\s*[余多]?\s*(?P<unit>[十百千万亿]*)[余多]?\s*"
    r"(?P<yuan>元|圆|块钱)(?![素件旦宵首化气月材锂催结论])"
    r"(?P<jiao>[零〇]?[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?"
    r"(?P<fen>[零〇]?[\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]分(?!之))?整?"
)
_CURRENCY_UNIT = re.compile(r"(万亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?元")


@dataclass(frozen=True)
class Found:
    """Something found in a text: its words, cut unchanged at `start:end`."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Number(Found):
    """A numeral in Arabic, Chinese, formal Chinese or mixed form."""

    value: Decimal


@dataclass(frozen=True)
class Amount(Found):
    """An amount of money in yuan; `unit` is the unit as written (元, 万元, 亿元)."""

    yuan: Decimal
    unit: str = "元"
    approximate: bool = False


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones, character for character: offsets stay."""
    return text.translate(_NARROWING)


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral (一百二十, 壹佰, 3万, 二〇二四, １，２００.5), None when it is not one."""
    text = narrow(text).strip().replace(" ", "")
    if not text or not _NUMBER.fullmatch(text):
        return None
    tokens = _TOKEN.findall(text)
    if all(token in DIGITS for token in tokens):
        return Decimal("".join(str(DIGITS[token]) for token in tokens))
    return _evaluate(tokens)


def find_numbers(text: str) -> list[Number]:
    """Every numeral of the text; a lone unit character (十分, 万一, 百姓) is not one, 十 before a noun is."""
    return list(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(narrow(text)):
        words = match.group()
        if all(char in _LARGE_UNITS or char in "百千佰仟" for char in words):
            continue
        value = parse_numeral(words)
        if value is not None:
            yield Number(text[match.start() : match.end()], match.start(), match.end(), value)


def in_digits(text: str) -> str:
    """The text with the Chinese numerals from ten on before what is counted or paid in digits: 六十二人 is 62人."""

    def digits(match: re.Match[str]) -> str:
        value = parse_numeral(match[0])
        return match[0] if value is None or value < _TEN else str(value)

    return re.sub(rf"(?<![几数第上\d.{_CHINESE}])[{_HAN}]{{2,9}}(?=(?:{_COUNTED}))", digits, text)


def find_amounts(text: str) -> list[Amount]:
    """Every amount in 元, 万元, 亿元 or formal Chinese (壹佰贰拾万元整), in yuan; no foreign currencies."""
    found = []
    for match in _AMOUNT.finditer(narrow(text)):
        value = parse_numeral(match["number"])
        if value is None:
            continue
        yuan = value * _factor(match["unit"]) + _fraction(match["jiao"], 10) + _fraction(match["fen"], 100)
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        quote = text[start : match.end()]
        unit = _written_unit(re.sub(r"[余多\s]", "", quote))
        found.append(
            Amount(
                quote,
                start,
                match.end(),
                -yuan if match["sign"] else yuan,
                unit,
                "余" in quote or "多" in quote,
            )
        )
    return found


def currency_unit(text: str) -> Decimal | None:
    """How many yuan one unit is in a heading such as 金额（万元） or 单位：亿元; None without one."""
    match = _CURRENCY_UNIT.search(text)
    return None if match is None else _factor(match[1] or "")


def chinese_numeral(value: int) -> str:
    """A whole number from 0 to 99,999,999 in simple Chinese numerals (12 is 十二, 105 is 一百零五)."""
    if value >= 10**4:
        head, rest = divmod(value, 10**4)
        tail = chinese_numeral(rest) if rest else ""
        ten = "一" if tail.startswith("十") else ""
        return f"{chinese_numeral(head)}万{'零' if 0 < rest < 1000 else ''}{ten}{tail}"
    digits = "零一二三四五六七八九"
    words, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += ("零" if pending_zero and words else "") + digits[digit] + name
            pending_zero = False
        else:
            pending_zero = True
    words = words or digits[0]
    return words[1:] if words.startswith("一十") else words


def _written_unit(words: str) -> str:
    match = re.search(r"(亿|億|万|萬)?[元圆块]", words)
    return f"{(match and match[1]) or ''}元"


def _factor(unit: str) -> Decimal:
    factor = Decimal(1)
    for char in unit:
        factor *= _SMALL_UNITS.get(char) or _LARGE_UNITS[char]
    return factor


def _fraction(words: str | None, parts: int) -> Decimal:
    if not words:
        return Decimal(0)
    value = parse_numeral(words[:-1])
    return Decimal(0) if value is None else value / parts


def _evaluate(tokens: list[str]) -> Decimal | None:
    """Add up digits and units; 一百二 is 120 and 三万五 is 35,000, 一百零二 is 102."""
    total = section = Decimal(0)
    pending: Decimal | None = None
    last_unit, zero_seen = 1, False
    for token in tokens:
        if token in _SMALL_UNITS:
            unit = _SMALL_UNITS[token]
            # 四十五万零十: the zero holds a place, the ten stands alone.
            alone = pending is None or (pending == 0 and (total or section))
            section += unit if alone else (pending or 0) * unit
            pending, last_unit, zero_seen = None, unit, False
        elif token in _LARGE_UNITS:
            unit = _LARGE_UNITS[token]
            section += pending or 0
            total = (
                (total + section) * unit
                if unit > 10**4 or (total and not section)
                else total + section * unit
            )
            section, pending, last_unit, zero_seen = Decimal(0), None, unit, False
        else:
            digit = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token.replace(",", ""))
            if pending is not None and not (token in DIGITS and pending == 0):
                return None
            zero_seen = zero_seen or digit == 0
            pending = digit
    if pending is not None and last_unit >= 100 and not zero_seen and pending < 10:
        pending *= last_unit // 10
    return total + section + (pending or 0)
