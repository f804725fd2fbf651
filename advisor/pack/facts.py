"""The shapes of facts.yaml and hindrances.yaml: what is asked of an applicant, and the words that may tell a bar."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from ingest.document import Frozen


class FactValue(Frozen):
    """One value a fact can take. `patterns` are regular expressions that recognise it in a story, in which `<names>`
    stands for any of `names`; `unless` are patterns that, found in the same sentence, take the recognition back."""

    value: Any
    label: str
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    """as `unless`, found anywhere in the text"""
    ordinary: bool = False
    """several such values may be named (a partner, a customer): the one named first is the asker"""
    fallback: bool = False
    """read only where no other value is: a kind of unit that the pack does not know by name"""
    names: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _spell_names(self) -> Self:
        named = f"(?:{'|'.join(self.names)})"
        object.__setattr__(self, "patterns", tuple(each.replace("<names>", named) for each in self.patterns))
        return self


class FactSpec(Frozen):
    """facts.yaml: one fact, how to ask for it in plain words and how to recognise it.

    `kind`: `choice` (values by pattern), `have` (yes or no by the words around the noun), `event` (something that
    happened: grade, date, negation), `place` (a division and whether it is the place of registration), `count` (a
    number with one of `units` near `words`), `name` (words between quotation marks or after `words`).
    """

    name: str
    label: str
    question: str
    question_english: str = ""
    kind: Literal["choice", "have", "event", "place", "count", "name"] = "choice"
    values: tuple[FactValue, ...] = ()
    words: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    division: str = ""
    """for a place: the GB/T 2260 code of the home province, two digits"""
    any: bool = False  # the nouns are alternatives: one that is had is enough, whatever is said of the others
    rest: bool = False
    """`yes` stands for every condition nothing was told of"""
    sheet: bool = False
    """shown on the fact sheet of the page"""
    stated: bool = False
    """a mention in a question about the rule (哪一条规定了…) says nothing of the unit"""
    unit: str = ""
    """the fact that says which unit this one is of: told anew as another, it takes back what was said of the one before"""
    when: tuple[str, ...] = ()
    """patterns of which one must stand in the text: 老师 are teachers of a training only where training is spoken of"""

    @property
    def choices(self) -> tuple[FactValue, ...]:
        """The values to choose from; one that only says that the kind is not known is none."""
        return tuple(value for value in self.values if not value.fallback)

    def settles(self, value: Any) -> bool:
        """Whether a value answers the question; a fallback leaves it open."""
        return not any(each.fallback and each.value == value for each in self.values)


class Hindrance(Frozen):
    """hindrances.yaml: words by which something may be told that bars an applicant. Whether it is told of the applicant, and
    as it is now, is learnt (`advisor/answer/hindrance.py`)."""

    name: str
    facts: tuple[str, ...]
    """the facts it is a value of"""
    mentions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """patterns of the words by the value of the first of `facts` that they tell; of an event by its grade"""
    grave: tuple[str, ...] = ()
    """of an event the words that tell its grade themselves; the grade of any other is read from the text"""
    adds: bool = False
    """what the patterns of facts.yaml did not read is taken down where it is surely told"""
