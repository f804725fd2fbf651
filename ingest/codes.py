"""Numbers that name somebody: unified social credit codes, ID cards, bank cards, phones, e-mail addresses.

Sources: GB 32100-2015 (unified social credit code), GB 11714 (organisation code), GB 11643-1999 (citizen
number), ISO/IEC 7812-1 (card numbers). A failed check digit means 核对: lawful codes that fail it exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from ingest.chinese import Found, narrow

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SUBJECT_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_SUBJECT_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"

LegalPerson = Literal["yes", "no", "special", "check"]
CodeFault = Literal["length", "character", "check-digit", "prefix"]

_DEPARTMENTS = "机构编制 外交 司法行政 文化 民政 旅游 宗教 工会 市场监管 中央军委 农业 其他"
_KINDS = """
11 机关 special | 12 事业单位 yes | 13 群众团体 check | 19 其他机构编制登记单位 check
21 外国常驻新闻机构 check | 29 其他外交登记单位 check
31 律师执业机构 check | 32 公证处 check | 33 基层法律服务所 check
34 司法鉴定机构 check | 35 仲裁委员会 check | 39 其他司法行政登记单位 check
41 外国在华文化中心 check | 49 其他文化登记单位 check
51 社会团体 yes | 52 民办非企业单位 yes | 53 基金会 yes | 59 其他民政登记单位 check
61 外国旅游部门常驻代表机构 no | 62 港澳台旅游部门常驻内地代表机构 no | 69 其他旅游登记单位 check
71 宗教活动场所 check | 72 宗教院校 check | 79 其他宗教登记单位 check | 81 基层工会 check | 89 其他工会 check
91 企业 check | 92 个体工商户 no | 93 农民专业合作社 special
A1 军队事业单位 check | A9 其他军队单位 check
N1 组级集体经济组织 special | N2 村级集体经济组织 special | N3 乡镇级集体经济组织 special
N9 其他农业登记单位 check | Y1 其他 check
"""


DEPARTMENTS = dict(zip("123456789ANY", _DEPARTMENTS.split(), strict=True))


def _kinds() -> dict[str, tuple[str, LegalPerson]]:
    rows = (entry.split() for line in _KINDS.strip().splitlines() for entry in line.split("|"))
    return {prefix: (name, cast(LegalPerson, legal)) for prefix, name, legal in rows}


KINDS = _kinds()
"""By the first two characters: the kind of unit, and what that says of its being a legal person."""

_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){17}(?![0-9A-Za-z])")
_LABELLED = re.compile(
    r"信用代码[^0-9A-Za-z\n]{0,12}(?P<code>[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){11,22})(?![0-9A-Za-z])"
)
_MISREAD = 3
"""Letters no code holds that may stand in one by mistake: O for 0, I for 1."""
_HOME = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}"
"""A county by its digits, as GB/T 2260 numbers the provinces."""
_ID = re.compile(rf"(?<![0-9A-Za-z]){_HOME}[ \-]?(?:18|19|20)\d{{6}}[ \-]?\d{{3}}[\dXx](?![0-9A-Za-z])")
_OLD_ID = re.compile(rf"(?<![0-9A-Za-z]){_HOME}\d{{9}}(?![0-9A-Za-z])")
_CARD = re.compile(
    r"(?<![0-9A-Za-z.])(?:62|60|4\d|5[1-5]|3[57])\d{2}(?:[ \-]?\d{4}){2}"
    r"[ \-]?\d{2,7}(?:[ \-]\d{1,3})?(?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?(?P<number>1\d{2}[- ]?\d{4}[- ]?\d{4})(?![0-9A-Za-z])")
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z])(?:\(0\d{2,3}\)|0\d{2,3})[-— ]?[2-9]\d{6,7}(?:[-转]\d{1,6})?(?![0-9A-Za-z])"
)
_HOTLINE = re.compile(r"(?<![0-9A-Za-z])[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?![0-9A-Za-z])")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,}")


@dataclass(frozen=True)
class UnifiedCode(Found):
    """A unified social credit code as found; `fault` is None when it obeys the standard."""

    code: str
    fault: CodeFault | None
    department: str | None
    kind: str | None
    legal_person: LegalPerson
    region: str
    """Six digits of the office that first registered the unit; a hint, never proof of where it is now."""


@dataclass(frozen=True)
class PersonalNumber(Found):
    """An ID-card or bank-card number; `masked` may be shown, the quote may not."""

    kind: Literal["id-card", "bank-card"]
    masked: str
    valid: bool


@dataclass(frozen=True)
class Phone(Found):
    """A telephone number; `number` holds digits only."""

    kind: Literal["mobile", "landline", "hotline"]
    number: str
    valid: bool


def unified_code_check(code: str) -> str:
    """The check character of GB 32100-2015 for 17 characters; ValueError for a foreign one."""
    total = sum(_ALPHABET.index(char) * weight for char, weight in zip(code[:17], _WEIGHTS, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def subject_check(subject: str) -> str:
    """The check character of GB 11714 for the 8 characters of an organisation's number."""
    total = sum(_SUBJECT_ALPHABET.index(c) * w for c, w in zip(subject[:8], _SUBJECT_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def code_fault(code: str) -> CodeFault | None:
    """What is wrong with a unified social credit code, None when it obeys GB 32100-2015."""
    if len(code) != 18:
        return "length"
    if any(char not in _ALPHABET for char in code) or not code[2:8].isdigit():
        return "character"
    if code[:2] not in KINDS:
        return "prefix"
    return None if unified_code_check(code) == code[17] else "check-digit"


def find_unified_codes(text: str) -> list[UnifiedCode]:
    """Every unified social credit code, also a faulty one when it has the shape or the label of one."""
    plain = narrow(text)
    spans = {match.span("code") for match in _LABELLED.finditer(plain)}
    for match in _CODE.finditer(plain):
        code = _compact(match.group())
        looks_right = code[:2] in KINDS and sum(char.isdigit() for char in code[2:8]) >= 5
        # A name behind years (1998-2002 Josip Rodin) is in small letters, or has many that no code holds.
        words = re.search(r"[a-z]{2}", match.group()) or sum(char in "IOSVZ" for char in code[8:]) > _MISREAD
        phones = any(_MOBILE.fullmatch(part) for part in match.group().split())
        looks_right = looks_right and not words and not phones
        if looks_right and not (valid_id(code) and code_fault(code)):
            spans.add(match.span())
    return [_unified(text, plain, start, end) for start, end in _outermost(spans)]


def _unified(text: str, plain: str, start: int, end: int) -> UnifiedCode:
    code = _compact(plain[start:end])
    known = KINDS.get(code[:2])
    kind, legal_person = known or (None, "check")
    department = DEPARTMENTS.get(code[:1])
    return UnifiedCode(
        text[start:end], start, end, code, code_fault(code), department, kind, legal_person, code[2:8]
    )


def _outermost(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _compact(code: str) -> str:
    return re.sub(r"[ \-]", "", code).upper()


def valid_id(number: str) -> bool:
    """True for an 18-digit citizen number with a real birthday and a right check digit (GB 11643-1999)."""
    number = number.upper()
    if not re.fullmatch(r"\d{17}[\dX]", number) or not _birthday(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == number[17]


def valid_card(number: str) -> bool:
    """True when the digits pass the Luhn check of ISO/IEC 7812-1."""
    digits = [int(char) for char in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def find_personal_numbers(text: str) -> list[PersonalNumber]:
    """ID-card numbers (18 digits, or 15 of the old form) and bank-card numbers, in order."""
    plain = narrow(text)
    found: list[PersonalNumber] = []
    for match in _ID.finditer(plain):
        number = _compact(match.group()).upper()
        if _birthday(number[6:14]) and code_fault(number) is not None:
            masked = f"{number[:6]}********{number[14:]}"
            found.append(_personal(text, match.span(), "id-card", masked, valid_id(number)))
    for match in _OLD_ID.finditer(plain):
        if _birthday("19" + match.group()[6:12]):
            found.append(
                _personal(
                    text, match.span(), "id-card", f"{match.group()[:6]}******{match.group()[12:]}", True
                )
            )
    taken = [(item.start, item.end) for item in found]
    for match in _CARD.finditer(plain):
        number = _compact(match.group())
        free = all(match.end() <= start or match.start() >= end for start, end in taken)
        if free and 15 <= len(number) <= 19 and (valid_card(number) or number.startswith("62")):
            masked = f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"
            found.append(_personal(text, match.span(), "bank-card", masked, valid_card(number)))
    return sorted(found, key=lambda item: item.start)


def _personal(
    text: str, span: tuple[int, int], kind: Literal["id-card", "bank-card"], masked: str, valid: bool
) -> PersonalNumber:
    return PersonalNumber(text[span[0] : span[1]], span[0], span[1], kind, masked, valid)


def _birthday(digits: str) -> bool:
    try:
        return date(1880, 1, 1) <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) < date(2100, 1, 1)
    except ValueError:
        return False


def find_phones(text: str) -> list[Phone]:
    """Mobile, landline and hotline numbers; a mobile number outside 13x–19x is found and not valid."""
    plain = narrow(text)
    found = []
    for match in _MOBILE.finditer(plain):
        number = _compact(match["number"])
        found.append(
            Phone(text[match.start() : match.end()], *match.span(), "mobile", number, number[1] in "3456789")
        )
    for kind, pattern in (("landline", _LANDLINE), ("hotline", _HOTLINE)):
        for match in pattern.finditer(plain):
            if all(match.end() <= item.start or match.start() >= item.end for item in found):
                number = re.sub(r"\D", "", match.group())
                found.append(Phone(text[match.start() : match.end()], *match.span(), kind, number, True))  # type: ignore[arg-type]
    return sorted(found, key=lambda item: item.start)


def find_emails(text: str) -> list[Found]:
    """Every e-mail address."""
    return [
        Found(text[match.start() : match.end()], *match.span()) for match in _EMAIL.finditer(narrow(text))
    ]
