"""Names of people as forms write them."""

from __future__ import annotations

import pytest

from advisor.profile.facts import person_name

SURNAMES = ("欧阳", "司马")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("欧阳  修", "欧阳修"),
        ("张　三", "张三"),
        ("张 三 丰", "张三丰"),
        ("李明 教授", "李明"),
        ("田  雅文 主任", "田雅文"),
        ("张三 13800001111", "张三"),
        ("李明（男）", "李明"),
        ("赵　小满、钱进", "赵小满、钱进"),
        ("John Smith", "John Smith"),
    ],
)
def test_a_name_is_read_whole_and_without_what_follows(written: str, name: str) -> None:
    assert person_name(written, SURNAMES) == name
