"""The answer in words, from what was decided: first line the answer, then why, then what to do."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.answer.decide import Decision
from advisor.answer.draft import Draft
from advisor.answer.entries import tell
from advisor.answer.fit import CLOSE, TELLS, Ranking
from advisor.answer.language import WANTS
from advisor.answer.phrases import Phrases
from advisor.answer.signals import focus
from advisor.answer.understand import Understanding
from advisor.criteria import fill, judge_one
from advisor.domain import AskBack, CriterionVerdict, Fact, Verdict
from advisor.pack.model import Pack
from advisor.retrieval.index import Hit

_SAID = 30
"""characters of the asker's words that are worth repeating"""


def compose(asked: Understanding, decision: Decision, pack: Pack) -> Draft:
    """Words for the decision; every sentence of substance ends in the mark of its clause."""
    draft = Draft(pack)
    words = Phrases(pack.info.short, asked.english)
    if decision.mode == "off-topic" and decision.off_topic is not None:
        other = decision.off_topic
        draft.refusal = other.kind
        draft.say(other.reply_english if asked.english else other.reply)
    elif decision.mode == "case" and decision.verdict is not None:
        _case(draft, asked, decision, decision.verdict, pack, words)
    elif decision.mode == "which":
        _which(draft, asked, decision, pack, words)
    elif decision.mode == "entries":
        _entries(draft, asked, decision, pack, words)
    else:
        _unknown(draft, decision, pack, words)
    return draft


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
        draft.say(_because(row, asked, pack) + words.stop, row.because)
    for path in dict.fromkeys(row.clause.split("/", 1)[-1] for row in [*groups["unmet"], *groups["unclear"]]):
        draft.original(path, asked.text, words)
    for hit in decision.chosen:
        tell(draft, asked, hit, pack, words, short=True)
    if decision.ranking and decision.ranking[0].score >= TELLS:
        _fit(draft, decision.ranking[0], pack, words)
    if verdict.outcome != "ineligible":
        met = [_with_words(row, asked, pack, words) for row in groups["met"]]
        _listed(draft, words.met, met, [row.because for row in groups["met"]], words)
    _left_open(draft, asked, groups["unknown"], verdict, pack, words)
    draft.lines.append(words.next_step(verdict.outcome, pack.info))


def _left_open(
    draft: Draft,
    asked: Understanding,
    rows: list[CriterionVerdict],
    verdict: Verdict,
    pack: Pack,
    words: Phrases,
) -> None:
    """Conditions that nothing told settles: those the review judges, those that weigh less, and those that decide."""
    judged = {criterion.id for criterion in pack.criteria if criterion.judged}
    decisive = {criterion.id for criterion in pack.criteria if criterion.decisive}
    asks = [row for row in rows if row.id in decisive - judged]
    told: list[tuple[str, list[CriterionVerdict]]] = []
    if verdict.outcome in {"eligible", "needs_info"}:
        told.append((words.judged, [row for row in rows if row.id in judged]))
        told.append((words.besides, [row for row in rows if row.id not in judged | decisive]))
    if verdict.outcome in {"needs_info", "unclear"}:
        told.append((words.still_needed, asks))
        draft.ask_back.extend(_questions(asks, asked, pack))
    for lead, these in told:
        _listed(
            draft, lead, [_because(row, asked, pack) for row in these], [row.because for row in these], words
        )


def _listed(draft: Draft, lead: str, sentences: list[str], about: list[str], words: Phrases) -> None:
    """Conditions in one line after what they are, nothing where there are none. `about`: the same in the pack's language."""
    if sentences:
        draft.say(lead + words.join(sentences) + words.stop, *about)


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
        draft.say(_because(row, asked, pack) + words.stop, row.because)
    cited = {row.clause.split("/", 1)[-1] for row in rows}
    for hit in [h for h in decision.hits if h.kind == "guide" and h.clauses and h.clauses[0] in cited][:1]:
        tell(draft, asked, hit, pack, words)
    for hit in decision.chosen:
        tell(draft, asked, hit, pack, words, short=True)


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


