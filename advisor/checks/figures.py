"""The same figure wherever the package gives it: value, unit, year, place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from advisor.checks.case import Case
from advisor.checks.figure_years import OF_YEAR, YEAR, labelled_year, leads_own, spoken_year, year_in
from advisor.checks.grid import grids, lone, number, whole, whole_number
from advisor.checks.shares import in_all
from advisor.checks.told_whole import Told, lesser_cells, told_whole
from advisor.pack.figure_rows import FigureRow, WholeSpec
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.labels import is_listing
from advisor.profile.reading import Reading, Sentence
from ingest.document import Block, Cell, Place

_FACTORS = {
    "元": Decimal("0.0001"),
    "万元": Decimal(1),
    "亿元": Decimal(10000),
    "亩": Decimal("666.67"),
    "㎡": Decimal(1),
}
_UNITS = re.compile(r"亿元|万元|元|平方米|㎡|m2|亩")

_AT_END = re.compile(r"^(?:期末|年末|年底|目前|现有)")
_OF_TIME = re.compile(rf"^(?:{_AT_END.pattern[1:]}|{OF_YEAR.pattern})")
"""What a label says of when the figure is."""
_SPAN = re.compile(r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?起?[至到—–~-]+20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?")
"""A time from one year to another, of which a sentence tells one figure."""
_NUMBERED = re.compile(r"^[(（]?[\d一二三四五六七八九十]{0,2}[)）]?[.、．]?")
_OWN_PAPERS = frozenset({"application-form", "annual-report", "change-filing", "commitment"})
_SPEAKER = re.compile(r"[我本](?:公司|单位|集团|厂|院|校|所|司|中心|社|局|矿|站|港|方)|我们")
"""How a unit speaks of itself."""


@dataclass(frozen=True)
class Seen:
    """One place that gives a figure. `value` is in the figure's own unit."""

    figure: FigureRow
    value: Decimal
    written: Decimal
    unit: str
    year: str
    file: str
    place: Place
    quote: str
    recognised: bool = False
    some: bool = False
    """Whether it is the number of some of them only."""
    cell: bool = False
    """Whether it stands in a cell beside its label."""


def figures_of(case: Case) -> tuple[Seen, ...]:
    """Every sighting of every figure in the papers of the applicant; recognised ones can be misread."""
    if "figures" not in case.memory:
        found: list[Seen] = []
        others = others_in(case)
        for figure in case.checking.figures:
            seen: list[Seen] = []
            for reading in case.readings:
                seen += _in_paper(case, reading, figure, others)
            found += seen if figure.whole is None else _with_whole(case, figure, figure.whole, seen, others)
        case.memory["figures"] = tuple(found)
    seen_all: tuple[Seen, ...] = case.memory["figures"]
    return seen_all


def _in_paper(case: Case, reading: Reading, figure: FigureRow, others: re.Pattern[str]) -> Iterator[Seen]:
    """Sightings of a figure in one paper; papers of an office and papers recognised beside the form tell none."""
    if reading.file.material in {"licence", "credit-report", "registration-notice"}:
        return
    if reading.document.ocr and reading not in case.main:
        return
    reported = str(case.year or "") if case.stage == "annual" and reading in case.main else ""
    yield from _labelled(reading, figure, case.year, reported)
    yield from _tabled(reading, figure)
    spoken = _spoken(reading, figure, others, reported)
    yield from (seen for seen in spoken if not _of_earlier(case, seen))


def _of_earlier(case: Case, seen: Seen) -> bool:
    """Whether a sentence of an annual report, or of a paper beside it, gives a figure of an earlier year alone, by its words."""
    years = {int(year) for year in YEAR.findall(seen.quote)}
    reported = case.year if case.stage == "annual" else None
    return reported is not None and not seen.figure.by_year and bool(years) and max(years) < reported


