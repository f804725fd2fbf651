"""Passages that submissions of different units share: MinHash finds them, exact overlap decides."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.pack.model import Pack
from advisor.pack.squeeze import squeeze
from advisor.triage.model import (
    CrossFinding,
    Extract,
    Passage,
    Shared,
    Side,
    SimilarRule,
    TriageRules,
)

_SHINGLE = 8
_PERMUTATIONS = 128
_SEED = 9704
_MASK = "〇"
_QUOTE_LIMIT = 400
_SHOWN = 8


@dataclass(frozen=True)
class _Entry:
    """A passage under comparison; `party` tells units apart. Shingles are kept as 64-bit numbers: as words those of
    a thousand submissions would fill the memory."""

    extract: Extract
    party: str
    passage: Passage
    length: int
    shingles: array[int]
    sketch: Any


def known_shingles(pack: Pack) -> frozenset[str]:
    """What everybody may copy: the policy's own text and its explanations."""
    texts = [*pack.texts.values(), *(guide.text for guide in pack.guides)]
    return frozenset(s for text in texts for s in _shingles(squeeze(text)))


def similar(extracts: Sequence[Extract], rules: TriageRules, known: frozenset[str]) -> list[CrossFinding]:
    """One finding for every two submissions of different units that share enough prose, most shared first."""
    rule = rules.similar
    entries = [entry for each in extracts for entry in _entries(each, known, rule)]
    parties = len({entry.party for entry in entries})
    limit = max(rule.common_units, math.floor(rule.common_share * parties))
    pairs: dict[tuple[str, str], dict[int, tuple[float, _Entry, _Entry]]] = {}
    for number, one, others in _neighbours(entries, rule, limit):
        for likeness, other in others:
            if one.extract.id < other.extract.id:
                best = pairs.setdefault((one.extract.id, other.extract.id), {}).get(number)
                if best is None or likeness > best[0]:
                    pairs[one.extract.id, other.extract.id][number] = (likeness, one, other)
    found = [_finding(list(shared.values()), rules) for shared in pairs.values()]
    kept = [finding for total, finding in found if total >= rule.min_shared]
    return sorted(kept, key=lambda f: (-sum(len(s.sides[0].quote) for s in f.passages), f.submissions))


def party(extract: Extract) -> str:
    """What tells units apart: the credit code, else the name, else the submission itself."""
    return extract.uscc or squeeze(extract.unit or "") or extract.id


def same_unit(one: Extract, other: Extract) -> bool:
    """True when two submissions are of one unit by code or by name."""
    if one.uscc and one.uscc == other.uscc:
        return True
    return bool(one.unit) and squeeze(one.unit or "") == squeeze(other.unit or "")


def _entries(extract: Extract, known: frozenset[str], rule: SimilarRule) -> Iterator[_Entry]:
    seen: set[str] = set()
    for passage in extract.passages:
        text = squeeze(passage.text)
        for name in extract.own:
            text = text.replace(name, _MASK)
        shingles = _shingles(text)
        new = shingles - known
        # A passage that is mostly the policy's own words says nothing of its writer.
        if text not in seen and len(text) >= rule.min_characters and len(new) * 2 >= len(shingles):
            seen.add(text)
            numbers = array("q", map(hash, new))
            yield _Entry(extract, party(extract), passage, len(text), numbers, _sketch(new))


def _shingles(text: str) -> frozenset[str]:
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def _neighbours(
    entries: list[_Entry], rule: SimilarRule, limit: int
) -> Iterator[tuple[int, _Entry, list[tuple[float, _Entry]]]]:
    """Every passage with the like ones of other units; what more than `limit` units share is boilerplate."""
    from rensa import RMinHashLSH

    # Four rows a band: of pairs alike by 0.6 it finds 99 in 100, and exact overlap decides afterwards.
    index = RMinHashLSH(threshold=rule.likeness, num_perm=_PERMUTATIONS, num_bands=_PERMUTATIONS // 4)
    for number, entry in enumerate(entries):
        index.insert(number, entry.sketch)
    for number, entry in enumerate(entries):
        near = [entries[each] for each in sorted(index.query(entry.sketch)) if each != number]
        others = [each for each in near if not same_unit(entry.extract, each.extract)]
        # Far more candidates than the limit: common without comparing each, so that time stays linear.
        if len(others) > 20 * limit:
            continue
        alike = [(value, each) for each in others if (value := _likeness(entry, each)) >= rule.likeness]
        if alike and len({each.party for _, each in alike} | {entry.party}) <= limit:
            yield number, entry, alike


def _sketch(shingles: Iterable[str]) -> Any:
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(shingles))
    return sketch


def _likeness(one: _Entry, other: _Entry) -> float:
    ours, theirs = set(one.shingles), set(other.shingles)
    return len(ours & theirs) / max(1, len(ours | theirs))


def _finding(shared: list[tuple[float, _Entry, _Entry]], rules: TriageRules) -> tuple[int, CrossFinding]:
    row = rules.row("similar")
    shared.sort(key=lambda item: (-item[1].length, item[1].passage.place.start or 0))
    total = sum(round(min(one.length, other.length) * likeness) for likeness, one, other in shared)
    _, one, other = shared[0]
    words = {
        "one": one.extract.id,
        "other": other.extract.id,
        "passages": len(shared),
        "characters": total,
        "one_unit": one.extract.unit or "单位名称未读出",
        "other_unit": other.extract.unit or "单位名称未读出",
    }
    return total, CrossFinding(
        check=row.id,
        level=row.level,
        basis=row.basis,
        message=row.message.format(**words),
        hint=row.hint,
        file=f"{one.extract.id}/{one.passage.file}",
        place=one.passage.place,
        quote=one.passage.text[:_QUOTE_LIMIT],
        submissions=(one.extract.id, other.extract.id),
        passages=tuple(
            Shared(likeness=round(likeness, 3), sides=(_side(left), _side(right)))
            for likeness, left, right in shared[:_SHOWN]
        ),
    )


def _side(entry: _Entry) -> Side:
    return Side(
        submission=entry.extract.id,
        unit_name=entry.extract.unit,
        file=entry.passage.file,
        place=entry.passage.place,
        quote=entry.passage.text[:_QUOTE_LIMIT],
    )
