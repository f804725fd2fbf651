"""A sum written in formal characters and in figures side by side: 人民币伍佰万元整（¥5,000,000）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.profile.reading import Reading
from ingest.chinese import Amount, find_amounts
from ingest.document import Place

_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_BETWEEN = r"(?:[\s（()），,、：:]|即|小写|大写|人民币|RMB|[¥￥]|金额)*"
_FIGURES = r"(?P<n>\d[\d,，]*(?:\.\d+)?)\s*(?P<u>亿元|万元|元)?"
_BEHIND = re.compile(rf"{_BETWEEN}{_FIGURES}(?![\d%])")
_BEFORE = re.compile(rf"(?:小写|[¥￥]|人民币|金额){_BETWEEN}{_FIGURES}{_BETWEEN}$")
_TIMES = {"亿元": Decimal(10**8), "万元": Decimal(10**4), "元": Decimal(1), None: Decimal(1)}


@dataclass(frozen=True)
class Pair:
    """Two writings of one sum that differ, with the words of both and where they stand."""

    place: Place
    quote: str
    formal: str
    figures: str


def differing_sums(reading: Reading) -> Iterator[Pair]:
    """Every sum of the file whose formal characters and figures do not agree."""
    for block in reading.body:
        for line in re.finditer(r"[^\n]+", block.text):
            for amount in find_amounts(line.group()):
                if not _FORMAL.search(amount.quote):
                    continue
                beside = _beside(line.group(), amount)
                if beside is not None and beside[1] != amount.yuan:
                    start = (block.place.start or 0) + line.start() + amount.start
                    place = reading.place(start, start + len(amount.quote))
                    yield Pair(place, line.group().strip(), amount.quote, beside[0])


def _beside(line: str, amount: Amount) -> tuple[str, Decimal] | None:
    """The sum in figures right behind the formal one, or right before it where it is so called."""
    found = _BEHIND.match(line, amount.end) or _BEFORE.search(line[: amount.start])
    if found is None:
        return None
    figure = Decimal(re.sub("[,，]", "", found["n"]))
    return f"{found['n']}{found['u'] or '元'}", figure * _TIMES[found["u"]]
