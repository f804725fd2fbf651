"""Shares that stand one behind another in a passage, and what tells that they are those of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Frozen

_SHARE = re.compile(r"(?<![\d.])(?P<n>\d+(?:\.\d+)?)%")
_STOP = re.compile(r"[,、:;()和及与而]+")
_TENTHS = re.compile(
    r"(?:(?<![一二三四五六七八九十完])(?P<n>[一二三四五六七八九两])成(?P<half>半)?|(?<!大)(?<!多)一半)"
    r"(?=[,、;)。]|用于|用在|给|投|放|归|的|$)"
)
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_REACH = 48
"""Characters between two shares at most."""
_TAIL = 16
"""Characters behind the last share that still speak of all of them."""
_ALL = 100


class Parting(Frozen):
    """How a passage tells that its shares are those of one whole (regular expressions).

    `things` are what is handed out to the last bit (money, force, hours), and `ways` words of handing it out; `matters`
    are words that do for shares with 占 alone (方向). `listing` leads a list of bare shares. Behind `sorting` what is only
    sorted stands, of which some kinds may be left out. `rest` and `others` name the part that completes it. `some` says
    that something is left out, `left` that a sentence beside it tells of it. `no_share` ends the words before a figure
    that is no share (增长), `nested` opens parts of parts, `unless` tells that the shares overlap or are not exact."""

    things: str
    ways: str
    matters: str
    listing: str
    sorting: str
    rest: str
    others: str
    some: str
    left: str
    no_share: str
    nested: str
    unless: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """Shares one behind another; `heads` are the words right before each, `lead` all before the first, `behind` those after
    the last, and `between` all from the first to the last."""

    parts: tuple[Decimal, ...]
    heads: tuple[str, ...]
    lead: str
    between: str
    behind: str

    @property
    def sum(self) -> Decimal:
        """What the shares come to."""
        return sum(self.parts, Decimal(0))

    @property
    def own(self) -> bool:
        """Whether the shares are of wholes of their own (占职工总数的42%, 占营业收入的8%)."""
        found = (re.search(r"占(?!比)([^占约为]+?)的?$", head) for head in self.heads)
        return len({m[1] for m in found if m}) > 1

    @property
    def off(self) -> Decimal:
        """How far from all of it that is."""
        return abs(self.sum - _ALL)

    def completed(self, told: Parting) -> bool:
        """Whether the last share is told to be the rest of it, or what others have."""
        words = rf"{told.rest}|{told.others}" if len(self.parts) > 2 else told.rest
        return any(re.search(words, head) for head in self.heads[-1:])

    def divides(self, told: Parting) -> bool:
        """Whether something is handed out to the last bit, or sorted into kinds that are called all of it."""
        before = self.lead + self.heads[0]
        said = f"{before}|{re.split('[,;。]', self.behind)[0][:_TAIL]}"
        thing = re.search(told.things, said) is not None
        if re.search(rf"(?:{told.listing})[^,。;、:]{{0,12}}$", before):
            return thing or not self.sorts(told)
        if "占" in self.heads[0] and not self.sorts(told):
            return thing or re.search(told.matters, said) is not None
        return thing and re.search(told.ways, f"{said}|{self.between}") is not None

    def sorts(self, told: Parting) -> bool:
        """Whether it is at least told what the shares are sorted by."""
        return re.search(told.sorting, self.lead) is not None


def tenths(text: str) -> str:
    """The text with shares in tenths (三成用于) in per cent."""
    return _TENTHS.sub(lambda m: f"{_DIGITS[m['n']] * 10 + 5 * bool(m['half'])}%" if m["n"] else "50%", text)


def runs(text: str, told: Parting) -> Iterator[Run]:
    """The runs of two shares or more of a passage without blanks; none of parts of a part (占46%，其中……)."""
    kept: list[re.Match[str]] = []
    last, nested = None, False
    for found in (*_SHARE.finditer(text), None):
        between = text[last.end() : found.start()] if found is not None and last is not None else ""
        is_share = found is not None and not _no_share(text, found, told)
        inner = re.search(told.nested, between) is not None
        goes_on = is_share and not inner and len(between) <= _REACH and _STOP.search(between)
        if kept and not goes_on:
            if len(kept) > 1 and not nested:
                yield _run(text, kept)
            kept, nested = [], inner
        if found is not None and is_share:
            kept.append(found)
        last = found


def _no_share(text: str, found: re.Match[str], told: Parting) -> bool:
    return re.search(rf"(?:{told.no_share})$", _STOP.split(text[: found.start()])[-1]) is not None


def _run(text: str, kept: list[re.Match[str]]) -> Run:
    starts = [0, *(m.end() for m in kept)]
    heads = [_STOP.split(text[start : m.start()])[-1] for start, m in zip(starts, kept, strict=False)]
    first, last = kept[0], kept[-1]
    return Run(
        parts=tuple(Decimal(m["n"]) for m in kept),
        heads=tuple(heads),
        lead=text[: first.start() - len(heads[0])],
        between=text[first.start() : last.end()],
        behind=text[last.end() :],
    )
