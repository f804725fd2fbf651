"""The desk of one person: everything it shows goes through here, narrowed to what that person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from sqlalchemy import Engine

from advisor.domain import CheckedFile, CheckReport, ConditionRow, Finding
from advisor.errors import InputError
from advisor.pack.model import Pack
from advisor.triage.model import CrossFinding, Examined
from advisor.triage.person import Person
from advisor.triage.rules import load_cities
from advisor.triage.shared import ties
from advisor.triage.store.batches import read_examined
from advisor.triage.store.cases import Opened, cases, open_one, states_of
from advisor.triage.store.log import history
from advisor.triage.store.tables import Act, Case, FindingState, Note

SORTS = {
    "easy": "先易后难",
    "grave": "问题多的在前",
    "name": "编号",
    "unit": "单位",
    "received": "收到时间",
}
_NOBODY = "-"


@dataclass(frozen=True)
class Filters:
    """What of the queue is wanted; empty means all."""

    batch: int | None = None
    city: str = ""
    track: str = ""
    outcome: str = ""
    decision: str = ""
    assigned: str = ""
    words: str = ""
    check: str = ""
    sort: str = "easy"

    @property
    def query(self) -> str:
        """The filters as the query of an address."""
        return urlencode({name: value for name, value in asdict(self).items() if value})


@dataclass(frozen=True)
class Line:
    """A case in the queue, with how many of its findings are settled."""

    case: Case
    settled: int

    @property
    def findings(self) -> int:
        """How many findings there are, advice included."""
        return self.case.error + self.case.warning + self.case.advice

    @property
    def elsewhere(self) -> bool:
        """True when the unit sits in another city than the office that took it in."""
        return bool(self.case.city and self.case.office and self.case.city != self.case.office)


@dataclass(frozen=True)
class Judged:
    """A finding with what was said of it."""

    finding: Finding
    state: FindingState | None = None

    @property
    def settled(self) -> str:
        """open, confirmed or waived"""
        return self.state.state if self.state else "open"


@dataclass(frozen=True)
class OpenCase:
    """A case as it lies on the desk."""

    opened: Opened
    examined: Examined
    acts: Sequence[Act]
    cross: Sequence[CrossFinding] = field(default=())
    others: Mapping[str, Case] = field(default_factory=dict)
    """the other cases that the cross findings name, by the names they have there"""

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.opened.case

    @property
    def notes(self) -> list[Note]:
        """The remarks, oldest first."""
        return self.opened.notes

    @property
    def files(self) -> tuple[CheckedFile, ...]:
        """The files that were read."""
        return self.examined.files

    @property
    def grid(self) -> tuple[ConditionRow, ...]:
        """The condition × evidence grid."""
        return self.examined.grid

    @cached_property
    def findings(self) -> list[Judged]:
        """The findings with what was said of them, in the report's order."""
        states = self.opened.states
        return [Judged(finding, states.get(finding.id)) for finding in self.examined.row.findings]

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings nobody has waived."""
        return tuple(each.finding for each in self.findings if each.settled != "waived")

    @property
    def proposal(self) -> str:
        """What the machine proposes; a person decides."""
        levels = {finding.level for finding in self.standing}
        return "correction" if levels & {"error", "warning"} else "passed"

    @property
    def grounds(self) -> list[str]:
        """The clauses the standing errors rest on."""
        errors = (finding for finding in self.standing if finding.level == "error")
        return list(dict.fromkeys(mark.rpartition("/")[2] for each in errors for mark in each.clauses))


def queue(engine: Engine, person: Person, filters: Filters) -> list[Line]:
    """The person's cases as filtered and sorted."""
    states = states_of(engine, person, filters.batch)
    lines = [
        Line(case, sum(each.state != "open" for each in states.get(case.id, {}).values()))
        for case in cases(engine, person, filters.batch, whole=bool(filters.check))
        if _wanted(case, filters)
    ]
    return sorted(lines, key=lambda line: _rank(line, filters.sort))


def open_case(engine: Engine, person: Person, case: int) -> OpenCase:
    """A case with all that belongs to it. Raises MissingError."""
    opened = open_one(engine, person, case)
    tied = ties(engine, person).by_case.get(case, [])
    cross = [finding for finding, _ in tied]
    others = {
        name: each
        for finding, named in tied
        for name, each in zip(finding.submissions, named, strict=True)
        if each.id != case
    }
    return OpenCase(opened, read_examined(opened.case), history(engine, person, case), cross, others)


def shared_counts(engine: Engine, person: Person, lines: Sequence[Line]) -> dict[int, int]:
    """How many findings across submissions name a case, by the case's number; those of none are left out."""
    found = ties(engine, person).by_case
    return {line.case.id: len(found[line.case.id]) for line in lines if line.case.id in found}


def cross_findings(engine: Engine, person: Person, batch: int) -> list[CrossFinding]:
    """What was found across a batch's submissions, and between them and those of other batches."""
    return ties(engine, person).of_batch(batch)


def report_of_case(opened: OpenCase) -> CheckReport:
    """The check's report of a case without what was waived, as its papers need it."""
    from advisor.triage.papers import report_of_row

    row = opened.examined.row
    return report_of_row(row.model_copy(update={"findings": opened.standing}))


def known_city(pack: Pack, city: str | None) -> None:
    """Raises InputError for a city the pack does not know."""
    known = city_names(pack)
    if city is not None and known and city not in known:
        raise InputError(f"没有“{city}”这个市；请写 {'、'.join(known)} 之一")


def city_names(pack: Pack) -> list[str]:
    """The cities of the pack's province, each once, in the order of their codes."""
    return list(dict.fromkeys(load_cities(pack).cities.values()))


def _wanted(case: Case, filters: Filters) -> bool:
    words = filters.words.strip().casefold()
    text = f"{case.name} {case.unit_name} {case.uscc} {case.platform_name} {case.first}".casefold()
    exact: Mapping[str, tuple[str, str | None]] = {
        "city": (filters.city, case.office or case.city or _NOBODY),
        "track": (filters.track, case.track or _NOBODY),
        "outcome": (filters.outcome, case.outcome if case.state == "done" else "waiting"),
        "decision": (filters.decision, case.decision or _NOBODY),
        "assigned": (filters.assigned, case.assigned or _NOBODY),
    }
    if filters.check and all(each["check"] != filters.check for each in case.row.get("findings", [])):
        return False
    return all(not want or want == have for want, have in exact.values()) and words in text


def _rank(line: Line, sort: str) -> tuple[object, ...]:
    case = line.case
    name = (case.batch_id, case.name)
    waiting = case.state != "done"
    decided = case.decision is not None
    if sort == "grave":
        return (waiting, decided, -case.error, -case.warning, *name)
    if sort == "unit":
        return (case.unit_name or "\uffff", *name)
    if sort == "received":
        return (-(case.received.timestamp() if case.received else 0), *name)
    if sort == "name":
        return name
    # What one look settles comes first: nothing wrong, then the fewest things to settle.
    return (waiting, decided, case.error, case.warning, *name)
