"""An annual report that speaks of another year than the one reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.checks.case import Case, Findings, Row
from advisor.checks.year_left import Kept, Left, left_over
from advisor.checks.year_titles import Titled, titled_otherwise
from advisor.checks.year_words import digits, whole_years
from advisor.domain import Finding
from advisor.profile.reading import Reading, Section, Sentence
from advisor.profile.titles import bare_title
from ingest.document import Place

_OPENS = re.compile(r"(20\d\d)年")
_SPAN = re.compile(
    r"(?P<y>20\d\d)年(?P<first>\d{1,2})月(?:\d{1,2}日)?[,，]?起?[至到—–~-]+(?P<last>20\d\d)年(?P<month>\d{1,2})月"
)
_MONTHS = 12
_EARLIER = re.compile("整改|问题|不足|上年|上一年|去年|往年|以来|相比|同比|较(?![好为快强])|比20|曾|此前")
_KEPT = re.compile("完成|执行|落实|兑现|对照|总结|回顾|情况")
"""Words of a title that looks back on a plan."""


def check(
    case: Case,
    row: Row,
    *,
    titles: tuple[str, ...],
    periods: tuple[str, ...],
    achievements: tuple[str, ...],
    comparing: tuple[str, ...],
    plans: tuple[str, ...],
    plan_sections: tuple[str, ...],
    year_sections: tuple[str, ...],
    not_sections: tuple[str, ...],
    left: Kept | None = None,
    titled: Titled | None = None,
    vouched: tuple[str, ...] = (),
    opinions: tuple[str, ...] = (),
) -> Findings:
    """`titles` (group `y`) name the report's year, `periods` (group `y`) the time it is of; `achievements` (group `y`)
    tell results of a year, unless the sentence compares (`comparing`) or names the right year too; `plans` (group `y`)
    are for the year after, in parts of `plan_sections` that are none of `year_sections` within them; `left` tells where
    a year's figures may be last year's, `titled` how titles give a part, a table or a proof to a year; `vouched` (group
    `y`) is how somebody vouches for the report, `opinions` (group `y`) what an office says of it."""
    if case.year is None:
        return
    year = case.year
    yield from _vouched(case, row, year, vouched, opinions)
    told: set[tuple[str, int | None]] = set()
    for reading in case.main:
        yield from (*_named(row, reading, year, titles), *_in_cells(row, reading, year))
        yield from _periods(row, reading, year, periods)
        yield from _titled(row, reading, year + 1, plans, plan_sections)
        told |= {(reading.path, p.place.start) for p in reading.sections if p.meaning in plan_sections}
        for sentence, other, wanted in _of_others(
            reading, year, comparing, (achievements, plans), (plan_sections, year_sections, not_sections)
        ):
            told.add((reading.path, sentence.start))
            yield _finding(row, reading.path, sentence.place, sentence.text, other, wanted)
        old = [(reading.path, each) for each in left_over(reading, year, left or Kept(), comparing)]
        yield from _left(row, old, year, told)
    yield from _left(row, titled_otherwise(case, year, titled or Titled()), year, told)


def _of_others(
    reading: Reading,
    year: int,
    comparing: tuple[str, ...],
    patterns: tuple[tuple[str, ...], tuple[str, ...]],
    sections: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
) -> Iterator[tuple[Sentence, str, int]]:
    """Sentences that tell results or plans of another year, which, and which is wanted. `patterns` are of results and of plans,
    `sections` those of the plan, those of the year within them, and those not looked at."""
    plan_sections, year_sections, not_sections = sections
    for sentence in reading.sentences:
        planned = _is_planned(reading, sentence, plan_sections, year_sections)
        wanted, text = year + 1 if planned else year, whole_years(sentence.bare)
        if sentence.meanings & set(not_sections) or any(re.search(p, text) for p in comparing):
            continue
        if other := _other(reading, sentence, text, wanted, patterns[planned], planned=planned):
            yield sentence, other, wanted


def _left(
    row: Row, found: Iterable[tuple[str, Left]], year: int, told: set[tuple[str, int | None]]
) -> Findings:
    for file, each in found:
        if (file, each.place.start) not in told:
            told.add((file, each.place.start))
            yield _finding(row, file, each.place, each.quote, each.year, year)


def _other(
    reading: Reading, sentence: Sentence, text: str, wanted: int, patterns: tuple[str, ...], *, planned: bool
) -> str | None:
    """The older year that a sentence tells results or plans of; None where it is set beside the right one. A plan of the
    year after next is another's where its part never speaks of the next."""
    for pattern in patterns:
        found = re.search(pattern, text)
        if not found or str(wanted) in text or _in_series(reading, sentence):
            continue
        year = int(found["y"])
        # What lies ahead of the year is a plan for later; an older report left in is behind it.
        later = planned and year == wanted + 1 and found.start("y") == 0 and _alone(reading, sentence, wanted)
        if year >= wanted and not later:
            continue
        last = not planned and year == wanted - 1
        return None if last and _beside(reading, sentence, wanted) else found["y"]
    return None


def _alone(reading: Reading, sentence: Sentence, wanted: int) -> bool:
    """Whether no sentence under the part's title names the year a plan is for."""
    same = (each for each in reading.sentences if each.meanings == sentence.meanings)
    return not any(re.search(rf"{wanted}|[明来次]年|下一?年", each.bare) for each in same)


