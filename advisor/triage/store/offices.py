"""What an office keeps for its papers: issuer, contact, telephone, and the order in which it recommends."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from advisor.triage.person import Person
from advisor.triage.store.database import acting, looking
from advisor.triage.store.log import record
from advisor.triage.store.tables import Office


def office_facts(engine: Engine, person: Person) -> dict[str, Any]:
    """The facts of the person's office; empty when nothing was told yet."""
    with looking(engine) as session:
        found = session.get(Office, person.city or "")
        return dict(found.facts) if found else {}


def tell_office(engine: Engine, person: Person, told: dict[str, Any]) -> dict[str, Any]:
    """Change facts of the person's office; all of them as they are now."""
    with acting(engine) as session:
        office = session.get(Office, person.acting().city or "")
        if office is None:
            office = Office(name=person.city or "", facts={})
            session.add(office)
        before = {name: office.facts.get(name) for name in told}
        office.facts = {**office.facts, **told}
        if before != told:
            record(session, person, "office", before=before, after=told)
        return dict(office.facts)