def _with_whole(
    case: Case, figure: FigureRow, spec: WholeSpec, seen: list[Seen], others: re.Pattern[str]
) -> Iterator[Seen]:
    """The sightings with what forms give beside lesser labels, and what sentences tell in other words than the figure's.

    What is told in the figure's own words is no match for a lesser label, which may be that of a part.
    """
    for reading in case.main:
        lesser = [] if any(s.cell for s in seen) or case.stage == "change" else lesser_cells(reading, spec)
        if lesser:
            seen = [replace(_of_told(reading, figure, told), cell=True) for told in lesser]
        if not any(s.cell for s in seen):
            continue
        known = {(s.file, s.place) for s in seen}
        areas = {Decimal(m["n"]) for m in re.finditer(spec.number, squeeze(reading.text).replace(",", ""))}
        for sentence, told in told_whole(case, reading, spec, lesser[0].of if lesser else ""):
            at = sentence.counted.find(str(told.number))
            if (reading.path, sentence.place) in known or named_before(others, sentence.counted, at):
                continue
            if any(abs(told.number - s.written) in areas for s in seen if s.cell):
                # What is between the two is told as well: the one is the other without it.
                continue
            seen.append(_of_told(reading, figure, told))
    yield from seen


def _of_told(reading: Reading, figure: FigureRow, told: Told) -> Seen:
    return _seen(reading, figure, told.number, told.unit, "", told.place, told.quote)


def _labelled(reading: Reading, figure: FigureRow, now: int | None, reported: str) -> Iterator[Seen]:
    """Cells beside the figure's labels; without a year they are of the year `reported`, where the paper reports one."""
    names = {bare_label(label) for label in figure.labels}
    for block in reading.document.tables():
        for label, value in () if not block.cells or is_listing(block) else lone(block):
            if _bare(label.text, figure) in names and (amount := whole_number(value)) is not None:
                unit = _unit(whole(value)) or _unit(squeeze(label.text)) or figure.unit
                year = labelled_year(squeeze(label.text), now, reported) if figure.by_year else ""
                if figure.by_year and not year:
                    year = _year_of_row(reading, block, label)
                place = reading.place(value.start, value.end)
                quote = f"{label.text.strip()} {value.text.strip()}"
                yield replace(_seen(reading, figure, amount, unit, year, place, quote), cell=True)


def _year_of_row(reading: Reading, block: Block, label: Cell) -> str:
    """The year that the labels of such figures before this one in its row give (2022年营业收入 … 研发投入 …)."""
    names = {bare_label(each) for row in reading.checking.figures if row.by_year for each in row.labels}
    before = (cell.text for cell in block.cells if cell.row == label.row and cell.start < label.start)
    led = (re.fullmatch(r"(20\d\d)年度?(.+)", squeeze(text)) for text in before)
    years = {found[1] for found in led if found and bare_label(found[2]) in names}
    return years.pop() if len(years) == 1 else ""


def _tabled(reading: Reading, figure: FigureRow) -> Iterator[Seen]:
    """Columns of yearly tables: 年度 down the side, the figure's label above."""
    if not figure.by_year:
        return
    names = {bare_label(label) for label in figure.labels}
    for grid in grids(reading):
        for column, head in enumerate(grid.column_heads):
            if column == 0 or bare_label(head) not in names:
                continue
            for index in range(1, len(grid.rows)):
                cell, year = grid.at(index, column), year_in(grid.row_heads[index])
                if cell is not None and year and (amount := number(cell)) is not None:
                    place = reading.place(cell.start, cell.end)
                    quote = f"{grid.row_heads[index]}{head} {cell.text.strip()}"
                    yield _seen(reading, figure, amount, _unit(head) or figure.unit, year, place, quote)


def others_in(case: Case) -> re.Pattern[str]:
    """Organisations that are not the applicant, as the subject of a clause."""
    ends = "|".join(sorted(case.checking.words("organisation_ends"), key=len, reverse=True))
    own = squeeze(str(case.profile.value("applicant") or ""))
    names = {
        squeeze(str(s.value))
        for fact in ("partners", "related", "former_name", "recommender")
        for s in case.profile.sightings(fact)
    } - {own}
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 3)
    mine = re.escape(own) or "$"
    platform = case.checking.any_of(("platform_nouns",)) or "(?!)"
    seated = rf"[本该]?(?:{platform})(?:设[在于立]|位于|坐落|建在|安排在|落户)"
    named = rf"(?:^|[,;])(?!{mine}|{seated})[\u4e00-\u9fff()]{{4,24}}?(?:{ends})"
    stranger = rf"{named}(?=[^,。;]{{0,12}}(?:成立|现有|拥有|,))"
    return re.compile(f"{known}|{stranger}" if known else stranger)


def named_before(others: re.Pattern[str], text: str, at: int) -> bool:
    """Whether one of the `others` is named before an offset; what follows its name (…公司拥有员工1150人) may reach behind it."""
    return any(match.end() <= at for match in others.finditer(text))


