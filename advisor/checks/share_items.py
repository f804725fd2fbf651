"""Shares told one in an item of a list (任务1：…，占投入45%), and whether the items are all there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Block, Frozen, Place

_ITEMS = 3
"""Items at least that are read as the parts of one whole."""
_NEAR = 2
"""Paragraphs before and behind a list that may tell of what is left out of it."""


class Listing(Frozen):
    """How an item of a list bears a share: `share` has groups `words` and `n`, `short` has `n` alone and stands in later
    items. Items of a `period` or a market have a whole of their own. `number` numbers the items (`n`), by which they are
    known to be all. `left` tells near the list that something is left out of it."""

    share: str
    short: str
    period: str
    number: str
    left: str


@dataclass(frozen=True)
class Items:
    """What the shares of a list come to, where the last of them stands, and whether they are all of it."""

    parts: tuple[Decimal, ...]
    place: Place
    quote: str
    whole: bool


def shares_of_items(reading: Reading, told: Listing) -> Iterator[Items]:
    """Runs of paragraphs of one level with one share each behind the same words, and none between them without."""
    blocks = [b for b in reading.body if b.kind != "table" and b.text.strip()]
    run: list[tuple[int, Decimal]] = []
    words = ""
    for at, block in enumerate((*blocks, None)):
        found = _share(block, told, first=not run) if block is not None else None
        goes_on = found is not None and (not run or (found.groupdict().get("words") or words) == words)
        if run and not goes_on:
            if len(run) >= _ITEMS:
                yield _items(blocks, run, told)
            run = []
            found = _share(block, told, first=True) if block is not None else None
        if found is not None:
            words = words if run else found["words"]
            run.append((at, Decimal(found["n"])))


def _share(block: Block, told: Listing, *, first: bool) -> re.Match[str] | None:
    text = squeeze(block.text)
    if block.kind != "paragraph" or re.search(told.period, text):
        return None
    found = [*re.finditer(told.share, text)] or ([] if first else [*re.finditer(told.short, text)])
    return found[0] if len(found) == 1 else None


def _items(blocks: list[Block], run: list[tuple[int, Decimal]], told: Listing) -> Items:
    first, last = run[0][0], run[-1][0]
    texts = [squeeze(b.text) for b in blocks]
    numbers = [_number(text, told) for text in texts[first : last + 1]]
    follows = _number(texts[last + 1], told) if last + 1 < len(texts) else None
    around = "|".join((*texts[max(0, first - _NEAR) : first], *texts[last + 1 : last + 1 + _NEAR]))
    missing = 100 - sum((n for _, n in run), Decimal(0))
    whole = (
        numbers == [*range(1, len(run) + 1)]
        and follows != len(run) + 1
        and not re.search(told.left, around)
        and not re.search(rf"(?<![\d.]){missing}%", around)
    )
    quote = "；".join(blocks[at].text.strip()[-24:] for at, _ in run)
    return Items(tuple(n for _, n in run), blocks[last].place, quote, whole)


def _number(text: str, told: Listing) -> int | None:
    """Which item of a list it is by its number."""
    found = re.match(told.number, text)
    if found is None:
        return None
    word = next(n for n in found.groups() if n)
    return int(word) if word.isdigit() else "一二三四五六七八九".find(word) + 1
