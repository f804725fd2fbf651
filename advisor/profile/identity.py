"""The identity view: who the submission says it is, every spelling with its places, and what disagrees."""

from __future__ import annotations

from advisor.domain import Identity, Profile, Sighting, Spelling
from advisor.pack.squeeze import same_name

SHOWN = {
    "applicant": "申报单位",
    "uscc": "统一社会信用代码",
    "legal_representative": "法定代表人",
    "entity_type": "单位类型",
    "address": "注册地址",
    "established": "成立时间",
    "platform_name": "平台名称",
    "leader": "平台负责人",
    "contact": "联系人",
    "lead_name": "牵头单位",
    "partners": "联合建设单位",
    "former_name": "原名称",
    "related": "变更涉及的单位",
    "phone": "联系电话",
}

_MANY = frozenset({"partners", "related", "phone", "contact", "former_name", "entity_type"})
"""What may rightly have several values."""


def identities(profile: Profile) -> tuple[Identity, ...]:
    """A row for everything known, in the order people look for it; the most frequent spelling first."""
    found = []
    others = _others(profile)
    for name, label in SHOWN.items():
        spellings: list[tuple[str, list[Sighting]]] = []
        for sighting in profile.sightings(name):
            if sighting.file in others and name not in _MANY:
                continue
            value = str(sighting.value)
            known = next((seen for text, seen in spellings if same_name(text, value)), None)
            if known is None:
                spellings.append((value, [sighting]))
            else:
                known.append(sighting)
        if spellings:
            spellings.sort(key=lambda item: -len(item[1]))
            rows = tuple(Spelling(value=value, sightings=tuple(seen)) for value, seen in spellings)
            found.append(
                Identity(name=name, label=label, spellings=rows, agrees=len(rows) == 1 or name in _MANY)
            )
    return tuple(found)


def _others(profile: Profile) -> set[str | None]:
    """Files that are a partner's own: its licence names the partner and not the applicant."""
    applicant = str(profile.value("applicant") or "")
    partners = [str(s.value) for s in profile.sightings("partners")]
    named: dict[str | None, list[str]] = {}
    for sighting in profile.sightings("registered_name"):
        named.setdefault(sighting.file, []).append(str(sighting.value))
    return {
        file
        for file, names in named.items()
        if any(same_name(n, p) for n in names for p in partners)
        and not any(same_name(n, applicant) for n in names)
    }
