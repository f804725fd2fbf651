"""What the route of a question is chosen by: its wording, what was told, what was found, how well the types fit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.fit import TELLS, Ranking
from advisor.answer.language import ABOUT_RULE, ASIDE, DOUBTED, MINE, WANTS, YES_NO, is_record
from advisor.answer.understand import Understanding, intents_of
from advisor.domain import CriterionVerdict, Fact, Verdict
from advisor.pack.model import Pack
from advisor.retrieval.index import Hit
from advisor.retrieval.static import built_in

FOUND = 0.04
"""below this share of its words no entry is taken for the subject of a question"""
CLEAR = 0.08
"""how far one kind of entry must lead the other to lead clearly"""
FAINT = 0.15
"""below this share nothing that was written about the text comes near the question"""
MEANING = 2.0
"""how strongly the embedding's dimensions count beside signals of about 0 to 1 (by cross-validation over the sets)"""
TELLING = ("guide", "clause")
"""the kinds of entries that tell what the text says"""
_KINDS_OF_QUESTION = {
    "quantity": re.compile(
        r"多少|几(?:个|家|万|成|份|人|平|次|批|页|岁|位|名|篇|条|分)|比例|占比|how (?:many|much)"
    ),
    "when": re.compile(r"哪天|几号|几月|什么时候|啥时候|多久|何时|截止|时限|期限|几天|when|deadline"),
    "who": re.compile(r"谁|哪个(?:部门|单位|处|机构|局)|哪家|哪级|归哪|由哪|who|which (?:body|department)"),
    "least": re.compile(r"至少|最低|最少|起码|门槛|硬杠|硬指标|不少于|不低于|达到|卡到|minimum|at least"),
    "detail": re.compile(
        r"具体|模板|格式|表格|样式|几份|装订|电话|邮箱|网址|地址|账号|流程|怎么交|怎么填|template|form|phone"
    ),
    "consequence": re.compile(r"罚|后果|处理|咋办|怎么办|摘牌|取消|收回|追回|penalt|consequence"),
    "money": re.compile(r"钱|万元|补贴|补助|奖励|奖金|费|拨款|贷款|money|fund|grant|fee"),
    "set": re.compile(
        r"有没有(?:规定|写|要求|说|限制)|规定(?:了)?(?:吗|没)|写没写|限不限|要不要|必须|must|required"
    ),
}
"""words by which kinds of questions are told apart: what the text sets and what it leaves open differ by kind"""
BESIDE = 4
"""facts told beyond a condition that stands alone from which the whole case is judged"""
SHORT = 16
"""characters below which a part is a question and tells nothing"""
_INTENTS = (
    "apply",
    "which",
    "self",
    "assertion",
    "joint",
    "several",
    "expiry",
    "change",
    "naming",
    "awarded",
)
_PAIRS = (
    ("apply", "settled"),
    ("apply", "self"),
    ("apply", "wants"),
    ("apply", "told"),
    ("apply", "best"),
    ("self", "settled"),
    ("self", "told"),
    ("self", "best"),
    ("wants", "settled"),
    ("wants", "told"),
    ("wants", "best"),
    ("assertion", "settled"),
    ("assertion", "told"),
    ("assertion", "self"),
    ("which", "fits"),
    ("which", "self"),
    ("which", "tracks"),
    ("which", "told"),
    ("best", "told"),
    ("best", "settled"),
    *(
        ("silence_ratio", kind)
        for kind in (*_KINDS_OF_QUESTION, "wants", "yes_no", "or", "assertion", "best")
    ),
    *(("silence", kind) for kind in _KINDS_OF_QUESTION),
    ("guide_clear", "wants"),
    ("guide_clear", "quantity"),
    ("guide_clear", "alone"),
    ("guide_clear", "best"),
    ("silence_clear", "best"),
    ("silence_clear", "assertion"),
    ("faint", "settled"),
    ("faint", "unmet"),
    ("faint", "told"),
    ("faint", "wants"),
    ("silence", "wants"),
    ("silence", "settled"),
    ("silence", "apply"),
    ("yes_no", "settled"),
    ("yes_no", "told"),
    ("yes_no", "self"),
    ("alone", "yes_no"),
    ("alone", "wants"),
    ("about_rule", "settled"),
    ("about_rule", "settled_many"),
    ("wants", "settled_many"),
    ("about_rule", "mine"),
    ("about_rule", "apply"),
    ("last_rule", "told"),
    ("aside", "told"),
    ("aside", "apply"),
    ("or", "tracks_many"),
    ("or", "which"),
    ("last_apply", "mine"),
    ("last_apply", "last_rule"),
    ("last_which", "fits"),
    ("last_which", "tracks"),
    ("mine", "told"),
    ("mine", "settled"),
    ("event", "wants"),
    ("event", "apply"),
    ("event", "last_apply"),
    ("follows", "told"),
    ("follows", "alone"),
    ("follows", "settled"),
    ("no_parts", "settled"),
    ("no_parts", "told"),
    ("last_apply", "settled"),
    ("last_apply", "told"),
    ("last_wants", "settled"),
    ("last_wants", "told"),
)


