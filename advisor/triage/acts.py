"""An act of the log in words a clerk reads: what it was before, and what after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.triage.person import ROLES
from advisor.triage.words import ACTS, DECISIONS, FACTS, STATES, TOLD

_WAYS = {"password": "密码", "oidc": "统一身份认证"}
_UNSEEN = {"act", "time", "by", "mark", "finding", "who"}
"""what the log keeps so that an act can be taken back; the line itself says who and when"""


@dataclass(frozen=True)
class Names:
    """How the cases are called, by number, and the papers platforms hand in, by kind."""

    cases: Mapping[int, str]
    kinds: Mapping[str, str]


def told(state: Mapping[str, Any], names: Names) -> str:
    """One side of an act in words. Empty where there is nothing to tell."""
    labels = TOLD if "kind" in state else {**TOLD, **FACTS}
    parts = [_part(key, value, labels, names) for key, value in state.items() if key not in _UNSEEN]
    return "；".join(part for part in parts if part)


def _part(key: str, value: Any, labels: Mapping[str, str], names: Names) -> str:
    if key == "findings":
        return _findings(value)
    if key == "order":
        return _order(value, names.cases)
    label = labels.get(key, key)
    if value is None or value == "" or value == []:
        return f"{label}（空）" if FACTS.get(key) == label else "没有决定" if key == "decision" else ""
    return f"{label}：{_value(key, value, names)}"


def _value(key: str, value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        shown = "、".join(map(str, value[:5]))
        return shown if len(value) <= 5 else f"{shown}等 {len(value)} 份"
    words: dict[str, Mapping[str, str]] = {
        "decision": DECISIONS,
        "what": ACTS,
        "role": {str(role): name for role, name in ROLES.items()},
        "kind": names.kinds,
        "way": _WAYS,
    }
    return words.get(key, {}).get(str(value), str(value))


def _findings(settled: list[dict[str, Any]]) -> str:
    """Findings settled together: how many, as what, and why."""
    counts: dict[str, int] = {}
    for each in settled:
        why = f"（{each['reason']}）" if each.get("reason") else ""
        said = f"{STATES[each['state']]}{why}"
        counts[said] = counts.get(said, 0) + 1
    return "，".join(f"{count} 个问题{said}" for said, count in counts.items())


def _order(order: Mapping[str, list[int]] | None, names: Mapping[int, str]) -> str:
    """The rank in which an office recommends, batch by batch."""
    if not order:
        return "推荐次序（空）"
    return "；".join(
        "推荐次序：" + "、".join(names.get(case, str(case)) for case in ranked) for ranked in order.values()
    )
