"""A tab that is one part: drawn anew after every press, with a word on what came of it."""

from __future__ import annotations

from typing import Any

from advisor.pack import Pack
from advisor.triage.person import Person
from advisor.web.faults import explain
from advisor.web.staff.acting import QUIET, Press, bridge, press, visitor
from advisor.web.staff.render import drawn, render
from advisor.web.toolkit import gr


class PartTab:
    """What such tabs share; a tab says what it shows (`html`) and what a press does (`do`)."""

    id = ""
    name = ""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def html(self, person: Person, done: Press) -> str:
        """What the person sees after the press."""
        raise NotImplementedError

    def do(self, person: Person, done: Press) -> str:
        """Do what was pressed; the word of success, empty when nothing was done."""
        return ""

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        self.part = gr.HTML("", js_on_load=bridge(), apply_default_css=False, elem_id=self.id)
        self.part.act(self.act, None, self.shown(), **QUIET)

    def shown(self) -> list[Any]:
        """The parts `refresh` fills."""
        return [self.part]

    def refresh(self, request: gr.Request) -> Any:
        """The tab as it is now."""
        return self._drawn(request, Press("", {}), "", True)

    def act(self, event: gr.EventData, request: gr.Request) -> Any:
        """Do what was pressed; what cannot be done is said, and what was typed is still there."""
        done = press(event)
        try:
            said, good = self.do(visitor(request), done), True
        except Exception as error:
            said, good = explain(error), False
        return self._drawn(request, done, said, good)

    def _drawn(self, request: gr.Request, done: Press, said: str, good: bool) -> Any:
        try:
            shown = self.html(visitor(request), Press(done.do, done.data, done.values, good))
        except Exception as error:
            return render("notice", text=explain(error), good=False)
        return drawn(self.id, shown, said, good)
