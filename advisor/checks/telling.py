"""Whether a sentence shows an element: by its own words, or led by the title it stands under, and not where it denies."""

from __future__ import annotations

import re

from advisor.checks.case import Case
from advisor.checks.denial import CLAUSE
from advisor.checks.elements import Element, Terms
from advisor.pack.squeeze import squeeze

_LEAD = re.compile(r"^[^,。;:\d]{1,12}:")
"""Words that only name the matter (资金：)."""
_ASKED = re.compile(r"什么|哪|多少|怎么|如何|谁|何时|几时|是否|能不能|要不要")
"""An indirect question says what is open, not what is there."""


def names_of(case: Case) -> tuple[str, ...]:
    """The platform's own name and those of the types: an 实验室 in them is no laboratory that is there."""
    own = squeeze(str(case.profile.value("platform_name") or ""))
    types = [w for key, words in case.checking.vocabulary.items() if key.startswith("track.") for w in words]
    return tuple(name for name in (own, *types) if name)


def shows(text: str, title: str, element: Element, terms: Terms, names: tuple[str, ...]) -> bool:
    """`title` is that of the part the sentence opens, empty for a later one."""
    for name in names:
        text = text.replace(name, "")
    for words in element.plain:
        text = re.sub(words, "", text)
    if any(re.search(p, text) for p in (*element.unless, *terms.generic)):
        return False
    affirmed = terms.denial.affirmed(text, element.absent)
    if affirmed != text and not left(text, element, terms):
        # What leads in the words (场地：) shows nothing where nothing is said but a lack.
        affirmed, title = _LEAD.sub("", affirmed), ""
    if any(re.search(p, affirmed) for p in element.patterns):
        return True
    # A title may lead in the words as well, but its own words alone show nothing.
    led, own = f"{title}:{affirmed}", len(title) + 1
    found = (re.search(p, led) for p in element.patterns if title)
    return any(each is not None and each.end() >= own for each in found)


def left(text: str, element: Element, terms: Terms) -> bool:
    """Whether a sentence that denies says something besides: a clause that neither denies, nor names the matter, nor asks
    about it. Where it tells that the matter is open, that must be how it is provided for all the same (由公司垫付)."""
    clauses = CLAUSE.findall(_LEAD.sub("", terms.denial.affirmed(text, element.absent)))
    said = [c for c in clauses if not terms.denial.names(c, element.lack) and not _ASKED.search(c)]
    if not terms.denial.opens(text):
        return bool(said)
    return any(re.search(p, clause) for clause in said for p in terms.denial.given)
