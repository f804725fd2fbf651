"""Words by which a clause under the title of one thing says that it is there, that it is not, or that it is only meant."""

from __future__ import annotations

import re

from ingest.document import Frozen


class Scales(Frozen):
    """Words by which a clause under the title of one thing is told.

    `open` say that something is not there or not settled (未安排, 仍在洽谈): the thing itself, where its name or words of
    `itself` stand with them (该项); `harmless` look so and say nothing of the kind (未抵押). `meant` say that it is only
    planned, for the rest of the sentence up to words of `now`; `makeshift` that something else serves for it (暂借). `had`
    say that it is there; `short` take that back in their clause (仅有), and `needed` make a quantity one that is wanted. A
    clause of `undoing` speaks of all that the one before counts (均为兼职). `gone` say that what was there went (已退还). A
    title is the name of the thing between words of `ahead` and `behind`."""

    open: tuple[str, ...] = ()
    itself: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    makeshift: tuple[str, ...] = ()
    had: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    undoing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    quantity: str = "(?!)"
    ahead: str = ""
    behind: str = ""

    def titles(self, title: str, name: str) -> bool:
        """Whether a bare title is one of the thing called `name` alone."""
        more = f"(?:[、和与及](?:{name}))?"
        pattern = rf"(?:(?:{self.ahead})的?)*(?:{name}){more}(?:的?(?:{self.behind}))*"
        return bool(name) and re.fullmatch(pattern, title) is not None
