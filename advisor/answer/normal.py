"""The form of a question that is matched: simplified characters, half width, known misspellings mended.

Only questions are normalised, and only for matching; a quote is always cut from the source as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from advisor.pack.model import Pack

_HOMOPHONE_LENGTH = 3
_MENDED_BY = 100_000
"""characters of a pack's texts up to which their words are taken for what a homophone stood for"""
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff\")”])[,;:?!]|[,;:?!](?=[\u4e00-\u9fff])")
"""punctuation of Chinese sentences, in the one width that patterns are written for"""
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""a blank between Chinese characters stands for a comma: people who type on a phone leave the comma out"""


def normalise(text: str, pack: Pack) -> str:
    """Simplified, NFKC, lower case, with the pack's misspellings and homophones of its terms mended."""
    plain = unicodedata.normalize("NFKC", text).lower().strip()
    if _has_traditional(plain):
        plain = _simplifier().convert(plain)
    plain = _GAP.sub("，", plain)
    plain = _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark[0]], plain)
    for wrong, right in pack.lexicon.typos.items():
        plain = plain.replace(wrong, right)
    return _mend_homophones(plain, _terms_by_sound(pack.info.id, _terms(pack)))


def is_english(text: str) -> bool:
    """True when the question is written in English: words of Latin letters and no Chinese sentence."""
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z]{2,}", text))
    return words >= 3 and han <= words // 2


def _mend_homophones(text: str, by_sound: dict[str, str]) -> str:
    """Replace a run of characters that sounds like a term of three or more characters but is written otherwise."""
    if not by_sound:
        return text
    sounds = _sounds(text)
    lengths = sorted({len(term) for term in by_sound.values()}, reverse=True)
    mended, index = [], 0
    while index < len(text):
        for length in lengths:
            written = text[index : index + length]
            term = by_sound.get(" ".join(sounds[index : index + length])) if len(written) == length else None
            if (
                term
                and term != written
                and sum(a != b for a, b in zip(term, written, strict=True)) <= length // 2
            ):
                mended.append(term)
                index += length
                break
        else:
            mended.append(text[index])
            index += 1
    return "".join(mended)


def _terms(pack: Pack) -> tuple[str, ...]:
    """Words of the programme worth mending: quoted terms, track names and the lexicon's terms, all Chinese."""
    words = {info.name for info in pack.info.tracks} | {info.short for info in pack.info.tracks}
    for term in pack.lexicon.terms:
        words.update(term.term.split())
    # In a large collection nearly every sound is some word's: there a right word would be mended into a wrong one.
    texts = pack.texts.values() if sum(map(len, pack.texts.values())) <= _MENDED_BY else ()
    for text in texts:
        words.update(re.findall(r"(?<=[、，“])([\u4e00-\u9fff]{3,6})(?=[、，”])", text))
    return tuple(sorted(w for w in words if re.fullmatch(rf"[\u4e00-\u9fff]{{{_HOMOPHONE_LENGTH},8}}", w)))


@lru_cache(maxsize=8)
def _terms_by_sound(pack: str, terms: tuple[str, ...]) -> dict[str, str]:
    return {" ".join(_sounds(term)): term for term in terms}


def _sounds(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return [lazy_pinyin(char, style=Style.NORMAL)[0] for char in text]


def _has_traditional(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
