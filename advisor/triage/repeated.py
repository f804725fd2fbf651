"""The same unit, credit code, person in charge, telephone or equipment list in several submissions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from advisor.pack.squeeze import squeeze
from advisor.triage.model import CrossFinding, Extract, Item, RepeatedRule, TriageRules
from advisor.triage.similar import same_unit
from ingest.document import Place

_KINDS = ("unit", "uscc", "leader", "phone", "equipment")
Group = tuple[str, ...]


def repeated(extracts: Sequence[Extract], rules: TriageRules) -> list[CrossFinding]:
    """One finding for every set of submissions that share something, with all they share.

    An annual report and a change filing of one platform are two papers of one case and no finding.
    """
    groups: dict[Group, dict[str, str]] = {}
    by_id = {extract.id: extract for extract in extracts}
    for kind in _KINDS:
        for value, ids in _shared(kind, extracts, rules.repeated):
            if not _one_case([by_id[each] for each in ids]):
                groups.setdefault(ids, {}).setdefault(kind, value)
    return [_finding(ids, groups[ids], by_id, rules) for ids in sorted(groups)]


def _shared(kind: str, extracts: Sequence[Extract], rule: RepeatedRule) -> Iterator[tuple[str, Group]]:
    if kind == "equipment":
        yield from _equipment(extracts, rule)
        return
    holders: dict[str, list[Extract]] = {}
    for extract in extracts:
        for value in _values(kind, extract):
            holders.setdefault(value, []).append(extract)
    for value, found in holders.items():
        for group in _persons(found) if kind == "leader" else [found]:
            if len(group) > 1:
                yield value, tuple(extract.id for extract in group)


def _values(kind: str, extract: Extract) -> list[str]:
    if kind == "unit":
        return [squeeze(extract.unit)] if extract.unit else []
    if kind == "uscc":
        return [extract.uscc] if extract.uscc else []
    items = extract.leaders if kind == "leader" else extract.phones
    return list(dict.fromkeys(item.value for item in items))


def _persons(namesakes: list[Extract]) -> list[list[Extract]]:
    """People of one name told apart by their dates of birth, where these are given."""
    groups: list[list[Extract]] = []
    for extract in namesakes:
        for group in groups:
            if all(_may_be_one(extract, other) for other in group):
                group.append(extract)
                break
        else:
            groups.append([extract])
    return groups


def _may_be_one(one: Extract, other: Extract) -> bool:
    if not one.births or not other.births:
        return True
    return any(_same_month(a, b) for a in one.births for b in other.births)


def _same_month(one: str, other: str) -> bool:
    return one[:6].startswith(other[:6]) or other[:6].startswith(one[:6])


def _equipment(extracts: Sequence[Extract], rule: RepeatedRule) -> Iterator[tuple[str, Group]]:
    holders: dict[str, set[int]] = {}
    sizes = [len(extract.equipment) for extract in extracts]
    for number, extract in enumerate(extracts):
        for item in extract.equipment:
            holders.setdefault(item.value, set()).add(number)
    counts: dict[tuple[int, int], int] = {}
    for numbers in holders.values():
        for pair in combinations(sorted(numbers), 2):
            counts[pair] = counts.get(pair, 0) + 1
    for (one, other), count in counts.items():
        if count >= rule.equipment_rows and count >= rule.equipment_share * min(sizes[one], sizes[other]):
            yield f"{count} 行相同", (extracts[one].id, extracts[other].id)


def _one_case(found: list[Extract]) -> bool:
    platforms = {squeeze(extract.platform or "") for extract in found}
    stages = [extract.stage for extract in found]
    alike = all(same_unit(found[0], each) for each in found[1:])
    return alike and len(platforms) == 1 and "" not in platforms and len(set(stages)) == len(stages)


def _finding(
    ids: Group, shared: dict[str, str], by_id: dict[str, Extract], rules: TriageRules
) -> CrossFinding:
    row = rules.row("repeated")
    kinds = [kind for kind in _KINDS if kind in shared]
    first = by_id[ids[0]]
    item = _where(first, kinds[0], shared[kinds[0]])
    return CrossFinding(
        check=row.id,
        level=row.level,
        basis=row.basis,
        message=row.message.format(
            submissions="、".join(f"“{each}”" for each in ids),
            shared="、".join(rules.names[kind] for kind in kinds),
            values="；".join(_shown(kind, shared[kind], first) for kind in kinds),
        ),
        hint=row.hint,
        file=f"{first.id}/{item.file}" if item and item.file else first.id,
        place=(item.place if item else None) or Place(),
        quote=item.value if item else _shown(kinds[0], shared[kinds[0]], first),
        submissions=ids,
        shared=shared,
    )


def _shown(kind: str, value: str, first: Extract) -> str:
    return first.unit or value if kind == "unit" else value


def _where(extract: Extract, kind: str, value: str) -> Item | None:
    items: Iterable[Item] = {
        "leader": extract.leaders,
        "phone": extract.phones,
        "equipment": extract.equipment,
    }.get(kind, ())
    return next((item for item in items if item.value == value or kind == "equipment"), None)
