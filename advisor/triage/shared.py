"""What submissions share, within a batch and across batches, as one person may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine, select
from sqlalchemy.orm import undefer

from advisor.pack.load import open_pack
from advisor.triage.examine import Setting
from advisor.triage.model import CrossFinding, Examined, Extract
from advisor.triage.person import Person
from advisor.triage.repeated import repeated
from advisor.triage.rules import load_rules
from advisor.triage.similar import known_shingles, same_unit, similar
from advisor.triage.store.cases import cases
from advisor.triage.store.database import looking
from advisor.triage.store.tables import Batch, Case

_MARK = "／"
"""between a batch's name and a submission's, where several batches are spoken of"""


def qualified(batch: str, name: str) -> str:
    """A submission's name among those of all batches."""
    return f"{batch}{_MARK}{name}"


def elsewhere(
    name: str, own: Sequence[Examined], others: Sequence[tuple[str, Extract]], setting: Setting
) -> tuple[CrossFinding, ...]:
    """What a batch's submissions share with those of other batches; `others` come with their batches' names.

    One unit handing in again, corrected or for another year, is nothing to tell; nor are people who share no more than
    a name, of whom a province has many.
    """
    pack = open_pack(setting.pack)
    rules = load_rules(pack)
    mine = [_renamed(name, each.extract) for each in own]
    theirs = [_renamed(batch, each) for batch, each in others]
    if not mine or not theirs:
        return ()
    extracts = {each.id: each for each in (*mine, *theirs)}
    here = {each.id for each in mine}
    every = list(extracts.values())
    found = (*repeated(every, rules), *similar(every, rules, known_shingles(pack)))
    return tuple(
        finding.model_copy(update={"elsewhere": True})
        for finding in found
        if here & set(finding.submissions)
        and not here.issuperset(finding.submissions)
        and set(finding.shared) != {"leader"}
        and not _one_unit([extracts[each] for each in finding.submissions])
    )


def _renamed(batch: str, extract: Extract) -> Extract:
    return extract.model_copy(update={"id": qualified(batch, extract.id)})


def _one_unit(found: Sequence[Extract]) -> bool:
    return all(same_unit(found[0], each) for each in found[1:])


@dataclass(frozen=True)
class Ties:
    """Every finding across submissions that one person may see, by the cases it is about."""

    findings: tuple[tuple[CrossFinding, tuple[Case, ...]], ...]

    @cached_property
    def by_case(self) -> dict[int, list[tuple[CrossFinding, tuple[Case, ...]]]]:
        """The findings that name a case, by its number."""
        found: dict[int, list[tuple[CrossFinding, tuple[Case, ...]]]] = {}
        for finding, named in self.findings:
            for case in named:
                found.setdefault(case.id, []).append((finding, named))
        return found

    def of_batch(self, batch: int) -> list[CrossFinding]:
        """The findings that name any case of a batch."""
        return [finding for finding, named in self.findings if any(c.batch_id == batch for c in named)]


def ties(engine: Engine, person: Person) -> Ties:
    """All that was found across submissions. What touches another office's case is the province's to see."""
    with looking(engine) as session:
        kept = list(session.scalars(select(Batch).order_by(Batch.id).options(undefer(Batch.cross))))
    names = {batch.id: batch.name for batch in kept}
    mine = cases(engine, person)
    within = {(case.batch_id, case.name): case for case in mine}
    among = {qualified(names[case.batch_id], case.name): case for case in mine}
    found: dict[tuple[str, frozenset[int]], tuple[CrossFinding, tuple[Case, ...]]] = {}
    for batch in kept:
        for told in batch.cross:
            finding = CrossFinding.model_validate({key: told[key] for key in told if key != "id"})
            named = [
                among.get(each) if finding.elsewhere else within.get((batch.id, each))
                for each in finding.submissions
            ]
            seen = tuple(case for case in named if case is not None)
            if len(seen) == len(named):
                # Both batches may have found it: the later one stands.
                found[finding.check, frozenset(case.id for case in seen)] = (finding, seen)
    return Ties(tuple(found.values()))
