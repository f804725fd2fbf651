"""Cutting texts at their marks: answers at `[4.5]`, clauses at their quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from advisor.domain import Answer, Citation, Clause

MARK = re.compile(r"\[((?:[\w.-]+/)?(?:[\w-]+:)?p?\d+(?:\.\d+)*)\]")
_NUMERAL = "[一二三四五六七八九十百零〇\\d]+"
NUMBER = re.compile(rf"第{_NUMERAL}[章条]|^{_NUMERAL}(?=、)|[（(]{_NUMERAL}[)）]|\d+(?=[.．、]?$)")
LEAD_IN = 4
"""characters that may stand before a bare quote, such as a word for "in the original" and a colon"""


CLOSING = re.compile(r"[。；，、：！？）”.;,]+")
"""what no line may begin with"""
LEAD = re.compile(r"[^：；。“（]{2,16}：")
"""the words before a list: 对得上的条件："""
LEAST_LISTED = 2


class Piece(NamedTuple):
    """A run of text; `clause` is the clause a mark points to, `quoted` says that the words are cited.

    `tail` is the punctuation right behind a mark, to be kept on its line.
    """

    text: str
    clause: str | None = None
    quoted: bool = False
    tail: str = ""


class Line(NamedTuple):
    """A line in pieces; when it lists things, each with its clause, `items` are these and `pieces` what leads to them."""

    pieces: list[Piece]
    items: tuple[list[Piece], ...] = ()


def cut_answer(answer: Answer, whole: bool = False) -> list[Line]:
    """The answer as lines of pieces; a piece with a clause stands for one mark.

    A line that only repeats a citation is left out unless `whole`: the clause stands beside the answer.
    """
    lines = [line for line in answer.answer.splitlines() if line.strip()]
    return [_listed(line) for line in lines if whole or not _repeats(line, answer.citations)]


def _listed(line: str) -> Line:
    lead = LEAD.match(line)
    items = _items(line[lead.end() :]) if lead else []
    if lead is None or len(items) < LEAST_LISTED or not all(MARK.search(item) for item in items):
        return Line(list(cut_line(line)))
    return Line([Piece(lead[0])], tuple(list(cut_line(item)) for item in items))


def _items(text: str) -> list[str]:
    """Cut behind every semicolon that stands in no quotation and no brackets."""
    items, depth, begin = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "“（") - (char in "”）")
        if char == "；" and depth == 0:
            items.append(text[begin : at + 1])
            begin = at + 1
    return [item for item in (*items, text[begin:]) if item.strip()]


def cut_clause(clause: Clause, citations: Iterable[Citation]) -> list[Piece]:
    """The clause's text in runs, the cited ones marked. Citations of other clauses are left out."""
    spans = sorted(_spans(clause, citations))
    pieces, at = [], 0
    for start, end in spans:
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            pieces.append(Piece(clause.text[at:start]))
        pieces.append(Piece(clause.text[start:end], quoted=True))
        at = end
    if at < len(clause.text):
        pieces.append(Piece(clause.text[at:]))
    return pieces


def short_number(heading: str) -> str:
    """The number alone: 四、申报条件（五） → 四（五）. The heading itself when it carries no number."""
    return "".join(NUMBER.findall(heading)) or heading


def _repeats(line: str, citations: Iterable[Citation]) -> bool:
    before, opened, rest = MARK.sub("", line).partition("“")
    words, closed, after = rest.rpartition("”")
    bare = opened and closed and len(before.strip()) <= LEAD_IN and not after.strip("。 ")
    return bool(bare) and any(words in citation.quote for citation in citations)


def cut_line(line: str) -> Iterable[Piece]:
    """A line in pieces, one for each mark and each run of text between two."""
    at = 0
    for found in MARK.finditer(line):
        if found.start() > at:
            yield Piece(line[at : found.start()])
        closing = CLOSING.match(line, found.end())
        yield Piece(found[1], clause=found[1], tail=closing[0] if closing else "")
        at = closing.end() if closing else found.end()
    if at < len(line):
        yield Piece(line[at:])


def _spans(clause: Clause, citations: Iterable[Citation]) -> Iterable[tuple[int, int]]:
    for citation in citations:
        if (
            citation.document == clause.document
            and clause.start <= citation.start < citation.end <= clause.end
        ):
            yield citation.start - clause.start, citation.end - clause.start
