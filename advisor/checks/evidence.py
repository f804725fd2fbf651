"""Conditions of the policy against the evidence in the material: the condition × evidence grid as findings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pydantic import Field, TypeAdapter

from advisor.checks.case import Case, Findings, Row
from advisor.checks.contradicted import contradicted
from advisor.checks.denial import Denial, told_lack
from advisor.checks.elements import Element, Proof, Terms, is_outside
from advisor.checks.homes import homes
from advisor.checks.tabled import tabled
from advisor.checks.telling import left, names_of, shows
from advisor.checks.titled import titled
from advisor.checks.weighing import own_words, weighed
from advisor.domain import Finding, Level
from advisor.pack.patterns import any_in
from advisor.pack.squeeze import squeeze
from advisor.profile.labels import is_listing, pairs
from advisor.profile.reading import Sentence
from advisor.profile.titles import bare_title
from ingest.document import Place

_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:余|多)?(?:人|名|位|门|间|个|台|套|平方米)")
_NOTHING = Denial()
_SUBSTANCE = 80
"""Characters from which a section says something of substance."""


def check(
    case: Case,
    row: Row,
    *,
    elements: tuple[Element, ...] = Field(),
    mode: Literal["all", "any", "each"] = "all",
    outside: tuple[str, ...] = (),
    generic: tuple[str, ...] = (),
    denial: Denial = _NOTHING,
    unless_any: tuple[Element, ...] = (),
    if_any: tuple[Element, ...] = (),
) -> Findings:
    """`all`: one finding names what is missing; `each`: a finding for each missing element; `any`: a finding when
    every element is missing. `outside` are sections whose words are plans or promises and never count; `generic` are
    wordings that name everything and show nothing; what is denied shows nothing. The check is void when an element of
    `unless_any` is shown, or `if_any` is given and nothing speaks for it."""
    terms = Terms.of(elements, outside, generic, denial)
    if not case.main or (unless_any and _any(case, unless_any, terms)):
        return
    proofs = {e.name: prove(case, e, terms) for e in elements}
    if if_any and all(prove(case, each, terms).strength == "none" for each in if_any):
        # What is told as lacking under its own title is asked for all the same.
        proofs = {name: proof for name, proof in proofs.items() if proof.strength == "none" and proof.quote}
    missing = [name for name, proof in proofs.items() if proof.strength == "none"]
    weak = [name for name, proof in proofs.items() if proof.strength == "weak"]
    if mode == "any":
        if any(p.strength == "strong" for p in proofs.values()):
            return
        missing, weak = (missing, []) if len(missing) == len(proofs) else ([], weak)
    file = case.main[0].path
    if case.main_blind and not all(proofs[name].quote for name in missing):
        yield row.undecided(file=file)
        return
    for group in _groups(missing, mode):
        yield _missing(row, group, proofs, file)
    for group in _groups(weak, mode):
        yield _thin(row, "、".join(group), proofs[group[0]], file)


def _missing(row: Row, group: list[str], proofs: dict[str, Proof], file: str) -> Finding:
    """Nothing was found; where the material itself says that it lacks, its words are shown. What is only read out of the
    whole of a passage is asked about."""
    names = "、".join(group)
    told = next((proofs[name] for name in group if proofs[name].quote), None)
    if told is None:
        return row.finding(file=file, names=names)
    reads = f"从这段话看像是还没有{names}，请写清楚现在有没有"
    said = reads if told.inferred else f"材料自己写明还没有{names}"
    message = None if len(group) > 1 else said
    level: Level = "warning" if told.inferred else row.row.level
    return row.finding(
        file=told.file, place=told.place, quote=told.quote, level=level, message=message, names=names
    )


def _thin(row: Row, names: str, proof: Proof, file: str) -> Finding:
    """Something is said, so 没有找到 would be false: what was found is told, and that it is thin or stands elsewhere."""
    thin = "只有简略的说法，没有专门、具体地写明"
    elsewhere = "在别的部分提到了，应当写它的那一部分里没有写"
    disputed = "有一处像是说还没有，别处又写着有，请写清楚现在有没有"
    said = elsewhere if proof.elsewhere and _FIGURE.search(squeeze(proof.quote)) else thin
    return row.finding(
        file=proof.file or file,
        level="warning",
        place=proof.place or Place(),
        quote=proof.quote,
        message=f"{names}{disputed if proof.disputed else said}",
        names=names,
    )


def _groups(names: list[str], mode: str) -> list[list[str]]:
    return [[name] for name in names] if mode == "each" else [names] if names else []


def _any(case: Case, elements: tuple[Element, ...], terms: Terms) -> bool:
    return any(prove(case, e, terms).strength == "strong" for e in elements)


def proved(case: Case, check: str) -> bool:
    """True when every element of that check's row is shown in full."""
    row = next(row for row in case.checking.checks if row.id == check)
    elements = TypeAdapter(tuple[Element, ...]).validate_python(row.parameters["elements"])
    outside, generic = (tuple(row.parameters.get(name, ())) for name in ("outside", "generic"))
    terms = Terms.of(elements, outside, generic, Denial.model_validate(row.parameters.get("denial", {})))
    return all(prove(case, each, terms).strength == "strong" for each in elements)


