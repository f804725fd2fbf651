"""What the material shows and, in another sentence, says in so many words that there is none of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case
from advisor.checks.elements import Element, Proof, Terms, is_outside
from advisor.checks.homes import homes
from advisor.checks.lacking import likely
from advisor.checks.weighing import SURE, has
from advisor.profile.reading import Sentence


def contradicted(case: Case, element: Element, terms: Terms) -> Proof | None:
    """The first sentence that denies the thing by its name and reads like a lack of it: in the parts on it, in the opinion or
    letter of the unit that recommends, or in any part but plans where it names the platform itself; and does not show it in
    another clause."""
    nouns = case.checking.any_of(("platform_nouns",)) or "(?!)"
    for said, near in _heard(case, element, terms):
        if (
            (near or re.search(nouns, said.bare))
            and terms.denial.lacks(said.bare, element.lack)
            and likely(element.name, said.text) >= SURE
            and not has(said.bare, element, terms.denial)
            and not _of_another(case, said, element, terms)
        ):
            return Proof("weak", said.file, said.place, said.text, disputed=True)
    return None


def _heard(case: Case, element: Element, terms: Terms) -> Iterator[tuple[Sentence, bool]]:
    """Sentences that count, and whether they stand where a lack of the element is told."""
    heard = set(terms.denial.heard)
    for said in case.sentences:
        near = bool(said.meanings & (heard | set(element.sections)))
        if near or not is_outside(said.meanings, terms.outside):
            yield said, near
    letters = [row.id for row in case.checking.materials if row.section in heard]
    for reading in case.of(*letters) if letters else ():
        yield from ((said, True) for said in reading.sentences if reading not in case.main)


def _of_another(case: Case, said: Sentence, element: Element, terms: Terms) -> bool:
    """Whether it stands at a place given over to another element, and not to this one."""

    def at(one: Element) -> bool:
        return any(
            home.reading.path == said.file
            and any(said.start <= start < said.start + len(said.text) for start, _ in home.said)
            for home in homes(case, one, terms)
            if home.named
        )

    return not at(element) and any(at(other) for other in terms.elements if other.name != element.name)
