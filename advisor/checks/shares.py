"""Numbers that are shares of several parties, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_UNIT = r"(?:平方米|㎡|m2|亩|亿元|万元|元|台\(?套\)?|台|套|人|名|位|家|户|件|项|个)"
_ITEM = rf"\d+(?:\.\d+)?{_UNIT}"
_LIST = re.compile(rf"(?:[、和及与]{{1,2}}{_ITEM}(?=[、,。;()和及与共合总分]|$))+")
"""What goes on behind a number with numbers alone (30人、10人、6人)."""
_TOTAL = re.compile(
    rf"[,、;(]?(?:[三双两四各]方)?(?:合计|共计|总计|总共|一共|加起来|共|计)(?:为|是|有|达)?(?P<n>\d+(?:\.\d+)?)(?P<u>{_UNIT})(?!次)"
)
_PEOPLE = {"人", "名", "位"}
_IS_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共|加起来|(?<![公同])共)(?:为|是|有|达)?$")
_EACH = re.compile(r"(?:分别|各自)[^,。;]*$")
_PARTY = re.compile(
    r"(?:^|[,。;:、])(?:(?:由|其中)?(?:[甲乙丙丁戊]方|一方|另一方|(?:牵头|共建|合作|联合|参与|参加|成员)(?:单位|方)))"
    r"[^,。;]{0,10}(?:派|投|出|提供|安排|抽调|落实|承担|配备|负责|拿)[^,。;]*$"
)
_SENT = re.compile(r"(?:派出|派驻|派遣|选派|委派)[^,。;]{0,6}$")
"""People whom somebody sends are some of those there are."""
_FIGURE = re.compile(rf"(\d+(?:\.\d+)?)({_UNIT})")


def in_all(text: str, found: re.Match[str]) -> Decimal | None:
    """The number `n` of a match; of a list of shares the total told behind it, and None where a share has none."""
    before, unit = text[: found.start("n")], re.compile(_UNIT).match(text, found.end("n"))
    after = text[max(found.end(), unit.end() if unit else 0) :]
    items = _LIST.match(after)
    shared = items is not None or any(pattern.search(before) for pattern in (_EACH, _PARTY, _SENT))
    if _IS_TOTAL.search(before) or not shared:
        return Decimal(found["n"].replace(",", ""))
    total = _TOTAL.match(after[items.end() if items else 0 :]) if items or _EACH.search(before) else None
    alike = total and unit and (total["u"] == unit[0] or {total["u"], unit[0]} <= _PEOPLE)
    return Decimal(total["n"]) if total and alike else None


def adds_up(text: str, value: Decimal, unit: str, whole: Decimal) -> bool:
    """Whether a sentence gives a number among others beside each other that come to `whole`, or gives that as well; what is
    told as a part of the number itself (24人，其中博士2人) adds nothing to it."""
    every = [Decimal(n) for n, u in _FIGURE.findall(text) if u == unit]
    text = re.sub(rf"(?<!\d)({re.escape(str(value))}{unit})[,(]?其中[^。;]*", r"\1", text)
    numbers = [Decimal(n) for n, u in _FIGURE.findall(text) if u == unit]
    if value not in numbers:
        return False
    beside = re.search(rf"(?:另|此外|加上|外加|还有)[^,。;\d]{{0,10}}{whole - value}{unit}", text) is not None
    return beside or whole in every or any(sum(run) == whole for run in _runs(numbers, value))


def is_parted(text: str, value: Decimal, unit: str) -> bool:
    """Whether a sentence tells a number with all its parts behind it (33人，其中博士7人、硕士9人、本科17人)."""
    numbers = [Decimal(n) for n, u in _FIGURE.findall(text) if u == unit]
    behind = numbers[numbers.index(value) + 1 :] if value in numbers else []
    return any(sum(behind[:end]) == value for end in range(2, len(behind) + 1))


def _runs(numbers: list[Decimal], value: Decimal) -> Iterator[list[Decimal]]:
    for start in range(len(numbers)):
        for end in range(start + 2, len(numbers) + 1):
            if value in numbers[start:end]:
                yield numbers[start:end]
