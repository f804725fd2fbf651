"""Two packs of one subject side by side: which clauses changed, and what the older pack has resting on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field
from rapidfuzz import fuzz

from advisor.agreement import marks
from advisor.domain import Clause
from advisor.pack.checking import load_checking
from advisor.pack.model import Pack
from advisor.pack.squeeze import squeeze
from ingest.document import Frozen

Change = Literal["changed", "added", "removed", "moved"]
ALIKE = 60.0
"""likeness, 0 to 100, from which two texts under different numbers are taken for one clause that moved"""
_TOUCHED = {
    "parameters": "参数",
    "criteria": "条件",
    "checks": "检查项",
    "guidelines": "说明",
    "silences": "未规定事项",
    "cases": "案例",
}


class ClauseChange(Frozen):
    """One clause that is not the same: `clause` is its number in the older pack (the newer one for an added clause),
    `to` its new number where it moved; `touched` holds what rests on it, kind → ids."""

    change: Change
    clause: str
    to: str = ""
    before: str = ""
    after: str = ""
    touched: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def lines(self) -> Iterator[str]:
        """What rests on it, a line a kind."""
        for kind, ids in self.touched.items():
            yield f"{_TOUCHED[kind]}：{'、'.join(ids)}"


def differences(old: Pack, new: Pack) -> list[ClauseChange]:
    """The clauses that differ, in the older text's order, then what is new. Blanks and widths do not count."""
    before = {clause.reference: clause for clause in old.in_force}
    after = {clause.reference: clause for clause in new.in_force}
    moved = _moved(
        [clause for name, clause in before.items() if not _same(clause, after.get(name))],
        [clause for name, clause in after.items() if not _same(clause, before.get(name))],
    )
    resting = _resting(old)
    found = []
    for name, clause in before.items():
        if _same(clause, after.get(name)) and name not in moved:
            continue
        found.append(
            _change(clause, moved.get(name) or _successor(name, after, moved), resting.get(name, {}))
        )
    taken = {clause.reference for clause in moved.values()} | (before.keys() - moved.keys())
    found += [
        ClauseChange(change="added", clause=name, after=clause.text)
        for name, clause in after.items()
        if name not in taken
    ]
    return found


def _successor(name: str, after: dict[str, Clause], moved: dict[str, Clause]) -> Clause | None:
    """The clause that now stands under the number, unless it is another that moved there."""
    clause = after.get(name)
    return None if clause is None or any(each is clause for each in moved.values()) else clause


def _same(one: Clause, other: Clause | None) -> bool:
    return other is not None and squeeze(one.text) == squeeze(other.text)


def _moved(gone: list[Clause], come: list[Clause]) -> dict[str, Clause]:
    """Clauses found again under another number: each old one with the likest new one, the likest pairs first."""
    pairs = sorted(
        ((fuzz.ratio(_words(one), _words(other)), one.reference, other) for one in gone for other in come),
        key=lambda pair: -pair[0],
    )
    found: dict[str, Clause] = {}
    taken: set[str] = set()
    for likeness, name, clause in pairs:
        if likeness >= ALIKE and name not in found and clause.reference not in taken:
            found[name] = clause
            taken.add(clause.reference)
    return {name: clause for name, clause in found.items() if name != clause.reference}


def _words(clause: Clause) -> str:
    """The text without its number, which a clause that moved does not keep."""
    return squeeze(clause.text[1:].partition(" ")[2] or clause.text).lstrip(
        "第条章（）()、.一二三四五六七八九十百0123456789"
    )


def _change(clause: Clause, now: Clause | None, touched: dict[str, tuple[str, ...]]) -> ClauseChange:
    if now is None:
        return ClauseChange(change="removed", clause=clause.reference, before=clause.text, touched=touched)
    stays = now.reference == clause.reference
    return ClauseChange(
        change="changed" if stays else "moved",
        clause=clause.reference,
        to="" if stays else now.reference,
        before=clause.text,
        after=now.text,
        touched=touched,
    )


def _resting(pack: Pack) -> dict[str, dict[str, tuple[str, ...]]]:
    """What of a pack rests on each clause: clause → kind → ids."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    for kind, name, clauses in _references(pack):
        for clause in clauses:
            found.setdefault(clause.split("/", 1)[-1], {}).setdefault(kind, {})[name] = None
    return {clause: {kind: tuple(ids) for kind, ids in kinds.items()} for clause, kinds in found.items()}


def _references(pack: Pack) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name, parameter in pack.info.parameters.items():
        yield "parameters", name, (parameter.clause,)
    rests = {criterion.id: criterion.clause for criterion in pack.criteria}
    for name, clause in rests.items():
        yield "criteria", name, (clause,)
    folder = Path(pack.folder)
    for row in load_checking(folder.parent, folder.name).checks:
        yield "checks", row.id, row.clauses
    for guide in pack.guides:
        yield "guidelines", guide.id, (*marks(guide.text), *marks(guide.correction))
    for silence in pack.silences:
        yield "silences", silence.id, (*silence.clauses, *marks(silence.nearest))
    for case in pack.cases:
        settled = [criterion for criterion in pack.criteria if set(criterion.facts) & set(case.facts)]
        yield "cases", case.title, tuple(criterion.clause for criterion in settled)
