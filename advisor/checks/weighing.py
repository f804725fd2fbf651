"""What weighs more at the places given over to one element: words that it is had, or that it is not, or only meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from advisor.checks.case import Case
from advisor.checks.denial import CLAUSE, Denial
from advisor.checks.elements import Element, Proof, Terms
from advisor.checks.homes import Home, homes
from advisor.checks.lacking import likely
from advisor.pack.patterns import any_in
from advisor.pack.squeeze import squeeze

_REFERENCE = re.compile(r"[,(](?=(?:详?见|参见|参照)[^,。;]*[表图附章节])")
"""A reference is one with what it is behind (现有设备以办公为主,见表5)."""

_OPENS = re.compile(r"(?:目前|眼下|现阶段|至今|一直|现|尚|还|仍|暂|均|都)*(?:未|没|无|待|另行)")
"""A denial that opens the place has its title for a subject."""
_NEGATION = re.compile(r"[未没无]")
SURE, FAINT = 0.8, 0.1
"""Likelihood of a lack from which it is told, and up to which there is none, unless the clauses tell the contrary."""
CERTAIN = 0.97
"""Likelihood from which it is asked about, even where other places show the thing."""
_LEAST, _MOST = 10, 220
"""Characters of a place that is judged as a whole."""
_VALUE = re.compile("(?:设备|资产|账面)?(?:原值|净值|总值|价值)")
"""How a clause begins that tells the worth of what the one before it names."""
_SUBSTANCE = 5
"""Characters of a clause that says something."""

Kind = Literal["had", "lacking", "denied", "harmless", "makeshift", "meant", "none", "blank"]
"""`lacking` denies the thing itself, `denied` anything; `none` says something else, `blank` hardly anything."""

_LACKS: frozenset[Kind] = frozenset({"lacking", "denied"})
_NOT_THERE: frozenset[Kind] = frozenset({"lacking", "denied", "makeshift", "meant"})


def weighed(case: Case, element: Element, terms: Terms) -> Proof | None:
    """What the places given over to it come to where one of them denies anything: lacking, if it tells a lack and none says
    that it is had; had, if it says so all the same; None where one tells this and another that. What a place given over to
    nothing else surely tells as a whole is told, unless its clauses tell the contrary. A lack that is stated in so many words
    beside what is had is disputed."""
    worded = tuple(home for home in homes(case, element, terms) if home.said)
    told = [_told(home, element, terms) for home in _nearest(worded, element)]
    lacks = [each.proof for each in told if each.lacks and not each.had]
    if not any(each.had for each in told):
        return lacks[0] if lacks else None
    stated = next((each.proof for each in told if each.stated), None)
    if stated is not None:
        return replace(stated, strength="weak", disputed=True)
    return None if lacks else next((each.proof for each in told if each.had and each.doubted), None)


def own_words(sentence: str, element: Element, denial: Denial) -> str:
    """The clauses of a sentence that neither deny nor only mean a thing, nor tell what serves for it."""
    return CLAUSE.sub(
        lambda m: "" if _kind(m.group(), element, denial) in _NOT_THERE else m.group(), sentence
    )


def has(sentence: str, element: Element, denial: Denial) -> bool:
    """Whether a clause shows the thing, or names it and says that it is there; none that tells what went."""
    clauses = CLAUSE.findall(own_words(sentence, element, denial))
    names = (*element.lacking, *element.called)
    return any(
        any_in(element.patterns, each) or (any_in(names, each) and _kind(each, element, denial) == "had")
        for each in clauses
        if not any_in(denial.scales.gone, each)
    )


def _nearest(found: tuple[Home, ...], element: Element) -> tuple[Home, ...]:
    """Those in the element's own parts, where there are any."""
    own = tuple(home for home in found if home.meanings & set(element.sections))
    return own or found


class _Told(NamedTuple):
    """What a place tells, and the words that do."""

    had: bool
    lacks: bool
    doubted: bool
    proof: Proof
    stated: bool = False
    """The proof is a lack that is stated, whatever else is counted there."""


def _told(home: Home, element: Element, terms: Terms) -> _Told:
    """By what is stated in so many words, else by the whole and the clauses."""
    read = _read(home, element, terms.denial)
    for start, words in home.said if home.named else ():
        if (sure := stated(words, element, terms)) is not None:
            told = sure or (read.lacks and not read.proof.inferred)
            proof = replace(_proof(home, start, words, had=False), disputed=True, inferred=not told)
            return _Told(read.had, True, True, proof, stated=True)
    return read


def stated(words: str, element: Element, terms: Terms) -> bool | None:
    """Whether a sentence at the place given over to it tells its lack by itself: True where it surely denies it by its name,
    False where it certainly means that, by what became of it (已退还) or with nothing counted in it; None for all others."""
    text, denial = squeeze(words), terms.denial
    if not _LEAST <= len(text) <= _MOST or terms.of_another(text, element):
        return None
    chance, kinds = likely(element.name, words), set(_kinds(text, element, denial))
    if "lacking" in kinds and chance >= SURE:
        return True
    gone = re.search("|".join(denial.scales.gone) or "(?!)", text)
    bare = "denied" in kinds and "had" not in kinds and not re.search(r"\d", text)
    if chance >= CERTAIN and (gone or bare):
        return False
    after = CLAUSE.findall(text[gone.end() :]) if gone else []
    said = {kind for each in after for kind in _kinds(each, element, denial)}
    open_ = bool(_LACKS & said) and "had" not in said
    ends = (",".join(after[i:]) for i in range(1, len(after)) if open_)
    return False if any(likely(element.name, end) >= CERTAIN for end in ends) else None


