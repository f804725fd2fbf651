"""Quotes cut from the source by offsets: the only way words of a policy reach an answer."""

from __future__ import annotations

from rapidfuzz import fuzz

from advisor.domain import Citation, Clause
from advisor.pack.model import Pack
from advisor.retrieval.index import sentences

_LONG = 160
_LONGEST = 800
"""characters of a clause with its items"""
_TITLE = 14
"""shorter pieces are titles, never the words an answer rests on"""


def cite(pack: Pack, path: str, about: str = "", below: bool = False) -> Citation | None:
    """The clause at `path`, quoted whole when short, else the sentences nearest to what is said `about` it.

    `below`: with the clauses below it, as far as they go on without a break.
    """
    clause = pack.clause(path)
    if clause is None:
        return None
    if below:
        return _with_items(pack, clause)
    start, end = _span(clause, about)
    return Citation(
        clause=clause.id,
        heading=clause.heading,
        quote=clause.text[start:end],
        document=clause.document,
        start=clause.start + start,
        end=clause.start + end,
    )


def _with_items(pack: Pack, clause: Clause) -> Citation:
    """The clause and its items in one stretch of the document, items left out from where it grows too long."""
    end, items = clause.end, [pack.clause(child) for child in clause.children]
    while items:
        item = items.pop(0)
        if item is None or item.end - clause.start > _LONGEST:
            break
        end = item.end
        items = [pack.clause(child) for child in item.children] + items
    return Citation(
        clause=clause.id,
        heading=clause.heading,
        quote=pack.texts[clause.document][clause.start : end],
        document=clause.document,
        start=clause.start,
        end=end,
    )


def _span(clause: Clause, about: str) -> tuple[int, int]:
    """One unbroken stretch of the clause: whole when short, else the best sentence."""
    text = clause.text
    if len(text) <= _LONG or not about:
        return 0, len(text)
    spans = sentences(clause)
    spans = [span for span in spans if span[1] - span[0] >= _TITLE] or spans
    best = max(spans, key=lambda span: fuzz.partial_ratio(about, text[span[0] : span[1]]))
    start, end = best
    while start < end and text[start] in " \u3000\n":
        start += 1
    return start, end
