"""The answer in words, from what was decided: first line the answer, then why, then what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from advisor.answer.decide import Decision
from advisor.answer.language import WANTS
from advisor.answer.phrases import Phrases
from advisor.answer.quote import cite
from advisor.answer.signals import focus
from advisor.answer.understand import Understanding
from advisor.criteria import fill
from advisor.domain import AskBack, Citation, CriterionVerdict, Refusal, Verdict
from advisor.pack.model import Guide, Pack, Silence
from advisor.retrieval.index import Hit, marks
from ingest.dates import find_dates, shift_months

_SAID = 30
"""characters of the asker's words that are worth repeating"""


@dataclass
class Draft:
    """An answer being put together: lines, citations in order of weight, and the refusal if it is one."""

    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    refusal: Refusal | None = None
    ask_back: list[AskBack] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line for line in self.lines if line)


def compose(asked: Understanding, decision: Decision, pack: Pack) -> Draft:
    """Words for the decision; every sentence of substance ends in the mark of its clause."""
    draft = Draft()
    words = Phrases(pack.info.short, asked.english)
    if decision.mode == "off-topic" and decision.off_topic is not None:
        other = decision.off_topic
        draft.refusal = other.kind
        _say(draft, pack, other.reply_english if asked.english else other.reply)
    elif decision.mode == "case" and decision.verdict is not None:
        _case(draft, asked, decision, decision.verdict, pack, words)
    elif decision.mode == "which":
        _which(draft, asked, decision, pack, words)
    elif decision.mode == "entries":
        _entries(draft, asked, decision, pack, words)
    else:
        _unknown(draft, decision, pack, words)
    return draft


def _add_citations(draft: Draft, pack: Pack, paths: Iterable[str], about: str) -> None:
    known = {citation.clause for citation in draft.citations}
    for path in paths:
        citation = cite(pack, path, about)
        if citation and citation.clause not in known:
            known.add(citation.clause)
            draft.citations.append(citation)


def _say(draft: Draft, pack: Pack, text: str) -> None:
    """Add a line and cite its marked clauses, each by the words nearest to the line."""
    draft.lines.append(text)
    _add_citations(draft, pack, marks(text), re.sub(r"\[[\w.:-]+\]", "", text))


def _case(
    draft: Draft, asked: Understanding, decision: Decision, verdict: Verdict, pack: Pack, words: Phrases
) -> None:
    alone = focus(asked, pack, verdict)
    if alone:
        _alone(draft, asked, decision, alone, pack, words)
        return
    groups: dict[str, list[CriterionVerdict]] = {"unmet": [], "unclear": [], "met": [], "unknown": []}
    for row in verdict.criteria:
        groups[row.outcome].append(row)
    name = pack.track(decision.track).short if decision.track else ""
    draft.lines.append(words.verdict(verdict.outcome, name))
    for row in [*groups["unmet"], *groups["unclear"]]:
        _say(draft, pack, _because(row, asked, pack) + words.stop)
    for path in dict.fromkeys(row.clause.split("/", 1)[-1] for row in [*groups["unmet"], *groups["unclear"]]):
        _original(draft, pack, path, asked.text, words)
    for hit in decision.chosen:
        _entry(draft, asked, hit, pack, words, short=True)
    if verdict.outcome != "ineligible":
        met = [_with_words(row, asked, pack, words) for row in groups["met"]]
        _listed(draft, pack, words.met, met, words)
    judged = {criterion.id for criterion in pack.criteria if criterion.judged}
    if verdict.outcome in {"eligible", "needs_info"}:
        left = [_because(row, asked, pack) for row in groups["unknown"] if row.id in judged]
        _listed(draft, pack, words.judged, left, words)
    if verdict.outcome in {"needs_info", "unclear"}:
        open_rows = [row for row in groups["unknown"] if row.id not in judged and _decisive(row, pack)]
        _listed(draft, pack, words.still_needed, [_because(row, asked, pack) for row in open_rows], words)
        draft.ask_back.extend(_questions(open_rows, asked, pack))
    draft.lines.append(words.next_step(verdict.outcome, pack.info))


def _listed(draft: Draft, pack: Pack, lead: str, sentences: list[str], words: Phrases) -> None:
    """Conditions in one line after what they are, nothing where there are none."""
    if sentences:
        _say(draft, pack, lead + words.join(sentences) + words.stop)


