"""条款: the whole text as a tree, searchable in the browser."""

from __future__ import annotations

from advisor.pack import Pack
from advisor.web.library import Library
from advisor.web.render import render
from advisor.web.toolkit import gr


class ClausesTab:
    """Builds the tab. Everything else happens in the browser."""

    id = "clauses"
    name = "条款"

    def __init__(self, pack: Pack, library: Library) -> None:
        self.pack = pack
        self.library = library

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""
        gr.HTML(
            render("clauses", library=self.library, pack=self.pack.info),
            js_on_load=None,
            apply_default_css=False,
            elem_id="clauses",
        )
