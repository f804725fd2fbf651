"""What was written about the text, told: a guide, a point that is not set, or the words of a clause nobody explained."""

from __future__ import annotations

import re
from datetime import date

from advisor.answer.days import find_days
from advisor.answer.draft import Draft
from advisor.answer.phrases import Phrases
from advisor.answer.quote import cite
from advisor.answer.sightings import segment_of
from advisor.answer.understand import Understanding, intents_of
from advisor.criteria import fill
from advisor.pack.model import Guide, Pack, Silence
from advisor.retrieval.index import Hit, marks
from ingest.dates import DateSpan, shift_months, shown_day


def tell(
    draft: Draft, asked: Understanding, hit: Hit, pack: Pack, words: Phrases, short: bool = False
) -> None:
    """Tell the entry of a hit; `short` leaves out whom to ask."""
    if hit.kind == "guide":
        guide = next(item for item in pack.guides if item.id == hit.id)
        _guide(draft, asked, guide, pack, words)
    elif hit.kind == "silence":
        silence = next(item for item in pack.silences if item.id == hit.id)
        _silence(draft, asked, silence, pack, words, short)
    elif hit.kind == "clause":
        _clause(draft, hit, words)


def _guide(draft: Draft, asked: Understanding, guide: Guide, pack: Pack, words: Phrases) -> None:
    if asked.english and guide.english:
        if asked.asserts and guide.correction:
            draft.lines.append(words.otherwise)
        draft.say(fill(guide.english, pack, digits=True), fill(guide.text, pack))
        draft.original(marks(guide.english or guide.text)[0], guide.text, words)
        return
    if asked.asserts and guide.correction:
        draft.say(fill(guide.correction, pack))
    text = fill(guide.text, pack)
    draft.say(text)
    _span(draft, asked, guide, pack, words)
    draft.original(marks(text)[0], re.sub(r"\[[\w.:-]+\]", "", text) + asked.text, words)


def _span(draft: Draft, asked: Understanding, guide: Guide, pack: Pack, words: Phrases) -> None:
    """When the years of a parameter end that begin at the day of the award told in the question, where the guide says it."""
    name = next((key for key in re.findall(r"\{(\w+)\}", guide.span) if key in pack.parameters), None)
    years = pack.parameter(name) if name else None
    today = asked.today
    begins = next(
        (
            span
            for span in find_days(asked.text, today)
            if span.latest < today and _awarded(asked.text, span, pack)
        ),
        None,
    )
    if years is None or begins is None:
        return
    first, last = (shift_months(day, 12 * years) for day in (begins.earliest, begins.latest))
    state = words.passed(first, last, today)
    text = guide.span.replace("{from}", _as_dated(begins.earliest, begins.latest))
    draft.say(fill(text.replace("{to}", _as_dated(first, last)).replace("{state}", state), pack))


def _awarded(text: str, day: DateSpan, pack: Pack) -> bool:
    """Whether a date is that of an award (2024年批的), and not of the founding or of anything else."""
    begin, end = segment_of(text, day.start)
    return "awarded" in intents_of(text[begin:end], pack)


def _as_dated(first: date, last: date) -> str:
    """The day, the month or the year that both days lie in."""
    if first == last:
        return shown_day(first)
    return f"{first.year}年{first.month}月" if first.month == last.month else f"{first.year}年"


def _silence(
    draft: Draft, asked: Understanding, silence: Silence, pack: Pack, words: Phrases, short: bool = False
) -> None:
    if asked.english and silence.says_english:
        draft.lines.append(fill(silence.says_english, pack, digits=True))
        draft.cite(silence.clauses, fill(silence.nearest, pack))
        draft.lines.append(pack.info.ask_whom_english + ".")
        return
    draft.lines.append(fill(silence.says, pack))
    nearest = fill(silence.nearest, pack)
    if nearest:
        draft.say(nearest)
    draft.cite(silence.clauses, nearest)
    if not short:
        draft.lines.append(fill(silence.who, pack))


def _clause(draft: Draft, hit: Hit, words: Phrases) -> None:
    """The words of the clause; an item after the sentence it goes on with, a list with all its items."""
    path, *above = hit.clauses
    citation = cite(draft.pack, path, hit.matched, below=hit.below)
    if citation is None:
        return
    lead = cite(draft.pack, above[0]) if above else None
    draft.citations.extend(each for each in (citation, lead) if each)
    draft.lines.append(
        words.said(citation, path, draft.pack.titles.get(citation.document, ""), lead, "".join(above))
    )
