"""Labels of forms: the spellings that rows list, and those that their patterns take in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.pack.squeeze import bare_label

if TYPE_CHECKING:
    from advisor.pack.checking import FieldRow

_LONGEST = 14
"""Characters from which words are no label."""
_ORDINAL = re.compile(r"(?<=[\u4e00-\u9fff])(?:[一二三四五六七八九十]{1,2}|\d{1,2})$")
"""联合单位1: one of several, where a field may have several"""


class Labels(Mapping[str, "tuple[FieldRow, ...]"]):
    """Field rows by bare label. A listed spelling goes before a pattern; iterating gives the listed ones."""

    def __init__(self, rows: Iterable[FieldRow]) -> None:
        self._listed: dict[str, tuple[FieldRow, ...]] = {}
        self._like: list[tuple[re.Pattern[str], FieldRow]] = []
        self._taken: dict[str, tuple[FieldRow, ...]] = {}
        for row in rows:
            for label in row.labels:
                self._listed[bare_label(label)] = (*self._listed.get(bare_label(label), ()), row)
            self._like += [(re.compile(pattern), row) for pattern in row.like]

    def __getitem__(self, label: str) -> tuple[FieldRow, ...]:
        if label in self._listed:
            return self._listed[label]
        if not 1 < len(label) <= _LONGEST:
            raise KeyError(label)
        if label not in self._taken:
            rows = tuple(row for pattern, row in self._like if pattern.fullmatch(label))
            self._taken[label] = rows or self._one_of_several(label)
        if not self._taken[label]:
            raise KeyError(label)
        return self._taken[label]

    def _one_of_several(self, label: str) -> tuple[FieldRow, ...]:
        stem = _ORDINAL.sub("", label)
        return tuple(row for row in self.get(stem, ()) if row.many) if stem != label else ()

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    @property
    def listed(self) -> frozenset[str]:
        """The spellings that are listed, where a guess would cut a line in the wrong place."""
        return frozenset(self._listed)