def _in_series(reading: Reading, sentence: Sentence) -> bool:
    """Whether the item of a list before or behind begins with another year: a series of years is a comparison."""
    at = reading.sentences.index(sentence)
    near = (each for each in reading.sentences[max(0, at - 1) : at + 2] if each.is_item)
    opened = [(each is sentence, found[1]) for each in near if (found := _OPENS.match(each.bare))]
    return any(own for own, _ in opened) and len({year for _, year in opened}) > 1


def _named(row: Row, reading: Reading, year: int, titles: tuple[str, ...]) -> Findings:
    """The report's name on its cover, in headers and footers."""
    for block in reading.document.blocks:
        inside = block.kind not in {"header", "footer"} and reading.section_at(block.place.start)
        for pattern in () if inside or len(block.text) > 60 else titles:
            found = re.search(pattern, block.text)
            if found and int(found["y"]) != year:
                yield _finding(row, reading.path, block.place, found.group(), found["y"], year)


def _vouched(
    case: Case, row: Row, year: int, vouched: tuple[str, ...], opinions: tuple[str, ...]
) -> Findings:
    """The report that the applicant or the office vouches for, in a promise or an opinion of whichever paper, and what the
    office says of it in a paper of its own; what it says of earlier reports compares or was put right since."""
    for reading in (*case.main, *case.of("commitment", "recommendation")):
        theirs = opinions if reading.file.material == "recommendation" else ()
        for sentence in reading.sentences:
            text = digits(sentence.bare)
            found = next((m for each in vouched if (m := re.search(each, text))), None)
            if found is None and not _EARLIER.search(text):
                found = next(
                    (m for each in theirs if (m := re.search(each, text)) and int(m["y"]) < year), None
                )
            if found and int(found["y"]) != year and str(year) not in text:
                yield _finding(row, reading.path, sentence.place, sentence.text, found["y"], year)


def _in_cells(row: Row, reading: Reading, year: int) -> Findings:
    for item in reading.labelled:
        found = re.search(r"20\d{2}", item.value) if item.label.replace(" ", "") == "报告年度" else None
        if found and int(found.group()) != year:
            yield _finding(row, reading.path, item.place, f"{item.label}：{item.value}", found.group(), year)


def _is_planned(reading: Reading, sentence: Sentence, plan: tuple[str, ...], work: tuple[str, ...]) -> bool:
    """Whether the innermost part about the plan or the year's work is one about the plan."""
    if not sentence.meanings & set(plan):
        return False
    path: list[Section] = []
    for section in reading.sections:
        if (section.place.start or 0) > sentence.start:
            break
        path = [*(above for above in path if above.level < section.level), section]
    own = next((each.meaning for each in reversed(path) if each.meaning in (*plan, *work)), plan[0])
    return own in plan


def _periods(row: Row, reading: Reading, year: int, periods: tuple[str, ...]) -> Findings:
    """The time that the report says it is of; one that begins or ends in the year is right, unless most of it is the
    year before."""
    told = [(sentence.text, sentence.bare, sentence.place) for sentence in reading.sentences]
    told += [(f"{i.label}：{i.value}", f"{i.label}:{i.value}", i.place) for i in reading.labelled]
    for text, bare, place in told:
        bare = digits(bare)
        found = next((m for each in periods if (m := re.search(each, bare))), None)
        later = any(int(each) > year for each in re.findall(r"20\d\d", bare))
        if found and ((str(year) not in bare and not later) or _mostly_before(bare, year)):
            yield _finding(row, reading.path, place, text, found["y"], year)


def _mostly_before(text: str, year: int) -> bool:
    """Whether more months of a time lie in the year before than in this one."""
    found = _SPAN.search(text)
    if found is None or (int(found["y"]), int(found["last"])) != (year - 1, year) or "学年" in text:
        return False
    return _MONTHS + 1 - int(found["first"]) > int(found["month"])


def _titled(
    row: Row, reading: Reading, wanted: int, plans: tuple[str, ...], plan_sections: tuple[str, ...]
) -> Findings:
    """Parts given over to the plan whose title names another year; how an earlier plan was kept is no plan."""
    for part in reading.sections:
        title = bare_title(part.title)
        found = next((m for p in plans if (m := re.search(p, title))), None)
        if not found or part.meaning not in plan_sections or str(wanted) in title:
            continue
        if int(found["y"]) != wanted and not _KEPT.search(title[found.end() :]):
            yield _finding(row, reading.path, part.place, part.title, found["y"], wanted)


def _beside(reading: Reading, sentence: Sentence, wanted: int) -> bool:
    """Whether last year's figure is set beside this year's: it stands behind a semicolon (…23人；2024年末是21人), or what
    follows it in its paragraph goes on to this year."""
    block = reading.document.block_at(sentence.start)
    if block is None:
        return False
    start = sentence.start - (block.place.start or 0)
    behind = block.text[start + len(sentence.text) :].lstrip("。；; \n\u3000")
    following = re.split(r"[。；;\n]", behind)[0]
    on = re.search(rf"{wanted}年|今年|本年|在此基础", following) is not None
    return on or block.text[:start].rstrip().endswith(("；", ";"))


def _finding(row: Row, file: str, place: Place, quote: str, year: str, wanted: int) -> Finding:
    return row.finding(file=file, place=place, quote=quote, year=year, wanted=wanted)
