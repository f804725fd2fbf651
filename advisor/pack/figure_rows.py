"""Figures of the applicant as a pack describes them."""

from __future__ import annotations

from ingest.document import Frozen


class WholeSpec(Frozen):
    """How a text tells all that the platform has of a figure, in words that do not name the figure (…共4600平方米作为基地用房).

    Expressions on sentences without blanks; {own} stands for the platform.
    """

    lesser: tuple[str, ...] = ()
    """Labels that name it only where no other label of it stands in the form, and all of them give one value."""
    number: str
    """A number with its unit: groups `n` and `u`."""
    said: tuple[str, ...]
    """What the sentence must say, before the number or after it."""
    total: str
    """What goes right before the number of all, where several stand in the sentence."""
    parts: str
    """What goes between a number and those of its parts."""
    unless: str
    """Words of a sentence about a part, another place or another time."""
    outside: tuple[str, ...] = ()
    """Meanings of parts of the paper that tell what shall be."""
    within: tuple[str, ...] = ()
    """Meanings of parts that tell what there is, wherever they stand."""


class FigureRow(Frozen):
    """数据: one figure of the applicant, as label cells and as sentences give it."""

    id: str
    name: str
    unit: str
    labels: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    """Expressions with a group `n` (the number) and, where it varies, `u` (the unit)."""
    by_year: bool = False
    sections: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    larger: str = ""
    """Words right before it for what is larger than the platform; they count for nothing where the clause then comes to
    speak of the platform (在西厂区设中心专用场地)."""
    whole: WholeSpec | None = None
    not_after: tuple[str, ...] = ()
    """Wordings anywhere before the number in its sentence that make it a part's, or somebody else's."""
    some: tuple[str, ...] = ()
    """Words right before it that make it the number of some of them, which is at most that of all."""
    not_sections: tuple[str, ...] = ()
