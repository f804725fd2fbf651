"""What a condition asks for, how its evidence reads, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.checks.denial import Denial, Lack
from advisor.checks.tabled import Tables
from advisor.pack.patterns import any_in
from ingest.document import Frozen, Place

NOTHING = Denial()
"""A text that denies nothing."""


class Element(Frozen):
    """One thing a condition asks for, and the wordings that show it.

    `patterns` are tried on sentences without blanks, `labels` on labels of filled cells, `materials` are files that
    prove it by being there; `sections` are where a sentence counts in full, elsewhere it counts as a passing mention.
    """

    name: str
    patterns: tuple[str, ...]
    labels: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    """Wordings that name the platform's own (专职团队40人) and show it in full in whatever part, plans aside."""
    support: tuple[str, ...] = ()
    """Wordings that speak for it without showing it: a passing mention at best."""
    hints: tuple[str, ...] = ()
    """Wordings that, in any part but plans, make it unsure that it is lacking: a passing mention at best."""
    ahead: tuple[str, ...] = ()
    """Plans in which it is told all the same (the money for what is planned): a passing mention at best."""
    cells: tuple[str, ...] = ()
    """Labels of filled cells that speak for it (专用场地面积) without telling more: a passing mention at best."""
    tables: Tables = Tables()
    """Tables that show it in full by their heads and figures; in parts on the unit as a whole, in passing."""
    titled: str = ""
    """Titles of parts given over to it (资金来源): with figures below, in words or a table, they show it."""
    anywhere: bool = False
    """A sentence with a figure in another part shows it as well as one in its own."""
    lacking: tuple[str, ...] = ()
    """What a sentence that denies it names (培养方案): it then lacks, unless something else shows it in full."""
    absent: tuple[str, ...] = ()
    """Wordings of a clause that say by themselves that it is lacking (仅限院内使用)."""
    called: tuple[str, ...] = ()
    """What it is called in ordinary speech (钱, 房子), for what is told of it in such words."""
    plain: tuple[str, ...] = ()
    """Wordings that only speak of the platform itself (实验室下设…) and are taken out before."""
    least: int = 1
    home: str = ""
    """A section given over to it: where it says something of substance, one showing sentence is enough."""
    place: str = ""
    """What a part, a row or a paragraph given over to it alone is titled, without words about the name (资金)."""
    had: tuple[str, ...] = ()
    """Wordings of a clause at such a place that say it is there, besides the common ones (自筹)."""
    unlike: tuple[str, ...] = ()
    """Wordings of a clause there that name something else (会议设备)."""
    counted: bool = True
    """A quantity there says that it is there; not so with money, which may be wanted."""

    @property
    def lack(self) -> Lack:
        """What a lack of it reads like."""
        return Lack(self.lacking, self.absent, self.called)


@dataclass(frozen=True)
class Terms:
    """What holds for all elements of a row: parts that are plans, wordings that name everything, how the text denies,
    titles of parts on one thing alone."""

    outside: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    denial: Denial = NOTHING
    titled: tuple[str, ...] = ()
    """Titles of parts given over to one of the elements."""
    elements: tuple[Element, ...] = ()
    """All of the row."""

    @classmethod
    def of(
        cls, elements: tuple[Element, ...], outside: tuple[str, ...], generic: tuple[str, ...], denial: Denial
    ) -> Terms:
        """Those of a row with its elements."""
        return cls(outside, generic, denial, tuple(e.titled for e in elements if e.titled), elements)

    def of_another(self, text: str, element: Element) -> bool:
        """Whether a text names another element by what that is denied by or called, and not this one."""
        own = (*element.lacking, *element.called)
        others = ((*each.lacking, *each.called) for each in self.elements)
        return not any_in(own, text) and any(any_in(each, text) for each in others if each != own)


@dataclass(frozen=True)
class Proof:
    """What was found for an element: how strong, and where; with strength `none`, where the material says it lacks."""

    strength: Literal["strong", "weak", "none"]
    file: str | None = None
    place: Place | None = None
    quote: str = ""
    elsewhere: bool = False
    """It stands outside the part that is given over to it."""
    listed: bool = False
    """A table shows it by its heads and figures; words that tell a lack weigh more."""
    inferred: bool = False
    """That it is lacking is what the place reads like as a whole; no clause says so."""
    disputed: bool = False
    """A place given over to it surely tells a lack, and others show it: which holds is for the applicant to say."""


def is_outside(meanings: frozenset[str], outside: tuple[str, ...]) -> bool:
    """Whether a part is of such meanings alone (plans and promises); what a mixed part says may be the thing itself."""
    return bool(meanings) and meanings <= set(outside)
