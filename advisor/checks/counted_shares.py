"""Shares told beside the counts they are those of: 28人，其中硕士9人、本科19人，分别占32.1%和76.9%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_UNIT = "(?:人|名|位|家|户|件|项|个|台|套|万元|亿元|元|平方米|亩|学时|课时)"
_COUNT = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?P<u>{_UNIT})")
_LISTED = re.compile(
    r"(?P<told>[^,。;、:()]{0,8}(?:分别|依次)[^,。;、:0-9()]{0,10}?)(?P<list>\d+(?:\.\d+)?%(?:[、,和及]\d+(?:\.\d+)?%)+)"
)
_TOLD = re.compile("占|比例|比重")
_BESIDE = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?)(?P<u>{_UNIT})[,(]?(?:占(?:比)?(?:为)?[^,。;、:0-9()]{{0,6}})?(?P<p>\d+(?:\.\d+)?)%"
)
_PARTS = 2


def counted_shares(text: str) -> Iterator[list[Decimal]]:
    """The shares of counts that together are the whole told before them, whatever the shares come to."""
    counts = [(m.start(), Decimal(m["n"]), m["u"]) for m in _COUNT.finditer(text)]
    for found in _LISTED.finditer(text):
        shares = [Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", found["list"])]
        before = [(n, u) for at, n, u in counts if at < found.start("list")]
        if _TOLD.search(found["told"]) and _are_all(before[: -len(shares)], before[-len(shares) :]):
            yield shares
    beside = [*_BESIDE.finditer(text)]
    if len(beside) >= _PARTS:
        before = [(n, u) for at, n, u in counts if at < beside[0].start()]
        if _are_all(before, [(Decimal(m["n"]), m["u"]) for m in beside]):
            yield [Decimal(m["p"]) for m in beside]


def _are_all(before: list[tuple[Decimal, str]], parts: list[tuple[Decimal, str]]) -> bool:
    """Whether the counts are of one unit and come to one told before them."""
    units = {u for _, u in parts}
    return len(parts) >= _PARTS and len(units) == 1 and (sum(n for n, _ in parts), *units) in before
