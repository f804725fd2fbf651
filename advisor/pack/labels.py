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
            self._taken[label] = tuple(row for pattern, row in self._like if pattern.fullmatch(label))
        if not self._taken[label]:
            raise KeyError(label)
        return self._taken[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    @property
    def listed(self) -> frozenset[str]:
        """The spellings that are listed, where a guess would cut a line in the wrong place."""
        return frozenset(self._listed)
