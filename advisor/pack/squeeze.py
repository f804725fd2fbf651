"""Text for matching only; never for showing."""

from __future__ import annotations

import re
import unicodedata

_BRACKETED = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_YEAR = re.compile(r"^(?:19|20)\d{2}年度?")
_BLANK = re.compile(r"[\s　\u200b\ufeff]+")


def squeeze(text: str) -> str:
    """The text in NFKC without any blanks."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def same_name(one: str, other: str) -> bool:
    """True when two names differ at most in blanks, width and kind of brackets or quotation marks."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"[“”\"'‘’《》「」]", "", squeeze(text)).casefold()


def _remark(found: re.Match[str]) -> str:
    """A bracketed remark is no part of a label, unless it tells before from after."""
    return found.group()[1:-1] if re.search("[前后]$", found.group()[1:-1]) else ""


def bare_label(text: str) -> str:
    """A label for matching: no blanks, bracketed remarks, leading year or ending colon."""
    plain = squeeze(text).strip("*＊:：")
    plain = _BRACKETED.sub(_remark, plain) or plain
    return _YEAR.sub("", plain).lower()


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of a sentence before and behind what stands from `start` to `end` of a text."""
    return re.split(r"[。；\n]", text[:start])[-1], re.split(r"[。；\n]", text[end:])[0]
