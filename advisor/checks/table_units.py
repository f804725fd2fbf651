"""Tables whose totals are told elsewhere with the same digits, ten thousand times apart: the unit over the table is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from advisor.checks.amounts import Amount

_TOTAL = re.compile("合计|总计|共计|总额")
_SLIP = Decimal(10_000)
_MATCHES = 2
"""Totals of a table at least that the text gives in the other unit; one more where the largest is a round sum."""
_TRIFLE = Decimal(100_000)
"""Yuan below which no total of years is likely, so that one match is enough."""
_HUGE = Decimal(1_000_000_000)
"""Yuan above which hardly any is, so that one match is enough."""
_TELLING = 3
"""Digits that two sums share hardly by chance."""


def tables_apart(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """The largest total of each such table, and a place where the same digits are told in the other unit."""
    for key, totals in _totals(amounts).items():
        others = [a for a in amounts if _table(a) != key and (a.about or _is_total(a))]
        known = {a.yuan for a in others}
        if any(total.yuan in known for total in totals):
            continue
        largest = max(totals, key=lambda a: a.yuan)
        for factor in (_SLIP, 1 / _SLIP):
            matched = {a.yuan for a in totals if a.yuan * factor in known}
            enough = _MATCHES if len(largest.digits) >= _TELLING else _MATCHES + 1
            odd = largest.yuan < _TRIFLE if factor == _SLIP else _is_huge(largest, others)
            if odd and len(largest.digits) >= _TELLING:
                enough = 1
            if largest.yuan in matched and len(matched) >= enough:
                yield largest, next(a for a in others if a.yuan == largest.yuan * factor)


def _is_huge(total: Amount, others: Sequence[Amount]) -> bool:
    """Whether a total is beyond what it may be, and the same digits are told of the same thing in the other unit."""
    return total.yuan > _HUGE and any(a.yuan * _SLIP == total.yuan and a.about & total.about for a in others)


def _totals(amounts: Sequence[Amount]) -> dict[tuple[str, int], list[Amount]]:
    """The totals of every table that is not recognised."""
    found: dict[tuple[str, int], list[Amount]] = {}
    for amount in amounts:
        key = _table(amount)
        if key is not None and _is_total(amount) and not amount.reading.document.ocr:
            found.setdefault(key, []).append(amount)
    return found


def _table(amount: Amount) -> tuple[str, int] | None:
    """Which table an amount stands in."""
    block = amount.reading.document.block_at(amount.place.start or 0)
    table = block is not None and block.kind == "table"
    return (amount.reading.path, block.place.start or 0) if block is not None and table else None


def _is_total(amount: Amount) -> bool:
    """Whether it is the cell of a table whose head says that it is a total."""
    return _table(amount) is not None and _TOTAL.search(amount.quote.split()[0]) is not None
