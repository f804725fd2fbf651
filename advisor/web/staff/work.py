"""待办: the queue, and the case that was opened from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast, get_args

from advisor.errors import InputError
from advisor.pack import Pack
from advisor.pack.checking import load_checking
from advisor.triage.desk import SORTS, Filters, city_names, open_case, queue, shared_counts
from advisor.triage.person import Person
from advisor.triage.store import decisions
from advisor.triage.store.accounts import clerks
from advisor.triage.store.cases import batches
from advisor.triage.store.decisions import Decision, State
from advisor.web.faults import explain
from advisor.web.staff.acting import QUIET, Press, bridge, press, visitor
from advisor.web.staff.case import case_html
from advisor.web.staff.door import store
from advisor.web.staff.issues import issues_html
from advisor.web.staff.render import drawn, render
from advisor.web.toolkit import gr

PAGE = 50


@dataclass(frozen=True)
class View:
    """What a clerk is looking at: the queue as filtered, or one case; what was said to them, what they had typed."""

    filters: Filters = field(default_factory=Filters)
    case: int | None = None
    issues: bool = False
    page: int = 0
    said: str = ""
    good: bool = True
    typed: dict[str, Any] = field(default_factory=dict)

    def told(self, text: str) -> View:
        """The same with a word of success."""
        return replace(self, said=text, good=True, typed={})


class WorkTab:
    """Builds the tab and answers its events. Who asks is looked up with every event, never kept here."""

    id, name = "work", "待办"

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        folder = Path(pack.folder)
        self.titles = {row.id: row.title for row in load_checking(folder.parent, folder.name).checks}
        self.steps: dict[str, Callable[[Person, View, Press], View]] = {
            "filter": self._filter,
            "page": lambda _, view, done: replace(view, page=done.number("page")),
            "open": lambda _, view, done: replace(view, case=done.number("case"), issues=False),
            "queue": lambda _, view, __: replace(view, case=None, issues=False),
            "issues": self._issues,
            "only": self._only,
            "settle": self._settle,
            "settle-all": self._settle_all,
            "decide": self._decide,
            "decide-all": self._decide_all,
            "assign": self._assign,
            "note": self._note,
            "undo": self._undo,
            "next": self._next,
        }

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        self.view = gr.State(View())
        self.part = gr.HTML("", js_on_load=bridge(), apply_default_css=False, elem_id="work")
        self.part.act(self.act, [self.view], self.shown(), **QUIET)

    def shown(self) -> list[Any]:
        """The parts `refresh` fills."""
        return [self.part, self.view]

    def refresh(self, request: gr.Request) -> Any:
        """The queue as it is now."""
        return self._drawn(View(), request)

    def act(self, view: View, event: gr.EventData, request: gr.Request) -> Any:
        """Do what was pressed. What cannot be done is said, nothing typed is lost."""
        done = press(event)
        view = replace(view, said="", typed={})
        try:
            step = self.steps.get(done.do)
            if step is not None:
                view = step(visitor(request), view, done)
        except Exception as error:
            view = replace(view, said=explain(error), good=False, typed=done.values)
        return self._drawn(view, request)

    def _drawn(self, view: View, request: gr.Request) -> Any:
        try:
            shown = self._html(visitor(request), view)
            return drawn(self._place(view), shown, view.said, view.good), view
        except Exception as error:
            return render("notice", text=explain(error), good=False), replace(view, case=None)

    def _place(self, view: View) -> str:
        if view.case is not None:
            return f"case-{view.case}"
        return f"issues-{view.filters.batch}" if view.issues else f"queue-{view.page}-{view.filters}"

    def _html(self, person: Person, view: View) -> str:
        if view.case is not None:
            return case_html(store(), person, view.case, self.pack, view.typed)
        if view.issues:
            return issues_html(store(), person, view.filters, self.pack, view.typed)
        lines, people = queue(store(), person, view.filters), clerks(store(), person.city)
        start = min(view.page, max(0, len(lines) - 1) // PAGE) * PAGE
        shown = lines[start : start + PAGE]
        return render(
            "queue",
            lines=shown,
            shared=shared_counts(store(), person, shown),
            total=len(lines),
            start=start,
            size=PAGE,
            filters=view.filters,
            check_title=self.titles.get(view.filters.check, view.filters.check),
            batches=batches(store(), person),
            cities=[person.city] if person.city else city_names(self.pack),
            tracks={info.id: info.short for info in self.pack.info.tracks},
            stages=self.pack.info.stages,
            people=people,
            names={each.login: each.name for each in people},
            sorts=SORTS,
            person=person,
            typed=view.typed,
        )

    def _filter(self, _: Person, view: View, done: Press) -> View:
        words = {
            name: done.text(name) for name in ("city", "track", "outcome", "decision", "assigned", "words")
        }
        chosen = replace(view.filters, batch=_batch(done), sort=done.text("sort") or "easy", **words)
        return replace(view, filters=chosen, page=0, case=None)

    def _issues(self, _: Person, view: View, done: Press) -> View:
        chosen = replace(view.filters, batch=_batch(done), check="")
        return replace(view, filters=chosen, case=None, issues=True)

    def _only(self, _: Person, view: View, done: Press) -> View:
        chosen = replace(view.filters, check=done.data.get("check", ""))
        return replace(view, filters=chosen, page=0, case=None, issues=False)

    def _settle(self, person: Person, view: View, done: Press) -> View:
        state = _state(done)
        findings = done.chosen("finding")
        decisions.settle(
            store(), person, _open(view), findings, state, done.number("seen"), done.text("reason")
        )
        return view.told(f"已处理 {len(findings)} 个问题")

    def _settle_all(self, person: Person, view: View, done: Press) -> View:
        if view.filters.batch is None:
            raise InputError("请先在上面选定一个批次，再一起处理")
        count = sum(
            decisions.settle_everywhere(
                store(), person, view.filters.batch, check, _state(done), done.text("reason")
            )
            for check in done.chosen("check")
        )
        return view.told(f"已处理 {count} 个问题")

    def _decide(self, person: Person, view: View, done: Press) -> View:
        chosen = _decision(done)
        decisions.decide(
            store(),
            person,
            _open(view),
            chosen,
            done.number("seen"),
            done.text("ground"),
            done.chosen("clause"),
        )
        return view.told("决定已保存")

    def _decide_all(self, person: Person, view: View, done: Press) -> View:
        chosen, saved, failed = _decision(done), 0, []
        for each in done.chosen("case"):
            case, _, seen = each.partition(":")
            try:
                opened = open_case(store(), person, int(case))
                grounds = opened.grounds if chosen == "correction" else []
                decisions.decide(store(), person, int(case), chosen, int(seen), done.text("ground"), grounds)
                saved += 1
            except InputError as error:
                failed.append(f"编号 {case}：{error}")
        if failed:
            raise InputError(f"已决定 {saved} 份；没有决定的：{'；'.join(failed)}")
        if not saved:
            raise InputError("请先选中材料")
        return view.told(f"已决定 {saved} 份")

    def _assign(self, person: Person, view: View, done: Press) -> View:
        decisions.assign(store(), person, _open(view), done.text("clerk") or None, done.number("seen"))
        return view.told("已分派")

    def _note(self, person: Person, view: View, done: Press) -> View:
        decisions.remark(store(), person, _open(view), done.text("note"))
        return view.told("备注已保存")

    def _undo(self, person: Person, view: View, done: Press) -> View:
        act = decisions.undo(store(), person, _open(view), done.number("seen"))
        what = {"settle": "处理问题", "decide": "决定", "assign": "分派"}[act.what]
        return view.told(f"已撤销最近一步（{what}）")

    def _next(self, person: Person, view: View, _: Press) -> View:
        cases = [line.case.id for line in queue(store(), person, view.filters) if not line.case.decision]
        left = [case for case in cases if case != view.case]
        return replace(view, case=left[0]) if left else replace(view, case=None).told("都决定了")


def _batch(done: Press) -> int | None:
    chosen = done.text("batch")
    return int(chosen) if chosen.isascii() and chosen.isdigit() else None


def _open(view: View) -> int:
    if view.case is None:
        raise InputError("请先打开一份材料")
    return view.case


def _state(done: Press) -> State:
    wanted = done.data.get("state", "")
    if wanted not in get_args(State):
        raise InputError("没有这种处理")
    return cast(State, wanted)


def _decision(done: Press) -> Decision:
    wanted = done.data.get("decision", "")
    if wanted not in get_args(Decision):
        raise InputError("没有这种决定")
    return cast(Decision, wanted)