def _alone(
    draft: Draft,
    asked: Understanding,
    decision: Decision,
    rows: tuple[CriterionVerdict, ...],
    pack: Pack,
    words: Phrases,
) -> None:
    """A question about a name, the partners or the lead: only that condition, and the guide nearest to it."""
    for row in sorted(rows, key=lambda item: ["unmet", "unclear", "met"].index(item.outcome)):
        _say(draft, pack, _because(row, asked, pack) + words.stop)
    cited = {row.clause.split("/", 1)[-1] for row in rows}
    for hit in [h for h in decision.hits if h.kind == "guide" and h.clauses and h.clauses[0] in cited][:1]:
        _entry(draft, asked, hit, pack, words)
    for hit in decision.chosen:
        _entry(draft, asked, hit, pack, words, short=True)


def _with_words(row: CriterionVerdict, asked: Understanding, pack: Pack, words: Phrases) -> str:
    """The condition met, with the asker's own words it rests on."""
    said = [s.quote for name in row.facts for s in asked.facts[name].sightings[:1] if s.by == "pattern"]
    quote = next((each for each in said if len(each) <= _SAID), "")
    because = _because(row, asked, pack)
    return words.with_quote(because, quote) if quote else because


def _because(row: CriterionVerdict, asked: Understanding, pack: Pack) -> str:
    """The sentence of a condition, in English for a question in English where the pack has one."""
    criterion = next((each for each in pack.criteria if each.id == row.id), None)
    english = criterion.english.get(row.outcome) if criterion and asked.english else None
    return fill(english, pack, digits=True) if english else row.because


def _decisive(row: CriterionVerdict, pack: Pack) -> bool:
    return any(criterion.id == row.id and criterion.decisive for criterion in pack.criteria)


def _questions(rows: list[CriterionVerdict], asked: Understanding, pack: Pack) -> list[AskBack]:
    """The open facts, those that settle most conditions first, one question each."""
    weight: dict[str, int] = {}
    for row in rows:
        criterion = next(c for c in pack.criteria if c.id == row.id)
        for name in criterion.facts:
            if name not in asked.facts:
                weight[name] = weight.get(name, 0) + 1
    found = []
    for name in sorted(weight, key=lambda key: -weight[key])[:3]:
        spec = pack.fact(name)
        if spec:
            labels = [value.label for value in spec.values if value.value != "cleared"]
            options = tuple(dict.fromkeys(labels)) or ("有", "没有")
            found.append(AskBack(fact=name, question=spec.question, options=options))
    return found


def _which(draft: Draft, asked: Understanding, decision: Decision, pack: Pack, words: Phrases) -> None:
    best, *others = decision.ranking
    info = pack.track(best.track)
    draft.lines.append(words.fits(info, best.words))
    _say(draft, pack, f"{words.purpose(info)}[{info.clause}]{words.stop}")
    needed = [
        (criterion.english.get("unknown") if asked.english else None) or criterion.because["unknown"]
        for criterion in pack.criteria
        if criterion.tracks == (best.track,) and not criterion.joint_only and criterion.decisive
    ]
    if asked.english:
        _listed(draft, pack, words.needed, needed, words)
    else:
        for sentence in needed:
            _say(draft, pack, sentence + words.stop)
    close = [item for item in others if item.score >= max(2.0, best.score * 0.75)]
    for item in close[:1]:
        _say(draft, pack, words.close_second(pack.track(item.track)))
    for hit in decision.chosen:
        _entry(draft, asked, hit, pack, words, short=True)
    draft.lines.append(words.next_step("which", pack.info))


def _entries(draft: Draft, asked: Understanding, decision: Decision, pack: Pack, words: Phrases) -> None:
    silent = all(hit.kind == "silence" for hit in decision.chosen)
    asserts = "assertion" in asked.intents and "还是" not in asked.text and not WANTS.search(asked.text)
    if silent and (asserts or "premise" in asked.intents):
        draft.lines.append(words.not_so)
    elif silent:
        draft.refusal = "not-in-text"
    for hit in decision.chosen:
        _entry(draft, asked, hit, pack, words)