def signals_of(
    asked: Understanding, pack: Pack, hits: Sequence[Hit], verdict: Verdict, ranking: Sequence[Ranking]
) -> dict[str, float]:
    """What the route is chosen by, each about 0 to 1; products of two are named `a*b`."""
    signals = {
        "bias": 1.0,
        **{name: float(name in asked.intents) for name in _INTENTS},
        **_wording(asked, pack),
        **_facts(asked, pack, verdict),
        **_found(hits),
        **_types(asked, ranking),
        **_meaning(asked.text),
    }
    return signals | {f"{a}*{b}": signals[a] * signals[b] for a, b in _PAIRS} | _together(signals)


def _together(signals: dict[str, float]) -> dict[str, float]:
    """What only counts together: a verdict is asked for, something was told, and no detail is wanted."""
    plain = not (signals["wants"] or signals["about_rule"] or signals["aside"])
    asks = bool(signals["apply"])
    return {
        "record_told": float(plain and bool(signals["record"]) and bool(signals["told_two"])),
        "judged": float(asks and plain and bool(signals["settled"])),
        "judged_told": float(asks and plain and bool(signals["told_any"])),
        "told_unlike": float(asks and plain and bool(signals["told_any"]) and signals["best"] < 0.35),
        "unmet_told": float(plain and bool(signals["unmet"]) and bool(signals["no_parts"])),
        "settled_own": float(plain and bool(signals["settled"]) and bool(signals["mine"])),
        "alone_plain": float(plain and bool(signals["alone"])),
        "two_settled": float(bool(signals["settled"]) and bool(signals["told_two"])),
        "which_plain": float(bool(signals["which"]) and not signals["about_rule"] and not signals["settled"]),
    }


def _wording(asked: Understanding, pack: Pack) -> dict[str, float]:
    last = asked.parts[-1] if asked.parts else asked.text[-SHORT:]
    late = intents_of(last, pack)
    return {
        "wants": float(bool(WANTS.search(asked.text))),
        "yes_no": float(bool(YES_NO.search(asked.text))),
        "doubted": float(bool(DOUBTED.search(asked.text))),
        "about_rule": float(bool(ABOUT_RULE.search(asked.text))),
        "last_rule": float(bool(ABOUT_RULE.search(last))),
        "mine": float(bool(MINE.search(asked.text))),
        "aside": float(bool(ASIDE.search(asked.text))),
        "or": float("还是" in asked.text or " or " in asked.text),
        **{name: float(bool(words.search(asked.text))) for name, words in _KINDS_OF_QUESTION.items()},
        "last_wants": float(bool(WANTS.search(last))),
        "last_apply": float("apply" in late),
        "last_which": float("which" in late),
        "length": min(len(asked.text) / 100, 2.0),
        "parts": min(len(asked.parts), 4) / 4,
        "no_parts": float(not asked.parts),
        "follows": float(bool(asked.follows)),
        "english": float(asked.english),
        "reference": float(bool(asked.references)),
        "record": float(is_record(asked.text)),
    }


def _facts(asked: Understanding, pack: Pack, verdict: Verdict) -> dict[str, float]:
    own = {name: fact for name, fact in asked.facts.items() if name in asked.own}
    rows = [row for row in verdict.criteria if set(row.facts) & set(own)]
    settled = [row for row in rows if row.outcome in {"unmet", "unclear"}]
    kinds = {spec.kind for row in settled for name in row.facts if (spec := pack.fact(name))}
    told = _told(own)
    events = [spec for name in own if (spec := pack.fact(name)) and spec.kind == "event"]
    return {
        "told": min(told, 6) / 6,
        "told_any": float(told > 0),
        "told_two": float(told >= 2),
        "told_four": float(told >= 4),
        "settled": float(bool(settled)),
        "settled_many": float(len({name for row in settled for name in row.facts}) >= 2),
        "unmet": float(any(row.outcome == "unmet" for row in settled)),
        "met": float(any(row.outcome == "met" for row in rows)),
        "place_only": float(kinds == {"place"}),
        "event": float(bool(events)),
        "of_others": float(bool(asked.beside)),
        "alone": float(bool(focus(asked, pack, verdict))),
        "asked_only": float(bool(own) and all(_only_asked(fact, asked) for fact in own.values())),
        "event_dated": float(any(_is_dated(own[name]) for name in own) and not settled),
        "rest": float(any(spec.rest for name in own if (spec := pack.fact(name)))),
    }


