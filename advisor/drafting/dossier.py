"""Everything known for one paper: what the user told, what the evidence shows, what follows by counting and adding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from advisor.domain import Track
from advisor.drafting.evidence import RESULTS, Evidence
from advisor.drafting.known import Item, Known, name_key, number, settle
from advisor.drafting.outline import FactBook, FactRow
from advisor.drafting.quantity import COMPUTED, MONEY, Quantity, quantity, split_unit, turned
from advisor.drafting.trace import Claim, Conflict, Source


class Dossier:
    """The facts of one paper. Nothing is chosen where sources differ and the user has not said."""

    def __init__(self, book: FactBook, told: Mapping[str, Known], evidence: Evidence | None = None) -> None:
        self.book, self.told, self.evidence = book, dict(told), evidence or Evidence()
        self._known: dict[str, Known] = {}

    def known(self, name: str) -> Known:
        """What is known of the fact of this id."""
        if name not in self._known:
            row = self.book.fact(name)
            seen = [*self.evidence.seen.get(name, ()), *self._computed(row)]
            self._known[name] = settle(row, self.told.get(name), seen)
        return self._known[name]

    def options(self, name: str) -> tuple[str, ...]:
        """The ids of a choice as chosen; empty when it is not known."""
        items = self.known(name).items
        labels = set(items[0].text.split("、")) if items else set()
        return tuple(option.id for option in self.book.fact(name).options if option.label in labels)

    @property
    def track(self) -> Track | None:
        """The platform type, when it is known."""
        chosen = self.options("track")
        return chosen[0] if len(chosen) == 1 else None  # type: ignore[return-value]

    def _computed(self, row: FactRow) -> list[Item]:
        """A figure counted from a list or added up from its column, naming what it was made of."""
        if row.listed_by and self._partial(row):
            return []
        if row.count_of:
            of = self.book.fact(row.count_of)
            listed = self.known(of.id)
            if listed.conflict is not None and listed.conflict.chosen is None:
                return []
            count = len(listed.items)
            return [Item(text=str(count), sources=(_count(of.label, count),))] if listed.there else []
        if row.sum_of:
            name, _, column = row.sum_of.partition(".")
            total = self.total(name, column)
            return [total] if total else []
        return []

    def _partial(self, row: FactRow) -> bool:
        """Whether the list a figure would be made of names fewer than there are known to be."""
        of = self.book.fact(row.count_of or row.sum_of.partition(".")[0])
        there = [number(item.text) for item in self.known(row.listed_by).items]
        named = {name_key(item.cells.get(of.key, "")) for item in self.known(of.id).items}
        return any(count is not None and len(named) < count for count in there)

    def total(self, name: str, column: str) -> Item | None:
        """A list's column added up; None when there is no list or a number in it is missing."""
        row, known = self.book.fact(name), self.known(name)
        values = [number(item.cells.get(column, "")) for item in known.items]
        if not values or any(value is None for value in values):
            return None
        amounts = [value for value in values if value is not None]
        sum_ = sum(amounts, Decimal(0))
        label = next((each.label for each in row.columns if each.id == column), column)
        made = " + ".join(f"{amount:f}" for amount in amounts)
        where = f"“{row.label}”的“{label}”相加：{made} = {sum_:f}"
        return Item(
            text=f"{sum_:f}", sources=(Source(file=COMPUTED, where=where, quote=made, by="computed"),)
        )

    @cached_property
    def indicators(self) -> Known:
        """The year's indicators, each with the result that the evidence or another fact gives for it."""
        known = self.known("indicators")
        return known.model_copy(update={"items": tuple(self._with_result(item) for item in known.items)})

    def _with_result(self, item: Item) -> Item:
        if item.cells.get("result") or not item.cells.get("plan"):
            return item
        found = self._result_of(item)
        if found is None:
            return item
        cells = item.cells | {"result": found.text}
        return Item(cells=cells, sources=(*item.sources, *found.sources))

    def _result_of(self, item: Item) -> Item | None:
        """The one result told for an indicator's name and unit; None when there is none or they differ."""
        name, found = self._bare(item.cells["name"]), list[Item]()
        for row in self.book.facts:
            if row.kind == "figure" and name in {self._bare(each) for each in row.names}:
                found += [self._in_words(item, each, row.unit) for each in self.known(row.id).items]
        for seen in self.evidence.seen.get(RESULTS, ()):
            if self._bare(seen.cells["name"]) == name:
                result = seen.model_copy(update={"text": seen.cells["result"]})
                found.append(self._in_words(item, result, seen.cells.get("unit", "")))
        found = [each for each in found if each.text]
        values = {worth(each.text, item.cells.get("unit", "")) for each in found}
        if len(values) != 1:
            return None
        sources = tuple(dict.fromkeys(source for each in found for source in each.sources))
        return found[0].model_copy(update={"cells": {}, "sources": sources})

    def _in_words(self, item: Item, result: Item, unit: str) -> Item:
        """A result as it stands beside the indicator's plan: with its own unit where that is another one.

        Without words where the two do not measure the same, or the plan names no unit for its money.
        """
        plan = quantity(item.cells.get("plan", ""))
        wanted = item.cells.get("unit", "") or (plan.magnitude + plan.unit if plan else "")
        given = quantity(f"{result.text}{unit}")
        same = self.book.reading.same_units
        if given is None or (not wanted and given.unit == MONEY):
            return result.model_copy(update={"text": ""})
        amount = turned(given, "", wanted, same) if wanted else given.amount
        if amount is None:
            return result.model_copy(update={"text": ""})
        alone = amount == given.amount and bool(item.cells.get("unit") or not wanted)
        return result.model_copy(update={"text": result.text if alone else given.written})

    def _bare(self, name: str) -> str:
        """An indicator's name without the words that do not tell it from another."""
        bare = name_key(name)
        for word in self.book.reading.fillers:
            bare = (
                bare.replace(word.removesuffix("$"), "")
                if not word.endswith("$")
                else bare.removesuffix(word[:-1])
            )
        return bare

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every fact asked for whose sources differ, and every total that is not the sum of its rows."""
        found = [known.conflict for known in self._known.values() if known.conflict is not None]
        asked = (conflict for name in self._known for conflict in self.evidence.sums.get(name, ()))
        return (*found, *asked)


def ratio(plan: str, result: str, unit: str = "") -> tuple[str, Source] | None:
    """How much of a plan was done, in per cent to one decimal, with its operands; None where it has no meaning.

    `unit` is that of numbers that name none; a number of one unit is not set against one of another.
    """
    wanted, done = worth(plan, unit), worth(result, unit)
    if wanted is None or done is None or wanted[0] == 0 or wanted[1] != done[1]:
        return None
    value = (done[0] / wanted[0] * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    shown = f"{value.normalize():f}%"
    where = f"完成 {result} ÷ 计划 {plan} = {shown}"
    return shown, Source(file=COMPUTED, where=where, quote=f"{result} / {plan}", by="computed")


def worth(text: str, unit: str = "") -> tuple[Decimal, str] | None:
    """A quantity in its base unit: 1.2亿元 is 120000000 元."""
    found = quantity(text)
    if found is None:
        return None
    if found.unit or found.magnitude:
        return found.value.normalize(), found.unit
    magnitude, base = split_unit(unit)
    return Quantity(found.amount, magnitude, base).value.normalize(), base


def _count(label: str, count: int) -> Source:
    return Source(file=COMPUTED, where=f"“{label}”逐条计数，共 {count} 条", by="computed")


def claims_in_words(claims: Sequence[Claim]) -> str:
    """Values that differ, each with its sources, in one line."""
    return "；".join(
        f"{claim.value}（{'、'.join(source.text for source in claim.sources)}）" for claim in claims
    )
