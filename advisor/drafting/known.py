"""What is known of a fact: items with their sources, whether it is 无, and whether its sources agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pydantic import Field

from advisor.drafting.outline import Column, FactRow
from advisor.drafting.trace import Claim, Conflict, Source
from advisor.pack.squeeze import bare_label, squeeze
from ingest.chinese import find_numbers
from ingest.dates import find_dates
from ingest.document import Frozen


class Item(Frozen):
    """A value, a paragraph, or a record (`cells` by column), with where it was seen."""

    text: str = ""
    cells: dict[str, str] = Field(default_factory=dict)
    nth: int = 1
    """among records of one table that are alike"""
    sources: tuple[Source, ...] = ()

    @property
    def shown(self) -> str:
        """The item in one line."""
        return self.text or "；".join(text for text in self.cells.values() if text)


class Known(Frozen):
    """A fact as far as it is known. Nothing known: no items, and `nothing` False."""

    items: tuple[Item, ...] = ()
    nothing: bool = False
    """it is known that there is none"""
    conflict: Conflict | None = None
    sources: tuple[Source, ...] = ()
    """where it says that there is none"""

    @property
    def there(self) -> bool:
        """Whether anything may be written of it."""
        return bool(self.items) or self.nothing


def settle(row: FactRow, told: Known | None, seen: Sequence[Item]) -> Known:
    """What the user told stands; without it, what all sightings agree on. Differences are always kept."""
    if row.kind == "list":
        return _records(row, told, seen)
    if row.kind == "prose":
        return told if told is not None else Known(items=tuple(_distinct(row, seen)))
    claims = [Claim(value=item.text, sources=item.sources) for item in _distinct(row, seen)]
    if told is None:
        if len(claims) <= 1:
            return Known(items=tuple(_distinct(row, seen)))
        return Known(conflict=Conflict(field=row.id, label=row.label, claims=tuple(claims)))
    if told.nothing:
        own = Claim(value="无", sources=told.sources)
    else:
        own = Claim(value=told.items[0].text, sources=told.items[0].sources)
    other = [claim for claim in claims if _same(row, claim.value) != _same(row, own.value)]
    agreeing = tuple(source for claim in claims if claim not in other for source in claim.sources)
    if agreeing and told.items:
        # Evidence that says the same stands beside the user's word.
        first = told.items[0].model_copy(update={"sources": (*told.items[0].sources, *agreeing)})
        told = told.model_copy(update={"items": (first, *told.items[1:])})
    if not other:
        return told
    conflict = Conflict(field=row.id, label=row.label, claims=(own, *other), chosen=own.value)
    return told.model_copy(update={"conflict": conflict})


def _distinct(row: FactRow, seen: Iterable[Item]) -> list[Item]:
    """One item for each different value, with the sources of all that say the same."""
    found: dict[str, Item] = {}
    for item in seen:
        key = _same(row, item.text)
        before = found.get(key)
        sources = (*(before.sources if before else ()), *item.sources)
        kept = before or item
        found[key] = kept.model_copy(update={"sources": tuple(dict.fromkeys(sources))})
    return list(found.values())


def _same(row: FactRow, value: str) -> str:
    """What two values must share to be the same."""
    if row.kind == "figure":
        return f"{number(value) or value}"
    if row.kind == "date":
        spans = find_dates(value)
        # A month and a day in it agree: the month alone is compared.
        return f"{spans[0].earliest:%Y-%m}" if spans else squeeze(value)
    return re.sub(r"[“”\"'‘’《》]", "", squeeze(value)).casefold()


def _records(row: FactRow, told: Known | None, seen: Sequence[Item]) -> Known:
    merged: dict[str, Item] = {}
    claims: list[Claim] = []
    for item in seen:
        key = record_key(row, item)
        if key in merged:
            merged[key], faults = _merge(row, merged[key], item)
            claims += faults
        else:
            merged[key] = item
    if told is None:
        conflict = Conflict(field=row.id, label=row.label, claims=tuple(claims)) if claims else None
        return Known(items=tuple(merged.values()), conflict=conflict)
    own = {record_key(row, item) for item in told.items}
    more = [item for key, item in merged.items() if key not in own]
    if not more:
        return told
    first = Claim(
        value=f"{len(told.items)}条",
        sources=told.sources or tuple(s for i in told.items for s in i.sources)[:1],
    )
    left = [Claim(value=item.shown, sources=item.sources) for item in more]
    conflict = Conflict(field=row.id, label=row.label, claims=(first, *left), chosen=first.value)
    return told.model_copy(update={"conflict": conflict})


def record_key(row: FactRow, item: Item) -> str:
    """What tells one record from another: its key, or the columns that do so together, and which of several it is."""
    key = "|".join(name_key(item.cells.get(each, "")) for each in row.apart or (row.key,))
    told = key if key.strip("|") else squeeze(item.shown)
    return f"{told}#{item.nth}" if item.nth > 1 else told


def name_key(text: str) -> str:
    """A name for comparison."""
    return bare_label(re.sub(r"[“”\"'‘’《》]", "", text)) or squeeze(text)


def _merge(row: FactRow, one: Item, other: Item) -> tuple[Item, list[Claim]]:
    """Two sightings of a record: blanks filled, cells that differ left open."""
    cells, claims = dict(one.cells), []
    for column, text in other.cells.items():
        mine = cells.get(column, "")
        if not mine:
            cells[column] = text
        elif text and column != row.key and not _alike(row.column(column), mine, text):
            label = next((each.label for each in row.columns if each.id == column), column)
            name = one.cells.get(row.key, "")
            claims.append(Claim(value=f"{name} {label}：{mine}", sources=one.sources))
            claims.append(Claim(value=f"{name} {label}：{text}", sources=other.sources))
            cells[column] = ""
    return Item(cells=cells, sources=tuple(dict.fromkeys((*one.sources, *other.sources)))), claims


def _alike(column: Column | None, one: str, other: str) -> bool:
    """Whether two cells say the same: a month and a day in it do, and so do 120 and 120.0."""
    if column is not None and column.date:
        ours, theirs = find_dates(one), find_dates(other)
        if ours and theirs:
            return ours[0].earliest <= theirs[0].latest and theirs[0].earliest <= ours[0].latest
    if column is not None and column.number and number(one) is not None:
        return number(one) == number(other)
    return squeeze(one) == squeeze(other)


def number(text: str) -> Decimal | None:
    """The one number of a text; None for none or several."""
    found = find_numbers(text.replace(",", ""))
    return found[0].value.normalize() if len(found) == 1 else None
