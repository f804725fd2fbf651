"""What a text says is not there: clauses that deny, and sentences in which the applicant tells what it lacks itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from advisor.profile.reading import Sentence
from ingest.document import Frozen

_CLAUSE = re.compile(r"[^,。;:!?]+")
_TITLED = re.compile(r"《[^《》]*》")
_SHORT = 14
"""Characters of a clause that only names the matter (课程方面,), and of one that only denies it (目前还没有成形), at most."""


class Denial(Frozen):
    """How a text denies. `before` stand before the thing denied (没有…课程), `after` behind it (课程…尚在编写).

    A clause with words of `harmless` (没有中断, 没有…的企业) denies nothing. A lack is not the applicant's own where
    `others` stand before the denial (竞争对手没有), and is no more where `over` stand behind it (现已建成)."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    over: tuple[str, ...] = ()

    def affirmed(self, text: str, absent: Sequence[str] = ()) -> str:
        """The text without the clauses that deny, or that say by themselves (`absent`) that something is lacking."""
        return _CLAUSE.sub(lambda m: "" if self._gone(m.group(), absent) else m.group(), text)

    def lacks(self, text: str, things: Sequence[str], absent: Sequence[str]) -> bool:
        """Whether a sentence tells that the applicant itself lacks one of `things` now, or says so in words of `absent`."""
        text = _plain(text)
        return any(
            not _any(self.others, text[:start]) and not _any(self.over, text[end:])
            for start, end in self._denied(text, things, absent)
        )

    def _gone(self, clause: str, absent: Sequence[str]) -> bool:
        clause = _plain(clause)
        denied = _any((*self.before, *self.after), clause) and not _any(self.harmless, clause)
        return denied or _any(absent, clause)

    def _denied(self, text: str, things: Sequence[str], absent: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where the words that deny begin, and where their clause ends."""
        within, alone = _forms(self.before, self.after, tuple(things))
        topic = ""
        for clause in _CLAUSE.finditer(text):
            words, start = clause.group(), clause.start()
            forms: list[str | re.Pattern[str]] = [*absent, *([within] if things else [])]
            forms += [alone] if topic and len(words) <= _SHORT else []
            if not _any(self.harmless, words):
                found = (re.search(form, words) for form in forms)
                yield from ((start + m.start(), clause.end()) for m in found if m)
            named = len(words) <= _SHORT and not re.search(r"\d", words) and _any(things, words)
            topic = words if named else ""


@lru_cache(maxsize=64)
def _forms(
    before: tuple[str, ...], after: tuple[str, ...], things: tuple[str, ...]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A denial with its thing in one clause; and a denial alone, for a thing that the clause before it names."""
    no, gone, thing = ("|".join(words) or "(?!)" for words in (before, after, things))
    within = rf"(?:{no})[^,。;]{{0,16}}(?:{thing})|(?:{thing})[^,。;]{{0,8}}(?:{gone})"
    return re.compile(within), re.compile(f"{no}|{gone}")


def _plain(text: str) -> str:
    """The text with the titles of papers blotted out, at the same length: 《设备借用办法》 says of no machine that it is lent."""
    return _TITLED.sub(lambda found: f"《{'_' * (len(found.group()) - 2)}》", text)


def _any(patterns: Sequence[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def told_lack(
    sentences: Sequence[Sentence], denial: Denial, things: Sequence[str], absent: Sequence[str]
) -> Sentence | None:
    """The first sentence that tells the applicant's own lack."""
    return next((s for s in sentences if denial.lacks(s.bare, things, absent)), None)
