"""Which documents of a pack are editions of one text, and which of them is in force: the newest is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cmp_to_key
from itertools import pairwise

from advisor.pack.ledger import Entry
from advisor.pack.source import SourceDocument


def documents_of(entries: Iterable[Entry]) -> tuple[list[SourceDocument], list[str]]:
    """The documents, each naming the one it replaces, and a line for every text whose order could not be told."""
    kept = sorted((each for each in entries if each.state == "kept"), key=lambda each: (each.path, each.gone))
    texts: dict[str, list[Entry]] = defaultdict(list)
    for entry in kept:
        texts[entry.key].append(entry)
    replaces: dict[str, str] = {}
    doubts: list[str] = []
    for same in texts.values():
        ordered = _in_order(same)
        replaces |= {new.prefix: old.prefix for old, new in pairwise(ordered)}
        if len(ordered) < len(same):
            names = "、".join(each.path for each in same)
            doubts.append(f"{same[0].title}：{names} 标题相同，看不出先后，都会被引用")
    return [_document(entry, replaces) for entry in kept], doubts


def _in_order(same: Sequence[Entry]) -> list[Entry]:
    """Oldest first; empty where the order of any two is unknown."""
    compared = cmp_to_key(_compare)
    ordered = sorted(same, key=compared)
    told = all(new.edition.is_after(old.edition) for old, new in pairwise(ordered))
    return ordered if told else []


def _compare(one: Entry, other: Entry) -> int:
    return one.edition.is_after(other.edition) - other.edition.is_after(one.edition)


def _document(entry: Entry, replaces: dict[str, str]) -> SourceDocument:
    return SourceDocument(
        prefix=entry.prefix,
        file=entry.file,
        title=entry.title,
        replaces=replaces.get(entry.prefix),
        source=entry.path,
        day=entry.day,
    )
