"""Shares that must make 100 per cent and do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.counted_shares import counted_shares
from advisor.checks.share_items import Listing, shares_of_items
from advisor.checks.share_runs import Parting, Run, runs, tenths
from advisor.checks.share_tables import Bounds, Tables, shares_in_tables
from advisor.profile.reading import Sentence

_WHOLE = re.compile(
    r"[、,和及]?(?:(?:以上|上述|这)?(?:[各几两三四五六]|全部|所有)(?:项|类|块|部分|者|个方面|科目)?)?"
    r"(?:合计|共计|总计|共|总和|之和|相加|加总|[合加]起来|[合加]在一起|[合加]到一起)(?:正好|恰好|刚好|一共|就)?(?:占|为|是|等于|达)?100%"
)
"""The whole that shares are said to make, itself none of them."""
_ALL = re.compile(
    r"(?:以上|上述|这)[^,。;]{0,8}(?:(?:构成|组成|就是|即为?|覆盖)了?(?:全部|整个)"
    r"|(?:构成|组成|即[为是]?)[^,。;]{0,6}(?:全部|所有)[^,。;]{0,4}(?:投入|经费|资金|预算|支出|力量|任务|工作量))"
)
_KIND = "(?:课时|学时|课程|教学|讲授|授课|操作|环节|部分|投入|费用|资金|经费|设备|投资|人员|教师|收入|来源|筹措|补助){0,2}"
"""The rest of the name of a kind (实训课时) before its share; with any other word it is a share of that kind's own."""
_SHARE = r"占(?:比)?(?:约)?(?:为)?(?P<{}>\d+(?:\.\d+)?)%"
_PARTS = 3
"""Shares at least that are read as those of one whole where none is told to be the rest."""


def check(
    case: Case,
    row: Row,
    *,
    tables: Tables,
    parting: Parting,
    listing: Listing,
    nearness: Decimal,
    tolerance: Decimal,
    halves: tuple[tuple[str, str], ...] = (),
) -> Findings:
    """Columns or rows of `tables`; shares one behind another in a passage that say they make 100, or tell by words of
    `parting` how something is divided and come within `nearness` of it; shares of counts that are all of one told before
    them; items of a `listing` that bear a share each. `halves` are kinds that exclude each other: two shares that stand
    side by side and are more than all of it. `tolerance` is for rounding, a share."""
    bounds = Bounds(tolerance, nearness, re.compile("|".join(parting.unless)))
    for reading in case.readings:
        yield from shares_in_tables(reading, row, tables, bounds)
        for items in shares_of_items(reading, listing):
            over = sum(items.parts, Decimal(0)) - 100
            near = tolerance * len(items.parts) < (abs(over) if items.whole else over) <= nearness
            if near and not bounds.unless.search(items.quote):
                yield row.finding(file=reading.path, place=items.place, quote=items.quote, sum=over + 100)
    opposed = _opposed(halves)
    for sentence, said, around in _passages(case, parting):
        total = next(_faults(tenths(said), around, parting, bounds), None) or _too_much(said, opposed, bounds)
        if total is not None:
            yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, sum=total)


def _passages(case: Case, told: Parting) -> Iterator[tuple[Sentence, str, str]]:
    """Sentences of the main material with their words and those beside them; items parted by semicolons are one."""
    passage: list[Sentence] = []
    before = ""
    for sentence in (*case.sentences, None):
        last = passage[-1] if passage else None
        if last is not None and not (
            sentence is not None and last.file == sentence.file and last.bare.endswith(";")
        ):
            after = sentence.bare if sentence is not None and sentence.file == last.file else ""
            several = all(len(re.findall(r"\d%", s.bare)) == 1 for s in passage) and len(passage) >= _PARTS
            joined = [(passage[0], ",".join(s.bare.rstrip(";。") for s in passage))]
            for first, said in joined if several else [(s, s.bare) for s in passage]:
                yield first, said, f"{before}|{after}"
            before, passage = last.bare, []
        if sentence is not None:
            passage.append(sentence)


def _faults(said: str, around: str, told: Parting, bounds: Bounds) -> Iterator[Decimal]:
    """What shares of one whole come to that do not make it."""
    for shares in counted_shares(said):
        if abs(sum(shares, Decimal(0)) - 100) > bounds.tolerance * len(shares):
            yield sum(shares, Decimal(0))
    everything = _WHOLE.search(said) or _ALL.search(said)
    for run in runs(_WHOLE.sub("", said), told):
        if run.off <= bounds.tolerance * len(run.parts):
            continue
        if (
            everything and len(run.parts) >= _PARTS and (run.off <= bounds.nearness or "占" in run.heads[0])
        ) or (
            run.off <= bounds.nearness and not bounds.unless.search(said) and _parted(run, said, around, told)
        ):
            yield run.sum


def _parted(run: Run, said: str, around: str, told: Parting) -> bool:
    """Whether a run divides one whole, and tells all of it where it comes to less."""
    complete, whole = run.completed(told), run.divides(told)
    if run.own or (len(run.parts) < _PARTS and not complete):
        return False
    if run.sum > 100:
        return complete or whole or run.sorts(told)
    rest = re.escape(f"{(100 - run.sum).normalize():f}")
    untold = not complete and re.search(f"{told.rest}|{told.others}", run.behind)
    elsewhere = re.search(told.left, around) or re.search(rf"(?<![\d.]){rest}%", f"{around}|{said}")
    return (complete or whole) and not (untold or elsewhere or re.search(told.some, said))


def _opposed(halves: tuple[tuple[str, str], ...]) -> list[re.Pattern[str]]:
    """Wordings in which the shares `n` and `m` of two kinds follow each other."""
    one, other = _SHARE.format("n"), _SHARE.format("m")
    pairs = (pair for a, b in halves for pair in ((a, b), (b, a)))
    return [re.compile(f"(?:{a}){_KIND}{one}[、,和及而]{{0,2}}(?:{b}){_KIND}{other}") for a, b in pairs]


def _too_much(said: str, opposed: list[re.Pattern[str]], bounds: Bounds) -> Decimal | None:
    """What two shares that exclude each other come to, where that is more than 100 by no more than the nearness."""
    for found in (m for pattern in opposed for m in pattern.finditer(said)):
        both = Decimal(found["n"]) + Decimal(found["m"])
        over = 2 * bounds.tolerance < both - 100 <= bounds.nearness
        if over and max(Decimal(found["n"]), Decimal(found["m"])) < 100 and not bounds.unless.search(said):
            return both
    return None
