"""The desk's page: a head that says who is there, and the tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from advisor.pack import Pack, open_pack
from advisor.triage.person import ROLES
from advisor.web.faults import explain
from advisor.web.staff.acting import QUIET, visitor
from advisor.web.staff.charts import ChartsTab
from advisor.web.staff.log import LogTab
from advisor.web.staff.papers import PapersTab
from advisor.web.staff.receiving import ReceivingTab
from advisor.web.staff.register import RegisterTab
from advisor.web.staff.render import render
from advisor.web.staff.work import WorkTab
from advisor.web.toolkit import gr


class Tab(Protocol):
    """A tab of the desk: its id, its name, how it is laid out, and what it shows to whom when it is opened."""

    id: str
    name: str

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""

    def shown(self) -> list[Any]:
        """The parts `refresh` fills."""

    def refresh(self, request: gr.Request) -> Any:
        """What the parts show now to the person whose request this is."""


def tabs(pack: Pack) -> Sequence[Tab]:
    """The tabs from left to right."""
    kinds = (WorkTab, ReceivingTab, PapersTab, ChartsTab, RegisterTab, LogTab)
    return [kind(pack) for kind in kinds]


def build_desk() -> gr.Blocks:
    """The page over the default pack; what it shows comes with each visit."""
    pack = open_pack()
    page: gr.Blocks = gr.Blocks(title="申创通 · 初审台", analytics_enabled=False, fill_width=True)
    with page:
        head = gr.HTML("", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            for number, tab in enumerate(tabs(pack)):
                with gr.Tab(tab.name, id=tab.id, render_children=True) as opened:
                    tab.build()
                opened.select(tab.refresh, None, tab.shown(), **QUIET)
                if number == 0:
                    page.load(tab.refresh, None, tab.shown(), **QUIET)
        page.load(_head, None, head, **QUIET)
    page.queue(default_concurrency_limit=16, api_open=False)
    return page


def _head(request: gr.Request) -> str:
    try:
        person = visitor(request)
    except Exception as error:
        return render("notice", text=explain(error), good=False)
    return render("head", person=person, roles=ROLES)
