"""What a text says is not there: clauses that deny, and sentences in which the applicant tells what it lacks itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from advisor.checks.scales import Scales
from advisor.pack.patterns import any_in
from advisor.profile.reading import Sentence
from ingest.document import Frozen

CLAUSE = re.compile(r"[^,。;:!?]+")
"""A piece of a sentence that may deny by itself."""
_TITLED = re.compile(r"《[^《》]*》")
_SHORT = 14
"""Characters of a clause that only names the matter (课程方面,), and of one that only denies it (目前还没有成形), at most."""

_ABOUT = "(?:说到|说起|提到|至于|关于|论)?"
_MATTER = "(?:的?(?:事|问题)|这[^,]{1,3}|方面|上|来说)?"
"""What stands around the name in a clause that only names the matter (说到钱)."""


class Lack(NamedTuple):
    """What a lack of a thing reads like: `things` it is denied by, words of a clause that say it by themselves (`absent`),
    and what the thing is `called` in ordinary speech (房子, 钱)."""

    things: Sequence[str] = ()
    absent: Sequence[str] = ()
    called: Sequence[str] = ()


class Denial(Frozen):
    """How a text denies. `before` stand before the thing denied (没有…课程), `after` behind it (课程…尚在编写).

    In ordinary speech `none` stand right before what it is called, which ends the clause (没有自己的老师), and `unsettled`
    behind it (钱…还没批下来). A clause with words of `harmless` (没有中断, 没有…的企业) denies nothing. A lack is not the
    applicant's own where `others` stand before the denial (竞争对手没有), and is no more where `over` stand behind it
    (现已建成); a clause with a word of `now` (眼下) goes by itself. Words of `given` say how a thing is provided for
    (由公司垫付), whatever else is open. In parts of `heard`, which show nothing, a lack counts all the same."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    scales: Scales = Scales()
    """What is told at a place given over to the thing alone."""

    def affirmed(self, text: str, absent: Sequence[str] = ()) -> str:
        """The text without the clauses that deny, or that say by themselves (`absent`) that something is lacking."""
        return CLAUSE.sub(lambda m: "" if self._gone(m.group(), absent) else m.group(), text)

    def lacks(self, text: str, lack: Lack, *, led: bool = False) -> bool:
        """Whether a sentence tells that the applicant itself lacks the thing now; `led`: a title names it already."""
        text = _plain(text)
        return any(
            not any_in(self.others, self._before(text, start)) and not any_in(self.over, text[end:])
            for start, end in self._denied(text, lack, led)
        )

    def _before(self, text: str, start: int) -> str:
        """What stands before a denial: its own clause alone where that says that it is so now (原来的已调走,眼下没有)."""
        clause = re.split("[,。;:!?]", text[:start])[-1]
        whole = clause + re.split("[,。;:!?]", text[start:])[0]
        return clause if any_in(self.now, whole) else text[:start]

    def names(self, clause: str, lack: Lack) -> bool:
        """Whether a clause only names the matter, in ordinary speech."""
        return re.fullmatch(rf"{_ABOUT}(?:{'|'.join(lack.called) or '(?!)'}){_MATTER}", clause) is not None

    def opens(self, text: str) -> bool:
        """Whether a clause tells that something is open, or not yet had."""
        clauses = CLAUSE.findall(_plain(text))
        return any(any_in(self.unsettled, each) and not any_in(self.harmless, each) for each in clauses)

    def _gone(self, clause: str, absent: Sequence[str]) -> bool:
        clause = _plain(clause)
        denied = any_in((*self.before, *self.after, *self.unsettled), clause) and not any_in(
            self.harmless, clause
        )
        return denied or any_in(absent, clause)

    def _denied(self, text: str, lack: Lack, led: bool) -> Iterator[tuple[int, int]]:
        """Where the words that deny begin, and where their clause ends."""
        within = _within(self.before, self.after, tuple(lack.things))
        spoken = _spoken(self.none, self.unsettled, tuple(lack.called))
        any_, open_ = (*self.before, *self.after, *self.unsettled), self.unsettled
        topic: tuple[str, ...] = any_ if led else ()
        for clause in CLAUSE.finditer(text):
            words, start = clause.group(), clause.start()
            brief = len(words) <= _SHORT
            forms: tuple[str | re.Pattern[str], ...] = (
                *lack.absent,
                within,
                spoken,
                *(topic if brief or led else ()),
            )
            if not any_in(self.harmless, words):
                found = (re.search(form, words) for form in forms)
                yield from ((start + m.start(), clause.end()) for m in found if m)
            names = brief and not re.search(r"\d", words)
            if not led and names and (any_in(lack.things, words) or self.names(words, lack)):
                topic = any_
            elif not led:
                topic = open_ if names and any_in(lack.called, words) else ()


@lru_cache(maxsize=64)
def _within(before: tuple[str, ...], after: tuple[str, ...], things: tuple[str, ...]) -> re.Pattern[str]:
    """A denial with its thing in one clause."""
    no, gone, thing = ("|".join(words) or "(?!)" for words in (before, after, things))
    return re.compile(rf"(?:{no})[^,。;]{{0,16}}(?:{thing})|(?:{thing})[^,。;]{{0,8}}(?:{gone})")


@lru_cache(maxsize=64)
def _spoken(none: tuple[str, ...], unsettled: tuple[str, ...], called: tuple[str, ...]) -> re.Pattern[str]:
    """The same in ordinary speech."""
    no, open_, thing = ("|".join(words) or "(?!)" for words in (none, unsettled, called))
    return re.compile(
        rf"(?:{no})(?:{thing})(?:可[用言讲]|能用|负责|来管)?$|(?:{thing})[^,。;]{{0,12}}(?:{open_})"
    )


def _plain(text: str) -> str:
    """The text with the titles of papers blotted out, at the same length: 《设备借用办法》 says of no machine that it is lent."""
    return _TITLED.sub(lambda found: f"《{'_' * (len(found.group()) - 2)}》", text)


def told_lack(sentences: Sequence[Sentence], denial: Denial, lack: Lack) -> Sentence | None:
    """The first sentence that tells the applicant's own lack."""
    return next((s for s in sentences if denial.lacks(s.bare, lack)), None)
