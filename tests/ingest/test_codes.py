"""Codes and personal numbers: made-up ones with computed check digits, and published examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.codes import (
    code_fault,
    find_emails,
    find_personal_numbers,
    find_phones,
    find_unified_codes,
    subject_check,
    unified_code_check,
)


def made_up(prefix: str, region: str, subject: str) -> str:
    body = prefix + region + subject + subject_check(subject)
    return body + unified_code_check(body)


@pytest.mark.parametrize(
    ("prefix", "kind", "legal"),
    [("91", "企业", "check"), ("92", "个体工商户", "no"), ("12", "事业单位", "yes"),
     ("51", "社会团体", "yes"),
     ("N2", "村级集体经济组织", "special"), ("Y1", "其他", "check"), ("A1", "军队事业单位", "check")],
)  # fmt: skip
def test_a_lawful_code_tells_its_kind(prefix: str, kind: str, legal: str) -> None:
    text = f"统一社会信用代码：{made_up(prefix, '370102', 'MA3C4D5E')}。"
    (code,) = find_unified_codes(text)
    assert (code.fault, code.kind, code.legal_person, code.region) == (None, kind, legal, "370102")
    assert text[code.start : code.end] == code.quote


@pytest.mark.parametrize("code", ["91110000600037341L", "11370000MB2853648E"])
def test_published_codes_pass(code: str) -> None:
    assert code_fault(code) is None


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_single_wrong_character_is_caught(position: int, char: str) -> None:
    good = made_up("91", "370102", "MA3C4D5E")
    bad = good[:position] + char + good[position + 1 :]
    assert (code_fault(bad) is None) == (bad == good)


@pytest.mark.parametrize(
    ("written", "fault"),
    [("9137010012345", "length"), ("91370102MA3C4D5EO1", "character"), ("91370102MA3C4D5E00", "check-digit")],
)
def test_a_labelled_code_is_found_though_faulty(written: str, fault: str) -> None:
    (code,) = find_unified_codes(f"统一社会信用代码\t{written}\n")
    assert (code.quote, code.fault) == (written, fault)


def test_spaces_and_full_width_do_not_hide_a_code() -> None:
    (code,) = find_unified_codes("代码：９１110000 60003734 1L ")
    assert (code.code, code.fault) == ("91110000600037341L", None)


@pytest.mark.parametrize(
    ("number", "valid"),
    [("11010519491231002X", True), ("440524188001010014", True), ("110105194912310021", False)],
)
def test_an_id_card_is_found_and_masked(number: str, valid: bool) -> None:
    (found,) = find_personal_numbers(f"身份证号：{number}")
    assert (found.kind, found.valid, found.quote) == ("id-card", valid, number)
    assert number[6:14] not in found.masked


@pytest.mark.parametrize("number", ["6228480402564890018", "6222 0212 3456 7890 123"])
def test_a_bank_card_is_found_and_masked(number: str) -> None:
    (found,) = find_personal_numbers(f"卡号{number}，")
    assert (found.kind, found.quote) == ("bank-card", number)
    assert "****" in found.masked


def test_a_unified_code_is_no_personal_number() -> None:
    assert find_personal_numbers("91110000600037341L") == []
    assert find_personal_numbers("统一社会信用代码 913201600711021") == []  # misread; no province has 91


@pytest.mark.parametrize(
    ("text", "number", "kind", "valid"),
    [("13812345678", "13812345678", "mobile", True), ("138-1234-5678", "13812345678", "mobile", True),
     ("12012345678", "12012345678", "mobile", False), ("0531-86912345", "053186912345", "landline", True),
     ("（0531）86912345", "053186912345", "landline", True), ("400-123-4567", "4001234567", "hotline", True)],
)  # fmt: skip
def test_a_phone_is_found(text: str, number: str, kind: str, valid: bool) -> None:
    (phone,) = find_phones(f"电话：{text}。")
    assert (phone.number, phone.kind, phone.valid, phone.quote) == (number, kind, valid, text)


def test_an_address_is_found() -> None:
    assert [found.quote for found in find_emails("邮箱：zhang.san@example.com.cn，")] == [
        "zhang.san@example.com.cn"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "版权所有 1998-2002 Josip Rodin，1999 其他人",
        "COPYRIGHT 1998-2002 JOSIP RODIN",
        "1998-2010 Jason Robson Xu",
    ],
)
def test_years_before_a_name_are_no_code(text: str) -> None:
    assert find_unified_codes(text) == []


@pytest.mark.parametrize("written", ["110105 19491231 002X", "110105-19491231-002x", "11010519491231002X"])
def test_an_id_card_may_stand_in_groups(written: str) -> None:
    (found,) = find_personal_numbers(f"证件号{written}）")
    assert (found.kind, found.masked, found.valid) == ("id-card", "110105********002X", True)