def _spoken(reading: Reading, figure: FigureRow, others: re.Pattern[str], reported: str) -> Iterator[Seen]:
    for sentence in reading.sentences:
        if sentence.meanings & set(figure.not_sections):
            continue
        if figure.sections and not sentence.meanings & set(figure.sections):
            continue
        found = list(_said(reading, figure, others, sentence, reported))
        # Two values in one sentence are told apart on purpose (平台专职32人，公司专职118人).
        if figure.by_year or len({seen.value for seen in found}) == 1:
            yield from found


def _said(
    reading: Reading, figure: FigureRow, others: re.Pattern[str], sentence: Sentence, reported: str
) -> Iterator[Seen]:
    text, led = sentence.counted, _led_by(reading, sentence, others)
    for found in (m for pattern in figure.patterns for m in re.finditer(pattern, text)):
        before = text[max(0, found.start() - 14) : found.end()]
        amount = in_all(text, found)
        if amount is None or any(re.search(p, before) for p in figure.not_near):
            continue
        if _of_larger(reading, before, figure):
            continue
        told = text[: found.start()]
        if not figure.by_year and len(set(YEAR.findall(_SPAN.sub("", text)))) > 1:
            continue
        if (
            led
            or named_before(others, text, found.start())
            or _foreign(reading, told)
            or _apart(text, found, figure)
        ):
            continue
        groups = found.groupdict()
        unit = groups.get("u") or figure.unit
        year = spoken_year(reading, text, found, reported) if figure.by_year else ""
        if figure.by_year and not year:
            continue
        some = any(re.search(word, before) for word in figure.some)
        if some and not leads_own(reading, told):
            continue
        yield replace(_seen(reading, figure, amount, unit, year, sentence.place, sentence.text), some=some)


def _led_by(reading: Reading, sentence: Sentence, others: re.Pattern[str]) -> bool:
    """Whether the paragraph begins with the name of one of the `others`, of whom it tells (1. 某某大学。省属高校，…)."""
    block = reading.document.block_at(sentence.start)
    if block is None or block.kind == "table" or _SPEAKER.match(sentence.bare):
        return False
    return others.match(_NUMBERED.sub("", squeeze(block.text))) is not None


def _foreign(reading: Reading, before: str) -> bool:
    """Whether the words before a number are another unit's: its 我公司 in a paper that shows what users say."""
    return reading.file.material not in _OWN_PAPERS and _SPEAKER.search(before) is not None


def _of_larger(reading: Reading, before: str, figure: FigureRow) -> bool:
    """Whether the words before a number speak of something larger, and not of the platform after it."""
    nouns = reading.checking.any_of(("platform_nouns",)) or "(?!)"
    own = re.compile(rf"(?:设立?|作为?|给|供|归|为|[本该由的])(?:{nouns})")
    larger = list(re.finditer(figure.larger, before)) if figure.larger else []
    return any(own.search(before, found.end()) is None for found in larger)


_COMPARED = re.compile(
    r"[与同比较](?:上年|去年|20\d\d年)[^。;]*$|(?:年初|期初|上年末|去年末|上年底|去年底)[^。;]*$"
)
"""Words before a figure that another is set against."""


def _apart(text: str, found: re.Match[str], figure: FigureRow) -> bool:
    """Whether the number is of a part or of somebody else, by what its sentence says before it (`not_after`)."""
    before = re.split(r"[。;]", text[: found.start()])[-1]
    return bool(_COMPARED.search(before)) or any(re.search(pattern, before) for pattern in figure.not_after)


def _seen(
    reading: Reading, figure: FigureRow, amount: Decimal, unit: str, year: str, place: Place, quote: str
) -> Seen:
    factor = _FACTORS.get(unit, Decimal(1)) / _FACTORS.get(figure.unit, Decimal(1))
    return Seen(
        figure, amount * factor, amount, unit, year, reading.path, place, quote.strip(), reading.document.ocr
    )


def _unit(text: str) -> str | None:
    found = _UNITS.search(text)
    return found.group() if found else None


def _bare(label: str, figure: FigureRow) -> str:
    """What a label names, without the words for when; a head count of the year is another figure than one at its end."""
    bare = (_OF_TIME if figure.by_year else _AT_END).sub("", bare_label(label))
    return bare.removeprefix("其中")
