"""Automatic numbering of WordprocessingML (ISO/IEC 29500-1, 17.9), rendered as the reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from ingest.chinese import chinese_numeral
from ingest.ooxml import W
from ingest.word.styles import on

BULLET = "•"
"""What stands for any bullet."""
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand",
}  # fmt: skip
_DIGITS = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
_CHINESE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
# The first characters of rows of numbers in one character, and how many there are.
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20), "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20), "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a list: its number format and the pattern its number is shown in."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    suffix: str = "tab"


class Numbering:
    """The lists of one document and their counters; feed it the paragraphs in order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._style_links: dict[str, str] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        links: dict[str, str] = {}
        for abstract in root.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId") or ""
            self._levels[name] = {
                index: level for index, level in map(_level, abstract.findall(f"{W}lvl")) if index is not None
            }
            if (style := abstract.find(f"{W}styleLink")) is not None:
                self._style_links[style.get(f"{W}val") or ""] = name
            if (link := abstract.find(f"{W}numStyleLink")) is not None:
                links[name] = link.get(f"{W}val") or ""
        for name, link in links.items():
            self._levels[name] = self._levels.get(self._style_links.get(link, ""), self._levels[name])
        for item in root.iter(f"{W}num"):
            self._load_list(item)

    def _load_list(self, item: Any) -> None:
        abstract = item.find(f"{W}abstractNumId")
        overrides: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in item.findall(f"{W}lvlOverride"):
            index = _integer(override.get(f"{W}ilvl"), 0)
            if (level := override.find(f"{W}lvl")) is not None:
                overrides[index] = _level(level)[1]
            if (start := override.find(f"{W}startOverride")) is not None:
                starts[index] = _integer(start.get(f"{W}val"), 1)
        name = "" if abstract is None else abstract.get(f"{W}val") or ""
        self._lists[item.get(f"{W}numId") or ""] = (name, overrides, starts)

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level a paragraph style is tied to in a list, None when it is not."""
        abstract, overrides, _ = self._lists.get(number, ("", {}, {}))
        for index, level in {**self._levels.get(abstract, {}), **overrides}.items():
            if level.style == style:
                return index
        return None

    def next(self, number: str, index: int) -> tuple[str, str] | None:
        """Count one paragraph: the number it shows, and what follows it (tab, space, nothing)."""
        if number not in self._lists:
            return None
        abstract, overrides, starts = self._lists[number]
        levels = {**self._levels.get(abstract, {}), **overrides}
        level = levels.get(index)
        if level is None:
            return None
        counters = self._counters.setdefault(abstract, {})
        self._count(number, index, levels, counters, starts)
        return _shown(level, levels, counters, index), level.suffix

    def _count(
        self,
        number: str,
        index: int,
        levels: dict[int, Level],
        counters: dict[int, int],
        starts: dict[int, int],
    ) -> None:
        for deeper in [other for other in counters if other > index]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or index < restart:
                del counters[deeper]
        if index in starts and (number, index) not in self._started:
            self._started.add((number, index))
            counters[index] = starts[index]
        elif index in counters:
            counters[index] += 1
        else:
            counters[index] = starts.get(index, levels[index].start)
        for higher in range(index):
            if higher in levels:
                counters.setdefault(higher, starts.get(higher, levels[higher].start))


def _level(element: Any) -> tuple[int, Level]:
    def value(name: str) -> str | None:
        found = element.find(f"{W}{name}")
        return None if found is None else found.get(f"{W}val", "")

    level = Level(
        start=_integer(value("start"), 1),
        format=_format(element) or "decimal",
        pattern=value("lvlText") or "",
        legal=on(element.find(f"{W}isLgl")),
        style=value("pStyle"),
        suffix=value("suff") or "tab",
    )
    restart = value("lvlRestart")
    if restart is not None:
        level = replace(level, restart=_integer(restart, 0))
    return _integer(element.get(f"{W}ilvl"), 0), level


def _format(element: Any) -> str | None:
    """The number format; one of the author's own (17.9.17) by its first number: "001, 002, 003, ..."."""
    found = next(element.iter(f"{W}numFmt"), None)
    if found is None:
        return None
    form = found.get(f"{W}val")
    return (
        f"digits {len(own[0])}"
        if form == "custom" and (own := _FIRST.match(found.get(f"{W}format") or ""))
        else form
    )


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


def _shown(level: Level, levels: dict[int, Level], counters: dict[int, int], index: int) -> str:
    if level.format == "bullet":
        return BULLET if level.pattern else ""

    def one(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels or place > index:
            return ""
        form = "decimal" if level.legal else levels[place].format
        return render(counters.get(place, levels[place].start), form)

    return re.sub(r"%([1-9])", one, level.pattern)


_FIRST = re.compile(r"0*1(?=,|$)")


def render(value: int, form: str) -> str:
    """One number in a format of ST_NumberFormat; decimal for formats that are not known."""
    if form == "none":
        return ""
    if value >= 0 and form in _CHINESE and value < 10**8:
        return chinese_numeral(value)
    if value >= 0 and form in {"chineseLegalSimplified", "ideographLegalTraditional"} and value < 10**8:
        return chinese_numeral(value).translate(_FORMAL)
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < value <= 26 * 30:
        letter = chr((value - 1) % 26 + ord("A")) * ((value - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form == "ideographTraditional" and 0 < value <= 10:
        return _STEMS[value - 1]
    if form == "ideographZodiac" and 0 < value <= 12:
        return _BRANCHES[value - 1]
    if form in _ENCLOSED and 0 < value <= _ENCLOSED[form][1]:
        return chr(ord(_ENCLOSED[form][0]) + value - 1)
    if form in _DIGITS:
        return str(value).translate(_CHINESE_DIGITS)
    if form.startswith("digits "):
        return str(value).zfill(int(form.removeprefix("digits ")))
    if form == "numberInDash":
        return f"- {value} -"
    if form in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    words = ""
    for unit, name in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, value = divmod(value, unit)
        words += name * count
    return words
