"""A paper under way: slots filled, every value written down with its source, what is missing marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from advisor.domain import Track
from advisor.drafting.dossier import Dossier
from advisor.drafting.known import Known
from advisor.drafting.model import DraftSection
from advisor.drafting.official import Paper
from advisor.drafting.outline import FactRow, Outline
from advisor.drafting.trace import Enclosed, Source, Use
from advisor.pack.model import Pack

_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
Smooth = Callable[[Sequence[str]], Sequence[str]]
"""gives each sentence back, perhaps in better words; numbers and names have been verified"""


@dataclass
class Composition:
    """A paper under way: its lines, what was used where, and what was asked for in vain."""

    outline: Outline
    dossier: Dossier
    pack: Pack
    paper: Paper
    smooth: Smooth | None = None
    sections: list[DraftSection] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    """ids of the facts that were asked for in vain, in the paper's order"""
    asked: set[str] = field(default_factory=set)
    enclosed: tuple[Enclosed, ...] = ()
    section: str = ""
    smoothable: list[int] = field(default_factory=list)
    """places among the lines of sentences that hold no gap"""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the outline's choice is, such as the kinds of a change."""
        return self.dossier.options(self.outline.choice) if self.outline.choice else ()

    def fits(self, tracks: Sequence[Track], kinds: Sequence[str]) -> bool:
        """Whether a piece of the outline is for this platform type and choice."""
        track = self.dossier.track
        return (not tracks or track in tracks) and (not kinds or bool(set(kinds) & set(self.kinds)))

    def fill(self, template: str, *, optional: bool = False) -> str:
        """The template with its slots filled; empty when it is optional and nothing of it is known."""
        template = _OPTIONAL.sub(lambda found: self._optional(found[1]), template)
        names = [name for name in _SLOT.findall(template) if not self._word(name)]
        self.asked.update(names)
        if optional and not any(self.dossier.known(name).items for name in names):
            return ""
        return _SLOT.sub(lambda found: self._word(found[1]) or self.value(found[1]), template)

    def _optional(self, phrase: str) -> str:
        """A phrase in square brackets stands only when all of it is known."""
        names = _SLOT.findall(phrase)
        self.asked.update(names)
        return phrase if all(self.dossier.known(name).items for name in names) else ""

    def _word(self, name: str) -> str:
        """Words that are no facts: the policy's title and what the outline quotes of it."""
        return self.pack.info.title if name == "document" else self.outline.quotes.get(name, "")

    def value(self, name: str) -> str:
        """A fact in words, or the mark of its absence."""
        row, known = self.dossier.book.fact(name), self.dossier.known(name)
        self.asked.add(name)
        if known.nothing:
            self.use(row, "无", known.sources)
            return "无"
        if not known.items:
            return self.gap(row, known)
        text = "、".join(item.text for item in known.items)
        self.use(row, f"{text}{row.unit}", tuple(s for item in known.items for s in item.sources))
        return text

    def use(self, row: FactRow, value: str, sources: tuple[Source, ...], label: str = "") -> None:
        """Write down a value with its sources; once for each section."""
        use = Use(section=self.section, field=row.id, label=label or row.label, value=value, sources=sources)
        if use not in self.uses:
            self.uses.append(use)

    def gap(self, row: FactRow, known: Known | None = None, label: str = "") -> str:
        """The mark of something missing, or of sources that differ."""
        name = label or row.label
        if known is not None and known.conflict is not None:
            name = f"{name}（来源不一致，请核定）"
        if row.id not in self.wanted:
            self.wanted.append(row.id)
        return self.mark(name)

    def mark(self, name: str) -> str:
        """The mark alone, of something that is no fact."""
        if name not in self.missing:
            self.missing.append(name)
        return f"【待补：{name}】"
