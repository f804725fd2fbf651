"""The page: a head, the tabs, a foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from advisor import service
from advisor.pack import Pack, open_pack
from advisor.settings import settings
from advisor.web.ask import AskTab
from advisor.web.assess import AssessTab
from advisor.web.check import CheckTab
from advisor.web.clauses import ClausesTab
from advisor.web.draft import DraftTab
from advisor.web.library import Library
from advisor.web.render import HERE, asset, render
from advisor.web.shelf import Shelf
from advisor.web.theme import build_theme
from advisor.web.toolkit import gr

CLEAN_EVERY, KEEP_FOR = 600, 3000
"""seconds: uploads are looked through every ten minutes, so that none is kept for more than an hour"""
ASKING_AT_ONCE = 16
STYLES = ("style.css", "assess.css", "draft.css")
SCRIPTS = ("script.js", "clauses.js", "memory.js")


class Tab(Protocol):
    """A tab: its id in the address and for scripts, its name for people, and how it is laid out."""

    id: str
    name: str

    def build(self) -> None:
        """Lay out the tab inside the current Gradio context."""


def tabs(pack: Pack, library: Library, shelf: Shelf) -> Sequence[Tab]:
    """The tabs from left to right; a new tab is one line here. Without types there is none to assess oneself for."""
    return (
        AskTab(pack, library),
        *((AssessTab(pack, library),) if pack.info.tracks else ()),
        CheckTab(pack, library, shelf),
        DraftTab(pack, library),
        ClausesTab(pack, library),
    )


def build_page(shelf: Shelf) -> gr.Blocks:
    """The page over the default pack; `shelf` keeps what was checked. Raises PackError when the pack is unknown or faulty."""
    pack = open_pack()
    library = Library(service.clauses(pack.info.id))
    page: gr.Blocks = gr.Blocks(
        title=f"申创通 · {pack.info.short}",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(CLEAN_EVERY, KEEP_FOR),
    )
    with page:
        _still("header", pack=pack.info, library=library, model=settings().model.strip() not in {"", "none"})
        with gr.Tabs(elem_id="tabs"):
            for tab in tabs(pack, library, shelf):
                with gr.Tab(tab.name, id=tab.id, render_children=True):
                    tab.build()
        _still("footer", pack=pack.info, count=len(library.clauses))
    page.queue(default_concurrency_limit=ASKING_AT_ONCE, api_open=False)
    return page


def page_options() -> dict[str, Any]:
    """What Gradio takes where the page is mounted: look, script, limits, and nothing for outsiders."""
    return {
        "theme": build_theme(),
        # Gradio prefixes the selectors of `css` so that they win; what is outside its scope goes to the head.
        "css": "".join(map(asset, STYLES)),
        "head": f"<style>{asset('frame.css')}</style>",
        "js": f"() => {{\n{''.join(map(asset, SCRIPTS))}\n}}",
        "favicon_path": str(HERE / "icon.svg"),
        "max_file_size": f"{settings().max_file_mb}mb",
        "footer_links": [],
        "run_history": False,
        "show_error": True,
        "ssr_mode": False,
        "enable_monitoring": False,
        "pwa": False,
        "mcp_server": False,
    }


def _still(template: str, **values: Any) -> None:
    gr.HTML(render(template, **values), js_on_load=None, apply_default_css=False, elem_classes=[template])