def _read(home: Home, element: Element, denial: Denial) -> _Told:
    """By the whole where that is sure and no clause tells the contrary, else by the clauses; so is what is only meant."""
    by_clause = _told_by_clause(home, element, denial)
    said = "".join(words for _, words in home.said)
    kinds = {kind for _, words in home.said for kind in _kinds(squeeze(words), element, denial)}
    if not home.named or kinds <= {"meant", "blank"} or not _LEAST <= len(squeeze(said)) <= _MOST:
        return by_clause
    chance = likely(element.name, said)
    lacks = chance >= SURE and ("lacking" in kinds or not by_clause.had)
    had = chance <= FAINT and (by_clause.had or not by_clause.lacks)
    if not (lacks or had):
        return by_clause
    start, words = max(home.said, key=lambda each: likely(element.name, each[1]) * (chance - 0.5))
    proof = _proof(home, start, words, had=had)
    proof = replace(proof, disputed=chance >= CERTAIN, inferred=not by_clause.lacks)
    return _Told(had, lacks, True, proof)


def _told_by_clause(home: Home, element: Element, denial: Denial) -> _Told:
    """What is only meant tells no lack by itself, nor what is served by something else."""
    said = [(start, words) for start, words in home.said if home.named or _about(squeeze(words), element)]
    kinds = [(frozenset(_kinds(squeeze(words), element, denial)), start, words) for start, words in said]
    every = frozenset(kind for each, _, _ in kinds for kind in each)
    wanted = next((kind for kind in ("had", "lacking", "denied", "makeshift") if kind in every), None)
    start, words = next(((start, words) for each, start, words in kinds if wanted in each), (0, ""))
    had, told = "had" in every, "denied" in every and ("none" not in every or _opens(home))
    lacks = "lacking" in every or told or {"makeshift", "meant"} <= every
    if not home.named:
        lacks = any(denial.lacks(squeeze(words), element.lack) for _, words in home.said)
    doubted = bool(every & {"lacking", "denied", "makeshift", "meant", "harmless"})
    return _Told(had, lacks, doubted, _proof(home, start, words, had=had))


def _proof(home: Home, start: int, words: str, *, had: bool) -> Proof:
    """A sentence of the place, behind its title if it is the first."""
    place = home.reading.place(start, start + len(words))
    quote = f"{home.title}：{words.strip()}" if home.title and start == home.said[0][0] else words.strip()
    return Proof("strong" if had else "none", home.reading.path, place, quote)


def _about(sentence: str, element: Element) -> bool:
    """Whether a sentence of a part that holds more speaks of the element."""
    return any_in((*element.patterns, *element.lacking, *element.called), sentence)


def _opens(home: Home) -> bool:
    return _OPENS.match(squeeze(home.said[0][1])) is not None


def _kinds(sentence: str, element: Element, denial: Denial) -> Iterator[Kind]:
    """The kinds of its clauses. Words that only mean a thing, or that name something else as all there is, hold for the
    rest of the sentence; a clause that undoes what the clause before it counts takes its place."""
    scales, kept = denial.scales, False
    last: Kind = "blank"
    for clause in CLAUSE.findall(_REFERENCE.sub("并", sentence)):
        kind = _kind(clause, element, denial)
        if kind == "had" and _denies(clause, denial):
            yield "harmless"
        if kind == "had" and last == "makeshift" and _VALUE.match(clause):
            continue
        other = any_in(scales.short, clause) and any_in(element.unlike, clause)
        kept = other or ((kept or kind == "meant") and not any_in(scales.now, clause))
        if last != "had" or not any_in(scales.undoing, clause):
            yield last
        last = "meant" if kept and kind == "had" else kind
    yield last


def _denies(clause: str, denial: Denial) -> bool:
    words = (*denial.before, *denial.after, *denial.unsettled, *denial.scales.open)
    return any_in(words, clause)


def _kind(clause: str, element: Element, denial: Denial) -> Kind:
    scales, denies = denial.scales, _denies(clause, denial)
    if denies and not any_in((*denial.harmless, *scales.harmless), clause):
        itself = any_in((*element.lacking, *element.called, *scales.itself), clause)
        return "lacking" if itself else "denied"
    if any_in((*scales.makeshift, *element.unlike), clause):
        return "makeshift"
    if any_in(scales.meant, clause) and not any_in(scales.now, clause):
        return "meant"
    if any_in(scales.short, clause):
        return "harmless" if denies else "blank"
    counted = element.counted and not any_in(scales.needed, clause) and re.search(scales.quantity, clause)
    if counted or any_in((*scales.had, *element.had, *element.own), clause):
        return "had"
    if denies or _NEGATION.search(clause) or any_in(scales.harmless, clause):
        return "harmless"
    return "none" if len(clause) >= _SUBSTANCE and not any_in(scales.needed, clause) else "blank"
