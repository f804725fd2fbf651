"""The words of a clause a defect rests on, cut from the clause character for character."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

_LONG = 120
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\d+[.．])\s*")


def best_sentence(text: str, about: str) -> str:
    """The clause whole when short, else the sentence nearest to what is said `about` it.

    Its number and its last mark are left out: the heading beside it shows the one, the quotation mark ends it.
    """
    whole = _bare(text)
    if len(whole) <= _LONG:
        return whole
    found = [_bare(match.group()) for match in _SENTENCE.finditer(text)]
    return max((each for each in found if len(each) > 8), key=lambda each: fuzz.partial_ratio(about, each))


def _bare(text: str) -> str:
    return _NUMBER.sub("", text.strip()).rstrip("。；; \n\u3000")