def _entry(
    draft: Draft, asked: Understanding, hit: Hit, pack: Pack, words: Phrases, short: bool = False
) -> None:
    if hit.kind == "guide":
        guide = next(item for item in pack.guides if item.id == hit.id)
        _guide(draft, asked, guide, pack, words)
    elif hit.kind == "silence":
        silence = next(item for item in pack.silences if item.id == hit.id)
        _silence(draft, asked, silence, pack, words, short)
    elif hit.kind == "clause":
        _clause(draft, hit, pack, words)


def _guide(draft: Draft, asked: Understanding, guide: Guide, pack: Pack, words: Phrases) -> None:
    if asked.english and guide.english:
        if asked.asserts and guide.correction:
            draft.lines.append(words.otherwise)
        _say(draft, pack, fill(guide.english, pack, digits=True))
        _original(draft, pack, marks(guide.english or guide.text)[0], guide.text, words)
        return
    if asked.asserts and guide.correction:
        _say(draft, pack, fill(guide.correction, pack))
    text = fill(guide.text, pack)
    _say(draft, pack, text)
    _span(draft, asked, guide, pack)
    _original(draft, pack, marks(text)[0], re.sub(r"\[[\w.:-]+\]", "", text) + asked.text, words)


def _original(draft: Draft, pack: Pack, path: str, about: str, words: Phrases) -> None:
    """The clause's own words, unless they were just said."""
    citation = cite(pack, path, about)
    if citation and citation.quote.strip() not in draft.text:
        draft.lines.append(words.original(citation, path))


def _span(draft: Draft, asked: Understanding, guide: Guide, pack: Pack) -> None:
    """When the years of a parameter end that begin at the date named in the question, where the guide says it."""
    name = next((key for key in re.findall(r"\{(\w+)\}", guide.span) if key in pack.parameters), None)
    years = pack.parameter(name) if name else None
    today = asked.today
    begins = next((span for span in find_dates(asked.text, today) if span.latest < today), None)
    if years is None or begins is None:
        return
    first, last = (shift_months(day, 12 * years) for day in (begins.earliest, begins.latest))
    state = (
        "到今天已经过期"
        if last < today
        else "到今天还没有到期"
        if first > today
        else "到今天过没过期要看起算日"
    )
    text = guide.span.replace("{from}", _as_dated(begins.earliest, begins.latest))
    _say(draft, pack, fill(text.replace("{to}", _as_dated(first, last)).replace("{state}", state), pack))


def _as_dated(first: date, last: date) -> str:
    """The day, the month or the year that both days lie in."""
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    return f"{first.year}年{first.month}月" if first.month == last.month else f"{first.year}年"


def _silence(
    draft: Draft, asked: Understanding, silence: Silence, pack: Pack, words: Phrases, short: bool = False
) -> None:
    if asked.english and silence.says_english:
        draft.lines.append(fill(silence.says_english, pack, digits=True))
        _add_citations(draft, pack, silence.clauses, silence.says_english)
        draft.lines.append(pack.info.ask_whom_english + ".")
        return
    draft.lines.append(fill(silence.says, pack))
    nearest = fill(silence.nearest, pack)
    if nearest:
        _say(draft, pack, nearest)
    _add_citations(draft, pack, silence.clauses, nearest)
    if not short:
        draft.lines.append(fill(silence.who, pack))


def _clause(draft: Draft, hit: Hit, pack: Pack, words: Phrases) -> None:
    """The words of the clause; an item after the sentence it goes on with, a list with all its items."""
    path, *above = hit.clauses
    citation = cite(pack, path, hit.matched, below=hit.below)
    if citation is None:
        return
    lead = cite(pack, above[0]) if above else None
    draft.citations.extend(each for each in (citation, lead) if each)
    draft.lines.append(
        words.said(citation, path, pack.titles.get(citation.document, ""), lead, "".join(above))
    )


def _unknown(draft: Draft, decision: Decision, pack: Pack, words: Phrases) -> None:
    draft.refusal = "not-in-text"
    draft.lines.append(words.not_found(pack.info))
    nearest = [hit for hit in decision.hits if hit.kind != "off-topic"][:1]
    for hit in nearest:
        _add_citations(draft, pack, hit.clauses[:1], hit.matched)