def _questions(rows: list[CriterionVerdict], asked: Understanding, pack: Pack) -> list[AskBack]:
    """The open facts, those that settle most conditions first, one question each."""
    weight: dict[str, int] = {}
    for row in rows:
        criterion = next(c for c in pack.criteria if c.id == row.id)
        for name in criterion.facts:
            if not _is_settled(asked.facts.get(name), pack):
                weight[name] = weight.get(name, 0) + 1
    found = []
    for name in sorted(weight, key=lambda key: -weight[key])[:3]:
        spec = pack.fact(name)
        if spec:
            labels = [value.label for value in spec.choices if value.value != "cleared"]
            options = tuple(dict.fromkeys(labels)) or ("有", "没有")
            question = (spec.question_english if asked.english else "") or spec.question
            found.append(AskBack(fact=name, question=question, options=options))
    return found


def _is_settled(fact: Fact | None, pack: Pack) -> bool:
    spec = pack.fact(fact.name) if fact else None
    return fact is not None and fact.sure and (spec is None or spec.settles(fact.value))


def _fit(draft: Draft, best: Ranking, pack: Pack, words: Phrases) -> None:
    """The type that fits best, and what it is for."""
    info = pack.track(best.track)
    draft.lines.append(words.fits(info, best.words))
    draft.say(f"{words.purpose(info)}[{info.clause}]{words.stop}")


def _which(draft: Draft, asked: Understanding, decision: Decision, pack: Pack, words: Phrases) -> None:
    best, *others = decision.ranking
    _fit(draft, best, pack, words)
    needed = [
        criterion
        for criterion in pack.criteria
        if criterion.tracks == (best.track,) and not criterion.joint_only and criterion.decisive
    ]
    chinese = [criterion.because["unknown"] for criterion in needed]
    if asked.english:
        english = [criterion.english.get("unknown", criterion.because["unknown"]) for criterion in needed]
        _listed(draft, words.needed, english, chinese, words)
    else:
        for sentence in chinese:
            draft.say(sentence + words.stop)
    close = [item for item in others if item.score >= best.score * CLOSE]
    for item in close[:1]:
        draft.say(words.close_second(pack.track(item.track)))
    for hit in decision.chosen:
        tell(draft, asked, hit, pack, words, short=True)
    draft.lines.append(words.next_step("which", pack.info))


def _entries(draft: Draft, asked: Understanding, decision: Decision, pack: Pack, words: Phrases) -> None:
    silent = all(hit.kind == "silence" for hit in decision.chosen)
    asserts = "assertion" in asked.intents and "还是" not in asked.text and not WANTS.search(asked.text)
    if silent and (asserts or "premise" in asked.intents):
        draft.lines.append(words.not_so)
    elif silent:
        draft.refusal = "not-in-text"
    for hit in decision.chosen:
        _of_event(draft, asked, hit, pack, words)
        tell(draft, asked, hit, pack, words)


def _of_event(draft: Draft, asked: Understanding, hit: Hit, pack: Pack, words: Phrases) -> None:
    """What follows from an event that was told, before the clause asked about that settles it."""
    told = {name for name in asked.own if isinstance(asked.facts[name].value, Mapping)}
    for criterion in pack.criteria:
        if hit.kind == "guide" and criterion.clause in hit.clauses and told & set(criterion.facts):
            row = judge_one(criterion, pack, asked.facts, asked.today)
            draft.say(_because(row, asked, pack) + words.stop, row.because)


def _unknown(draft: Draft, decision: Decision, pack: Pack, words: Phrases) -> None:
    draft.refusal = "not-in-text"
    draft.lines.append(words.not_found(pack.info))
    nearest = [hit for hit in decision.hits if hit.kind != "off-topic"][:1]
    for hit in nearest:
        draft.cite(hit.clauses[:1], hit.matched)
