"""文书: what the office puts into its papers, who is recommended in which order, and the papers themselves."""

from __future__ import annotations

from typing import Any

from advisor.errors import AdvisorError, InputError
from advisor.pack import Pack
from advisor.triage import exports
from advisor.triage.person import Person
from advisor.triage.store.cases import batches, cases
from advisor.triage.store.offices import office_facts, tell_office
from advisor.triage.words import FACTS
from advisor.web.staff.acting import Press
from advisor.web.staff.door import store
from advisor.web.staff.part import PartTab
from advisor.web.staff.render import render

HINTS = {
    "number": "例 济工信函〔2025〕12号；告知书一份一号，发文时填",
    "date": "2025-10-20",
    "deadline": "通知规定了才填",
    "year": "2025",
}


class PapersTab(PartTab):
    """The facts of the office, the order of recommendation, links to the papers."""

    id, name = "papers", "文书"

    def html(self, person: Person, done: Press) -> str:
        """The forms for the batch that is chosen; the newest where none is."""
        found = batches(store(), person)
        wanted = done.text("batch")
        chosen = next(
            (each.batch for each in found if str(each.batch.id) == wanted), found[0].batch if found else None
        )
        ranked = _ranked(person, chosen.id) if chosen else []
        counts = {"correction": 0}
        held = cases(store(), person, chosen.id) if chosen else []
        for case in held:
            counts[case.decision or ""] = counts.get(case.decision or "", 0) + 1
        facts = {name: str(value or "") for name, value in office_facts(store(), person).items()}
        facts |= {name: str(value) for name, value in done.typed("facts").items() if name in FACTS}
        return render(
            "papers",
            person=person,
            batches=found,
            chosen=chosen,
            ranked=ranked,
            counts=counts,
            others=sum(case.decision == "passed" and case.stage != "application" for case in held),
            facts=facts,
            labels=FACTS,
            hints=HINTS,
            missing=_missing(person, chosen.id, self.pack) if chosen and ranked else (),
        )

    def do(self, person: Person, done: Press) -> str:
        """Keep the office's facts, or move a platform up or down."""
        if done.do == "facts":
            tell_office(store(), person, _told(done))
            return "文书信息已保存"
        if done.do in {"up", "down"}:
            batch, case = int(done.text("batch") or 0), done.number("case")
            order = exports.ranked_cases(store(), person, batch)
            at = order.index(case)
            to = at + (1 if done.do == "down" else -1)
            if 0 <= to < len(order):
                order[at], order[to] = order[to], order[at]
            kept = office_facts(store(), person).get("order") or {}
            tell_office(store(), person, {"order": {**kept, str(batch): order}})
            return "次序已保存"
        return ""


def _told(done: Press) -> dict[str, Any]:
    told: dict[str, Any] = {name: done.text(name)[:200] or None for name in FACTS}
    if told["year"] is not None:
        if not told["year"].isdigit() or len(told["year"]) != 4:
            raise InputError(f"推荐年度“{told['year']}”不对，请写四位数字")
        told["year"] = int(told["year"])
    return told


def _ranked(person: Person, batch: int) -> list[Any]:
    by_id = {case.id: case for case in cases(store(), person, batch)}
    return [by_id[each] for each in exports.ranked_cases(store(), person, batch)]


def _missing(person: Person, batch: int, pack: Pack) -> tuple[str, ...]:
    try:
        return exports.recommendation(store(), person, batch, pack)[2].missing
    except AdvisorError as error:
        return (str(error),)
