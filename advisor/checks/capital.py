"""The registered capital in a form against that of the licence, to the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from advisor.checks.case import Case
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.reading import Labelled, Reading
from ingest.chinese import currency_unit, find_amounts, narrow

_LABEL = re.compile(r"(?:注册|开办)(?:资本|资金)")
_OTHERWISE = re.compile("实缴|实收|到位|认缴|原|变更|设立时|年")
"""Words by which it is not the capital that the licence gives."""
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SLIP = Decimal(10**4)
"""How far apart two amounts are of which one is in 元 and one in 万元."""


@dataclass(frozen=True)
class Apart:
    """The capital as the form gives it and as the licence does; `unit` where only the unit parts them."""

    form: Labelled
    licence: Labelled
    what: Literal["value", "unit"]


def capital_apart(case: Case) -> Iterator[Apart]:
    """The capital in the form that bears the applicant's name, where it is not that of the licence; none where any other
    place gives that, or one of the two was recognised in a picture."""
    held = [(item, yuan) for reading in case.of("licence") for item, yuan in _capitals(reading)]
    if len({yuan for _, yuan in held}) != 1:
        return
    licence, amount = held[0]
    ours = [(reading, *found) for reading in case.main for found in _capitals(reading)]
    if any(yuan == amount for _, _, yuan in ours):
        return
    unit = squeeze(str(case.profile.value("applicant") or ""))
    for reading, item, yuan in ours:
        block = reading.document.block_at(item.place.start or 0)
        if block is None or any(each.yuan == amount for each in find_amounts(block.text)):
            continue
        if block.kind == "table" and unit and unit in squeeze(block.text):
            slip = max(yuan, amount) == min(yuan, amount) * _SLIP
            yield Apart(item, licence, "unit" if slip else "value")
            return


def _capitals(reading: Reading) -> Iterator[tuple[Labelled, Decimal]]:
    for item in () if reading.document.ocr else reading.labelled:
        told = _LABEL.fullmatch(bare_label(item.label)) and not _OTHERWISE.search(f"{item.label}{item.value}")
        if told and (yuan := _yuan(item.label, item.value)):
            yield item, yuan


def _yuan(label: str, value: str) -> Decimal | None:
    """The one amount of a cell, in yuan; a bare number takes the unit of the label."""
    unit, plain = currency_unit(label), narrow(value).strip()
    if unit is not None and _BARE.fullmatch(plain):
        return Decimal(plain.replace(",", "")) * unit
    amounts = {amount.yuan for amount in find_amounts(value)}
    return amounts.pop() if len(amounts) == 1 and not re.search("美元|港元|欧元|日元", value) else None
