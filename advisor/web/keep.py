"""Keeping a tab's contents across a reload, in the browser alone: gone when the visitor closes the tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from advisor.web.toolkit import gr

PREFIX = "advisor-"
"""what script.js puts before the name of a tab; it keeps the text of every element with `data-keep`"""


class Keep:
    """The memory of one tab. script.js writes it whenever the page's `data-keep` of this name changes."""

    def __init__(self, name: str) -> None:
        self.name = name

    def restore(self, taking: Callable[[str], Any], outputs: Sequence[Any] | Any) -> None:
        """When the page opens, hand what was kept (a text, empty when nothing was) to `taking`."""
        page = gr.context.Context.root_block
        if page is None:
            raise RuntimeError("a tab is built inside a page")
        carrier = gr.Textbox(visible=False)
        page.load(
            taking,
            carrier,
            outputs,
            js=f'() => [sessionStorage.getItem("{PREFIX}{self.name}") || ""]',
            show_progress="hidden",
            api_visibility="private",
        )
