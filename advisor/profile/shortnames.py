"""Short names: those a text introduces (以下简称“…”), and those that are plainly a name cut short."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading

_REACH = 40
"""Characters between a name and the words that introduce its short form."""
_INTRODUCED = re.compile(
    r"(?:(?:以下|下文|下|又|统一|对外)?(?:简称|称)(?:为|:)?)(?P<names>[“\"「『‘']?[^“”\"，,。;；()（）]{2,20}[”\"」』’']?"
    r"(?:[、或和及]{1,2}[“\"「『‘'][^“”\"，,。;；()（）]{2,20}[”\"」』’'])*)"
)
_QUOTED = re.compile(r"[^“”\"「」『』‘’'、或和及]{2,20}")
_LABEL = re.compile(r"(?:单位|企业|公司|学校|机构)?(?:中文)?简称")
_WHOLE = re.compile(r"(?:有限责任公司|股份有限公司|有限公司)$")


def short_names(readings: Iterable[Reading], name: str) -> frozenset[str]:
    """Every short form of `name` that some file introduces, in the text or in a cell of that label."""
    found: set[str] = set()
    whole = squeeze(name)
    for reading in readings:
        for block in reading.body:
            text = squeeze(block.text)
            for introduced in _INTRODUCED.finditer(text):
                if whole in text[max(0, introduced.start() - len(whole) - _REACH) : introduced.start()]:
                    found |= set(_QUOTED.findall(introduced["names"]))
            for label, value in block.pairs if block.kind == "table" else ():
                if _LABEL.fullmatch(squeeze(label.text)) and value.text.strip():
                    found.add(squeeze(value.text))
    return frozenset(found)


def is_part(value: str, name: str) -> bool:
    """True when `value` is `name` with characters left out, and shorter."""
    value, name = squeeze(value), squeeze(name)
    rest = iter(name)
    return len(value) < len(name) and all(char in rest for char in value)


def is_cut_short(value: str, name: str) -> bool:
    """True when `value` is a company's name with words left out and without its legal form (鸢飞软件)."""
    if _WHOLE.search(squeeze(value)) or not _WHOLE.search(squeeze(name)):
        return False
    return is_part(value, name)
