"""The form of a question that is matched: simplified characters, half width, known misspellings mended.

Only questions are normalised, and only for matching; a quote is always cut from the source as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from advisor.answer.english import spelled
from advisor.pack.model import Pack

_HOMOPHONE_LENGTH = 3
_MENDED_BY = 100_000
"""characters of a pack's texts up to which their words are taken for what a homophone stood for"""
_SPELT = 6
"""letters from which a term typed in Latin letters cannot be taken for an English word"""
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_TWO = 2
_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff\")”])[,;:?!]|[,;:?!](?=[\u4e00-\u9fff])")
"""punctuation of Chinese sentences, in the one width that patterns are written for"""
_CIRCLED = re.compile("[\u2460-\u2473\u2776-\u277f]")
"""numbers in circles part the points of a question"""
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""a blank between Chinese characters stands for a comma: people who type on a phone leave the comma out"""

_SLASH = re.compile(r"\s+/\s+")
"""a slash between blanks parts facts as a comma does: 济宁 / 民办高校 / 2004建校"""
_PARTED = re.compile(r"(注|登)([了过的])(册|记)")
"""a verb with its object apart: 在徐州注的册 is 在徐州注册的"""
_BARE_YEAR = re.compile(
    r"(?<![\w.\-–—~〔\[])(20[0-2]\d)(?=\s*(?:特?[重较]大|特别|一般|发生|出|被|因|建|成立|创立|注册|登记|开业|获|评|入[选库]|起|迁|火灾|爆炸|泄露|罚|判|事故|移出))"
)
"""a year without its 年, as in notes: 2019 重大事故, 2004建校"""


def normalise(text: str, pack: Pack) -> str:
    """Simplified, NFKC, lower case, with the pack's misspellings and homophones of its terms mended."""
    plain = unicodedata.normalize("NFKC", _CIRCLED.sub("；", text)).lower().strip()
    if _has_traditional(plain):
        plain = _simplifier().convert(plain)
    plain = _PARTED.sub(r"\1\3\2", _GAP.sub("，", _SLASH.sub("，", plain)))
    plain = _BARE_YEAR.sub(r"\1年", plain)
    plain = _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark[0]], plain)
    if is_english(plain):
        plain = spelled(plain)
    for wrong, right in pack.lexicon.typos.items():
        plain = plain.replace(wrong, right)
    terms = _terms(pack)
    plain = _written_out(plain, (*terms, *pack.lexicon.vocabulary))
    return _mend_homophones(plain, _terms_by_sound(pack.info.id, terms))


def is_english(text: str) -> bool:
    """True when the question is written in English: words of Latin letters and no Chinese sentence, or nothing else at all."""
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    words = len(re.findall(r"[A-Za-z]{2,}", text))
    return (words >= 3 and han <= words // 2) or (words == _TWO and not han)


def _mend_homophones(text: str, by_sound: dict[str, str]) -> str:
    """Replace a run of characters that sounds like a term of three or more characters but is written otherwise."""
    if not by_sound:
        return text
    sounds = [_sounds(char) for char in text]
    lengths = sorted({len(term) for term in by_sound.values()}, reverse=True)
    mended, index = [], 0
    while index < len(text):
        term = next(
            (term for n in lengths if (term := _sounds_like(text, sounds, index, n, by_sound))), text[index]
        )
        mended.append(term)
        index += len(term)
    return "".join(mended)


def _sounds_like(
    text: str, sounds: Sequence[tuple[str, ...]], index: int, length: int, by_sound: Mapping[str, str]
) -> str | None:
    """The term that the `length` characters at `index` sound like but are not, when few of them are written otherwise."""
    written = text[index : index + length]
    if len(written) < length or not all(sounds[index : index + length]):
        return None
    for spoken in product(*sounds[index : index + length]):
        term = by_sound.get(" ".join(spoken))
        if (
            term
            and term != written
            and sum(a != b for a, b in zip(term, written, strict=True)) <= length // 2
        ):
            return term
    return None


def _written_out(text: str, terms: tuple[str, ...]) -> str:
    """Terms typed in Latin letters (fuwu jigou) written in characters; whole words of the text only."""
    if not re.search(r"[a-z]{3}", text) or not re.search(r"[\u4e00-\u9fff]", text):
        return text
    for term in sorted(terms, key=len, reverse=True):
        spelling = [sound for char in term for sound in _sounds(char)[:1]]
        if len("".join(spelling)) < _SPELT:
            continue
        spelt = r"\s*".join(spelling)
        text = re.sub(rf"(?<![a-z]){spelt}(?![a-z])", term, text)
    return text


def _terms(pack: Pack) -> tuple[str, ...]:
    """Words of the programme worth mending: quoted terms, track names and the lexicon's terms, all Chinese."""
    words = (
        {*pack.lexicon.vocabulary}
        | {info.name for info in pack.info.tracks}
        | {info.short for info in pack.info.tracks}
    )
    for term in pack.lexicon.terms:
        words.update(term.term.split())
    # In a large collection nearly every sound is some word's: there a right word would be mended into a wrong one.
    texts = pack.texts.values() if sum(map(len, pack.texts.values())) <= _MENDED_BY else ()
    for text in texts:
        words.update(re.findall(r"(?<=[、，“])([\u4e00-\u9fff]{3,6})(?=[、，”])", text))
    return tuple(sorted(w for w in words if re.fullmatch(rf"[\u4e00-\u9fff]{{{_HOMOPHONE_LENGTH},8}}", w)))


@lru_cache(maxsize=8)
def _terms_by_sound(pack: str, terms: tuple[str, ...]) -> dict[str, str]:
    return {" ".join(_sounds(char)[0] for char in term): term for term in terms}


@lru_cache(maxsize=4096)
def _sounds(char: str) -> tuple[str, ...]:
    """The readings of one character without tones, the usual one first and at most three; nothing for other signs."""
    from pypinyin import Style, pinyin

    if not re.match(r"[\u4e00-\u9fff]", char):
        return ()
    readings = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
    return tuple(dict.fromkeys(readings))[:3]


def _has_traditional(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text))


@lru_cache(maxsize=1)
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
