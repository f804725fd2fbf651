"""Personal numbers of a text: shown as what they are before it is sent to a language model, or taken out."""

from __future__ import annotations

from ingest.codes import find_emails, find_personal_numbers, find_phones

_SHOWN = {"id-card": "［证件号码］", "bank-card": "［银行卡号］"}
_PHONE, _EMAIL = "［电话号码］", "［邮箱］"


def mask(text: str) -> str:
    """The text with ID-card, bank-card and telephone numbers and e-mail addresses replaced by what they are.

    Public hotlines stay: they belong to nobody.
    """
    return _replaced(text, _found(text))


def without_numbers(text: str) -> str:
    """The text without them: they tell nothing of what is asked."""
    return _replaced(text, [(start, end, "") for start, end, _ in _found(text)])


def _found(text: str) -> list[tuple[int, int, str]]:
    """Where they stand, each with what is shown for it."""
    found = [(item.start, item.end, _SHOWN[item.kind]) for item in find_personal_numbers(text)]
    found += [(item.start, item.end, _PHONE) for item in find_phones(text) if item.kind != "hotline"]
    return found + [(item.start, item.end, _EMAIL) for item in find_emails(text)]


def _replaced(text: str, found: list[tuple[int, int, str]]) -> str:
    masked, at = [], 0
    for start, end, shown in sorted(found):
        if end <= at:
            continue
        masked += [text[at : max(start, at)], shown]
        at = end
    return "".join([*masked, text[at:]])
