"""Phone numbers, e-mail addresses, postcodes and dates that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Collection

from advisor.checks.case import Case, Findings, Row
from advisor.pack.squeeze import squeeze
from advisor.profile.labels import fields_of
from advisor.profile.reading import Labelled, Reading
from ingest.dates import impossible_dates

_PHONE = re.compile(
    r"(?:\+?86-?)?1[3-9]\d{9}|\(?0\d{2,3}\)?-?[2-9]\d{6,7}(?:[-转]\d{1,6})?|[48]00-?\d{3,4}-?\d{3,4}|[2-9]\d{6,7}"
)
_CALLED = re.compile(
    r"(?:手机|电话|联系方式)(?:号码?)?[:为是]?(?P<number>\d[\d\-]{5,14})(?![\d\-]|[年月日个台套人家部只支万片件块])"
)
"""A number that words call a telephone's, in whatever cell (联系人：薄小雨 手机13953914681)."""
_BARE = re.compile(
    r"[\u4e00-\u9fff·]{2,4}(?:[,、;:/(]+(?![^,、;/]{0,8}[号码编证机账户件])[\u4e00-\u9fff]{2,8})*[,、;:/(]*"
    r"(?P<number>(?!19\d\d(?:0[1-9]|1[0-2])[0-3]\d(?!\d))1[3-9]\d{6,8}|1[3-9]\d{10,11}|0\d{2,3}-(?:\d{4,6}|\d{9,}))(?![\d\-A-Za-z年月日.转])"
)
"""A person's name, with titles or not, and a number behind it that has the beginning of a telephone's and not its length."""
_SHORT, _SURE = re.compile(r"1[3-9]\d{8}|0\d{2,3}-\d{4,6}"), 0.95
"""A number of a telephone that is digits short, and the confidence from which a recognised one is."""
_EMAIL = re.compile(r"[A-Za-z0-9][\w.%+\-]*@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,}")
_NO_NAME = re.compile("[号码编证账户]|内线|短号|分机|生日|出生")
_FILLED = re.compile(r"[XＸx×*_某待]{2,}|^[(（]?[无/\-—]+[)）]?$|[【\[]待?补")


def check(case: Case, row: Row, *, materials: tuple[str, ...]) -> Findings:
    """One finding a cell; words and blanks around a number are no fault, masked numbers and 无 neither."""
    for reading in case.of(*materials):
        for item in reading.labelled:
            value = squeeze(item.value)
            if reading.document.ocr and not _is_short(reading, item, value):
                continue
            if not value or _FILLED.search(_EMAIL.sub("", value) or value):
                continue
            kinds = {field.kind for field in fields_of(item.label, reading.file.material, case.checking)}
            wrong = any(_wrong(kind, value) for kind in kinds) and not _are_phones(kinds, item.value)
            beside = (
                "person" in kinds
                and (bare := _BARE.match(_listed(item.value)))
                and not _NO_NAME.search(bare.group())
            )
            if wrong or beside or _is_miscalled(value):
                yield row.finding(
                    file=reading.path,
                    place=item.place,
                    quote=item.value,
                    name=squeeze(item.label),
                    value=item.value,
                )
    for reading in case.main:
        for found in impossible_dates(reading.document.text):
            place = reading.place(found.start, found.end)
            yield row.finding(
                file=reading.path, place=place, quote=found.quote, name="日期", value=found.quote
            )


def _is_short(reading: Reading, item: Labelled, value: str) -> bool:
    """A recognised number that is too short for a telephone, surely read, beside a label that asks for one."""
    sure = (reading.document.confidence_at(item.place.start or 0) or 0) >= _SURE
    asked = re.search("手机|电话", squeeze(item.label)) is not None
    return sure and asked and _SHORT.fullmatch(value) is not None


def _are_phones(kinds: Collection[str], written: str) -> bool:
    """Whether a cell holds several numbers of telephones with nothing but blanks between them."""
    return kinds == {"phone"} and all(_PHONE.fullmatch(part) for part in written.split())


def _listed(written: str) -> str:
    """A cell without blanks; numbers that a blank sets apart stay two."""
    return squeeze(re.sub(r"(?<=\d)\s+(?=\d)", "、", written))


def _is_miscalled(value: str) -> bool:
    """Whether words of the cell call a number a telephone's that can be none."""
    called = (found["number"] for found in _CALLED.finditer(value))
    return any(not _PHONE.fullmatch(n.replace("-", "") if n.startswith("1") else n) for n in called)


def _wrong(kind: str, value: str) -> bool:
    if kind == "phone":
        return any(not _PHONE.fullmatch(part) for part in _numbers(value))
    if kind == "email":
        parts = [part for part in re.split(r"[、,;/]", value) if part]
        return any(not _EMAIL.fullmatch(part) for part in parts)
    if kind == "date":
        months = re.findall(r"\d{4}[年.\-/](\d{1,2})(?:月|[.\-/]|$)", value)
        return any(not 1 <= int(month) <= 12 for month in months)
    if kind == "postcode":
        if re.search(r"[\u4e00-\u9fff]", value):
            # A cell for an address and its postcode ends with it.
            ends = re.search(r"(?<![\d\-])\d{4,8}$", value)
            return ends is not None and not re.fullmatch(r"[0-8]\d{5}", ends.group())
        return not re.fullmatch(r"[0-8]\d{5}", value)
    return False


def _numbers(value: str) -> list[str]:
    """The telephone numbers of a cell; a bare name beside them is left out."""
    digits = re.sub(r"[\u4e00-\u9fffA-Za-z:（）]+(?<!转)", "、", value)
    return [part for part in re.split(r"[、,;/]", digits) if part]