def prove(case: Case, element: Element, terms: Terms) -> Proof:
    """The best evidence for an element in the whole package; what shows it in full is disputed where the material says as
    well that there is none."""
    found = _found(case, element, terms)
    return (contradicted(case, element, terms) or found) if found.strength == "strong" else found


def _found(case: Case, element: Element, terms: Terms) -> Proof:
    """Less than full evidence yields to a lack that is told, and all but its own tables and cells to one told at the place
    given over to it."""
    home = weighed(case, element, terms)
    if home is not None and (home.strength != "none" or not _counted(case, element, terms, home)):
        return home
    if home is not None and home.disputed:
        return replace(home, strength="weak")
    shown = _shown(case, element, terms)
    if shown.strength == "strong" and not shown.listed and _borne(case, element, terms):
        return shown
    told = [s for s in case.sentences if not is_outside(s.meanings, terms.outside)]
    lack = told_lack(told, terms.denial, element.lack) or _given_up(case, element, terms)
    return Proof("none", lack.file, lack.place, lack.text) if lack else shown


def _borne(case: Case, element: Element, terms: Terms) -> bool:
    """Whether what shows it in full does so at a place given over to it, or in words of its own: not led by a title, nor of
    what is only meant."""
    if titled(case, element, terms) is not None or next(homes(case, element, terms), None) is not None:
        return True
    names = names_of(case)
    return any(
        shows(own_words(s.bare, element, terms.denial), "", element, terms, names)
        for s in case.sentences
        if not is_outside(s.meanings, terms.outside)
    )


def _counted(case: Case, element: Element, terms: Terms, home: Proof) -> bool:
    """Whether a paper, a table, a cell or words that name the platform's own show it with figures in another place."""
    table = _in_table(case, element, terms.outside)
    return (
        bool(element.materials and case.of(*element.materials))
        or (table is not None and table.strength == "strong" and not _together(case, table, home))
        or (element.counted and _filled(case, element.cells) is not None)
        or any(
            any_in(element.own, terms.denial.affirmed(s.bare))
            and not _together(case, Proof("strong", s.file, s.place), home)
            for s in case.sentences
            if not is_outside(s.meanings, terms.outside)
        )
    )


def _together(case: Case, one: Proof, other: Proof) -> bool:
    """Whether two stand in one paragraph or table."""
    reading = case.reading(one.file)
    starts = [proof.place.start for proof in (one, other) if proof.place and proof.place.start is not None]
    if reading is None or one.file != other.file or len(starts) != len((one, other)):
        return False
    first, second = map(reading.document.block_at, starts)
    return first is second


def _given_up(case: Case, element: Element, terms: Terms) -> Sentence | None:
    """The first sentence of a part given over to it by its title of which every sentence tells that it is lacking."""
    for part in case.sections if element.titled else ():
        if is_outside(part.meanings, terms.outside) or not re.search(element.titled, bare_title(part.title)):
            continue
        start, end = part.place.start or 0, max((block.place.end or 0 for block in part.blocks), default=0)
        said = [s for s in case.sentences if s.file == part.file and start <= s.start < end]
        if said and all(_void(s.bare, element, terms) for s in said):
            return said[0]
    return None


def _void(text: str, element: Element, terms: Terms) -> bool:
    """Whether a sentence under the title of the element tells its lack and nothing else."""
    return terms.denial.lacks(text, element.lack, led=True) and not left(text, element, terms)


