"""条款: the whole text as a tree, searchable in the browser."""

from __future__ import annotations

from advisor.pack import Pack
from advisor.web.library import Library
from advisor.web.render import render
from advisor.web.toolkit import gr


def build_clauses(pack: Pack, library: Library) -> None:
    """Lay out the tab inside the current Gradio context."""
    gr.HTML(
        render("clauses", library=library, pack=pack.info),
        js_on_load=None,
        apply_default_css=False,
        elem_id="clauses",
    )
