"""How a text names a whole year: with Chinese numerals, from its first month to its last, up to its end."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NUMERALS = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_MONTHS = re.compile(r"(20\d{2}年)0?1月(?:0?1日)?起?(?:至|到|-|—|–|~|～)+(?:\1)?12月(?:31日|底|末|份)?止?")
_UP_TO = re.compile(r"(截[至止]到?(?:20\d{2}年))12月(?:31日|底|末)")


def digits(text: str) -> str:
    """The text with its years in digits (二〇二四年 as 2024年), as long as before."""
    return _NUMERALS.sub(lambda m: m.group().translate(_DIGITS).replace("二", "2", 1), text)


def whole_years(text: str) -> str:
    """The text with its whole years named as such: 2024年1月至12月 as 2024年全年, 截至2024年12月31日 as 截至2024年底."""
    return _UP_TO.sub(r"\1底", _MONTHS.sub(r"\1全年", digits(text)))
