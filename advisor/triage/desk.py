"""The desk of one person: everything it shows and does goes through here, narrowed to what that person may see."""

from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.orm import undefer

from advisor.errors import InputError
from advisor.pack.model import Pack
from advisor.triage.model import CrossFinding
from advisor.triage.person import Person
from advisor.triage.rules import load_cities
from advisor.triage.store.cases import cases
from advisor.triage.store.database import looking
from advisor.triage.store.tables import Batch


def known_city(pack: Pack, city: str | None) -> None:
    """Raises InputError for a city the pack does not know."""
    known = sorted(set(load_cities(pack).cities.values()))
    if city is not None and known and city not in known:
        raise InputError(f"没有“{city}”这个市；请写 {'、'.join(known)} 之一")


def cross_findings(engine: Engine, person: Person, batch: int) -> list[CrossFinding]:
    """What was found across a batch. A finding that touches another office's case is the province's to see."""
    with looking(engine) as session:
        found = session.scalar(select(Batch).where(Batch.id == batch).options(undefer(Batch.cross)))
    if found is None:
        return []
    mine = {case.name for case in cases(engine, person, batch)}
    told = (
        CrossFinding.model_validate({key: each[key] for key in each if key != "id"}) for each in found.cross
    )
    return [finding for finding in told if mine.issuperset(finding.submissions)]
