"""名册: approved platforms, until when they hold, what is due, what they filed."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.errors import InputError
from advisor.triage.person import Person
from advisor.triage.register import Standing, standing, template_of
from advisor.triage.store import register as kept
from advisor.web.staff.acting import Press
from advisor.web.staff.case import library_of
from advisor.web.staff.door import store
from advisor.web.staff.part import PartTab
from advisor.web.staff.render import render

STATES = ("快到期", "已到期", "有效", "未写有效期")


class RegisterTab(PartTab):
    """The list with its import, the days a notice set, and what a platform handed in."""

    id, name = "register", "名册"

    def html(self, person: Person, done: Press) -> str:
        """The list, those that end soon first."""
        dues = kept.dues(store())
        found = standings(person, self.pack)
        wanted = done.text("state")
        shown = [
            each
            for each in found
            if not wanted or each.state == wanted or (wanted == "missing" and each.missing)
        ]
        return render(
            "register",
            person=person,
            found=sorted(shown, key=lambda each: (STATES.index(each.state), each.end or date.max)),
            counts={state: sum(each.state == state for each in found) for state in STATES},
            missing=sum(bool(each.missing) for each in found),
            total=len(found),
            dues=dues,
            rules=template_of(self.pack),
            tracks={info.id: info.short for info in self.pack.info.tracks},
            library=library_of(self.pack.info.id),
            states_of=STATES,
            state=wanted,
            today=date.today(),
            done=done,
        )

    def do(self, person: Person, done: Press) -> str:
        """Note a filing, or the day a notice sets."""
        if done.do == "file":
            kind = _kind(done, self.pack)
            yearly = template_of(self.pack).filings[kind].yearly
            year = _year(done.text("year")) if yearly else None
            kept.file_paper(
                store(), person, _number(done.text("platform")), kind, year, _day(done), done.text("text")
            )
            return "已登记"
        if done.do == "due":
            kept.set_due(
                store(),
                person,
                _kind(done, self.pack),
                _year(done.text("year")),
                _day(done),
                done.text("source"),
            )
            return "期限已登记"
        return ""


def standings(person: Person, pack: Any) -> list[Standing]:
    """How the person's platforms stand today."""
    dues = kept.dues(store())
    return [standing(each, dues, pack, date.today()) for each in kept.entries(store(), person)]


def _kind(done: Press, pack: Any) -> str:
    kind = done.text("kind")
    if kind not in template_of(pack).filings:
        raise InputError("请选报送的是什么")
    return kind


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise InputError(f"年份“{text}”不对，请写四位数字")
    return int(text)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _day(done: Press) -> date:
    try:
        return date.fromisoformat(done.text("day"))
    except ValueError:
        raise InputError("日期没有填，或者不是 2026-01-31 这样的日期") from None