def _shown(case: Case, element: Element, terms: Terms) -> Proof:
    for reading in case.of(*element.materials) if element.materials else ():
        return Proof("strong", reading.path)
    for item in (item for reading in case.main for item in reading.labelled):
        if item.value.strip() and any(re.search(p, squeeze(item.label)) for p in element.labels):
            return Proof("strong", item.file, item.place, f"{item.label}：{item.value}")
    outside = terms.outside
    if (own := titled(case, element, terms)) is not None:
        return own
    names = names_of(case)
    at_home: list[Sentence] = []
    passing: list[Sentence] = []
    for sentence in case.sentences:
        ahead = bool(element.ahead) and is_outside(sentence.meanings, element.ahead)
        if not shows(sentence.bare, sentence.title, element, terms, names):
            if _hinted(sentence, element, () if ahead else outside):
                passing.append(sentence)
            continue
        if sentence.meanings & set(element.sections):
            at_home.append(sentence)
        elif not is_outside(sentence.meanings, outside):
            (
                passing if element.sections and not _at_home(case, element, sentence, terms) else at_home
            ).append(sentence)
        elif ahead:
            passing.append(sentence)
    if len(at_home) >= (1 if _at_length(case, element.home) else element.least):
        return Proof("strong", at_home[0].file, at_home[0].place, at_home[0].text)
    table = _in_table(case, element, outside)
    some = at_home or passing
    if not some or (table is not None and table.strength == "strong"):
        return table or _filled(case, element.cells) or Proof("none")
    return Proof("weak", some[0].file, some[0].place, some[0].text, elsewhere=not at_home)


def _filled(case: Case, labels: tuple[str, ...]) -> Proof | None:
    """A cell of a form that gives a number for it."""
    for reading in case.main if labels else ():
        for block in (block for block in reading.document.tables() if not is_listing(block)):
            for label, value in pairs(block):
                named = any(re.search(p, squeeze(label.text)) for p in labels)
                if named and re.match(r"(?:约|共)?\d*[1-9]", squeeze(value.text)):
                    place = reading.place(value.start, value.end)
                    return Proof("weak", reading.path, place, f"{label.text.strip()}：{value.text.strip()}")
    return None


def _in_table(case: Case, element: Element, outside: tuple[str, ...]) -> Proof | None:
    """The best table: one of the platform's own before one in a part on the unit as a whole."""
    found: Proof | None = None
    for reading, grid, cell, full in tabled(case, element.tables):
        meanings = reading.section_at(cell.start)
        planned = is_outside(meanings, outside)
        if planned and not is_outside(meanings, element.ahead):
            continue
        place, words = reading.place(cell.start, cell.end), f"{grid.caption} {cell.text}".strip()
        if full and not planned and not is_outside(meanings, element.tables.passing):
            return Proof("strong", reading.path, place, words, listed=True)
        found = found or Proof("weak", reading.path, place, words, elsewhere=full)
    return found


def _hinted(sentence: Sentence, element: Element, outside: tuple[str, ...]) -> bool:
    if sentence.meanings & set(element.sections) and any(
        re.search(p, sentence.bare) for p in element.support
    ):
        return True
    if is_outside(sentence.meanings, outside) or any(re.search(p, sentence.bare) for p in element.unless):
        return False
    return any(re.search(p, sentence.bare) for p in element.hints)


def _at_home(case: Case, element: Element, sentence: Sentence, terms: Terms) -> bool:
    """A figure that counts in full outside the element's own part: where any part will do, the words name the
    platform's own, or the part is missing, which is told once; one on another thing alone (资金保障) is not it."""
    if (element.anywhere and _FIGURE.search(sentence.bare)) or any(
        re.search(p, sentence.bare) for p in element.own
    ):
        return True
    homes = {
        row.id for row in case.checking.sections if row.id in element.sections and case.stage in row.required
    }
    others = [re.compile(titled) for titled in terms.titled if titled != element.titled]
    there = any(
        part.meanings & homes and not any(other.search(bare_title(part.title)) for other in others)
        for part in case.sections
    )
    return bool(homes) and not there and re.search(r"\d", sentence.bare) is not None


def _at_length(case: Case, home: str) -> bool:
    return sum(len(squeeze(s.text)) for s in case.sections if home and home in s.meanings) >= _SUBSTANCE
