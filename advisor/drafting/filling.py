"""Putting facts into the words of a template; what is missing becomes 【待补：…】 and is remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ingest.dates import find_dates, shown_day

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass
class Filling:
    """Facts by name, the names people use for them, and what was asked for in vain."""

    facts: Mapping[str, object]
    labels: Mapping[str, str]
    missing: list[str] = field(default_factory=list)

    def text(self, template: str) -> str:
        """The template with its slots filled."""
        return _SLOT.sub(lambda found: self.value(found[1]), template)

    def value(self, name: str) -> str:
        """The fact in words, or the mark of its absence."""
        given = self.facts.get(name)
        if given is not None and str(given).strip():
            return str(given).strip()
        return self.gap(self.labels.get(name, name))

    def gap(self, label: str) -> str:
        """The mark of something missing."""
        if label not in self.missing:
            self.missing.append(label)
        return f"【待补：{label}】"


def day(text: str | None) -> str | None:
    """A date as official papers write it (GB/T 9704-2012: full year, no leading zero); other words stay."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return shown_day(found)


def in_words(text: str) -> str:
    """A day or a month by its numbers (2024-03-05, 2024.4, 2024/4/1) in words; anything else stays."""
    found = re.fullmatch(r"((?:19|20)\d{2})([-./])(\d{1,2})(?:\2(\d{1,2}))?", text.strip())
    if found is None or not find_dates(text):
        return text
    last = f"{int(found[4])}日" if found[4] else ""
    return f"{found[1]}年{int(found[3])}月{last}"


def bracketed(number: str | None) -> str | None:
    """A document number with its year in 六角括号, as GB/T 9704-2012 wants it."""
    return None if number is None else re.sub(r"[\[【（(［](\d{4})[\]】）)］]", r"〔\1〕", number)