def _found(hits: Sequence[Hit]) -> dict[str, float]:
    best = hits[0] if hits else None
    by_kind = {
        kind: next((hit.score for hit in hits if hit.kind == kind), 0.0) for kind in ("guide", "silence")
    }
    return {
        "best": min(best.score, 1.2) if best else 0.0,
        "faint": float(not best or best.score < FAINT),
        "near": float(bool(best and best.score >= 0.5)),
        "silence": float(bool(best and best.kind == "silence")),
        "intended": float(bool(best and best.intended)),
        "silence_leads": min(by_kind["silence"], 1.2) - min(by_kind["guide"], 1.2),
        "silence_ratio": by_kind["silence"] / (by_kind["silence"] + by_kind["guide"] + 1e-6),
        "silence_share": sum(hit.score for hit in hits[:6] if hit.kind == "silence")
        / (sum(hit.score for hit in hits[:6]) + 1e-6),
        "silence_first": float(by_kind["silence"] > by_kind["guide"]),
        "silence_clear": float(by_kind["silence"] > by_kind["guide"] + CLEAR),
        "guide_clear": float(by_kind["guide"] > by_kind["silence"] + CLEAR),
        "silence_meant": float(any(hit.kind == "silence" and hit.intended for hit in hits)),
        "guide_meant": float(any(hit.kind == "guide" and hit.intended for hit in hits)),
    }


def _types(asked: Understanding, ranking: Sequence[Ranking]) -> dict[str, float]:
    first = ranking[0].score if ranking else 0.0
    second = ranking[1].score if len(ranking) > 1 else 0.0
    return {
        "tracks": float(len(asked.tracks) > 0),
        "tracks_many": float(len(asked.tracks) > 1),
        "fits": first,
        "leads": first - second,
        "tells": float(first >= TELLS),
        "same": float(bool(ranking) and asked.tracks == (ranking[0].track,)),
    }


def _meaning(text: str) -> dict[str, float]:
    """The question's embedding: which kind of question it is shows in its wording as a whole, too."""
    return {
        f"meaning_{number}": float(value) * MEANING
        for number, value in enumerate(built_in().encode([text])[0])
    }


def focus(asked: Understanding, pack: Pack, verdict: Verdict) -> tuple[CriterionVerdict, ...]:
    """The conditions asked about alone: those of a kind that is (a name, partners, a lead) on which a fact was told."""
    alone = {criterion.id for criterion in pack.criteria if criterion.alone}
    touched = {name for criterion in pack.criteria if criterion.alone for name in criterion.facts}
    if len(asked.own - touched) > BESIDE:
        return ()
    rows = [row for row in verdict.criteria if row.outcome != "unknown" and set(row.facts) & asked.own]
    if any(row.outcome in {"unmet", "unclear"} and row.id not in alone for row in rows):
        return ()
    return tuple(row for row in rows if row.id in alone)


def _told(own: dict[str, Fact]) -> int:
    """How many separate things the asker told; a wish list of nouns from one segment counts once."""
    quotes = {sighting.quote for fact in own.values() for sighting in fact.sightings[:1]}
    return min(len(own), max(len(quotes), 1)) if own else 0


def _is_dated(fact: Fact) -> bool:
    """Whether it is an event with a day of its own."""
    return isinstance(fact.value, dict) and fact.value.get("latest") is not None


def _only_asked(fact: Fact, asked: Understanding) -> bool:
    """Whether the words of a fact stand only in a short question about them, one of several (材料造假会咋样)."""
    quotes = [sighting.quote for sighting in fact.sightings if sighting.quote]
    questions = [part for part in asked.parts if len(part) < SHORT and WANTS.search(part)]
    return len(asked.parts) >= 3 and all(any(quote in part for part in questions) for quote in quotes)
