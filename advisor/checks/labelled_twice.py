"""A number a form or table gives beside a label, given otherwise where the text says the very words of the label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from advisor.checks.case import Case
from advisor.checks.figures import named_before, others_in
from advisor.checks.grid import Grid, grids, lone, number, whole, whole_number
from advisor.checks.shares import adds_up
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.labels import is_listing
from advisor.profile.reading import Reading, Sentence
from ingest.document import Cell, Place

_UNITS = (
    "人|名|位",
    "人次",
    "平方米|㎡|m2|平米",
    "台套|台|套",
    "万元",
    "亿元",
    "元",
    "家|户",
    "门",
    "间",
    "件|项|个",
    "亩",
    "个",
)
"""Units in groups of one meaning; a number in another unit is another check's matter."""
_UNIT = re.compile(rf"[(（]({'|'.join(_UNITS)})[)）]")
_BEHIND = re.compile(rf"\d({'|'.join(_UNITS)})$")
_NAME = re.compile(r"(?:20\d\d年(?:度)?)?[\u4e00-\u9fff]{3,10}")
_LEADS = re.compile(
    r"(?:^|[,、:(]|有|配备|建成|的|基地|中心|平台|实验室|机构|学院|学校|大学|公司|企业|单位|[我本该全][校院司所]|目前|现|已|和|及)$"
)
"""What a label's words may follow without being a part of a longer word (外聘|专职教师)."""
_WHOSE = re.compile(r"(?:基地|中心|平台|实验室|机构)(?=[\u4e00-\u9fff]{3})")
_STANDING = "(?:现有|现共有|共有|已有|有)?(?P<some>专职|全职|固定)?"
"""How a text says that the platform has now what the label names."""
_CORE = 3
"""Characters at the end of a label that are looked for before its pattern is."""
_NOW = re.compile(r"^(?:现有|目前|期末|年末|年底)(?=[\u4e00-\u9fff]{3})")
"""What a label says of the time, which the text says in other words (期末专职人员, 现有专职人员82人)."""
_IN_ALL = re.compile("(?<=[\u4e00-\u9fff]{3})(?:总人数|总数量?|人数|数量)$")
"""What a label says of the number itself (教职工总数)."""
_HAS = re.compile(r"(?:现有|共有|拥有|设有|建有|配备|配有|汇聚|建成)了?$")
"""What goes before a number that goes before its noun (拥有52名实训师资)."""
_OF_YEAR = re.compile(
    r"(?:(?P<year>20\d\d)年度?)?(?:全年|当年|本年度?)?,?(?:我们|公司|学院|学校|协会|基地|中心|平台|实验室|机构|"
    r"[我本全][校院司所会])?(?:共计?|全年|实现|完成|已|实际)?"
)
"""All that a clause may say before the words of a row of a year's table, if it is to tell the same."""
_ALL_YEAR = re.compile("全年|当年|本年度?")
"""How a clause says that it counts the whole of a year."""
_GAINED = "(?:新增|新获|获得?|取得|签订|完成|实现|开展|引进|登记|共|授权)*"
_BROUGHT = "(?:签订|完成|实现|取得|达成|达到|共)*"
"""What a clause says before a row's words that is no more than that it came to so much."""
_ENDS = re.compile(r"(?:,(?!其余|其中|另|占|又|再)[^\d,。;]*)?(?:[,。;]|$)(?![^。;]*(?:\d|其余|占))")
"""How a clause ends with its number, and nothing behind it counts on."""
_LISTED = re.compile(
    rf"^(?P<year>全年|当年|本年度?){_GAINED}(?:(?![^、]*(?:计划|目标|拟|转让))[\u4e00-\u9fffA-Za-z]{{2,12}}?\d+(?:\.\d+)?[\u4e00-\u9fff()]{{1,4}}[、和及])*{_GAINED}$"
)
"""What a clause on the year lists before the words of a row, each with its number (全年新增发明专利3件、软件著作权…)."""
_GOES_ON = re.compile("又|另|再|还有|下半年")
"""Words behind a number after which more of the same comes."""
_COUNT = "#"
"""What stands for a number where only the words count."""
_WHOLE = 4
"""Characters of a row's words from which they need not be told to be of the whole year."""
_ACHIEVED = re.compile(
    r"(?:(?:实际|本年|当年|全年|年度)?完成(?:值|数|情况)?|实际(?:值|数)|20\d\d年(?:度)?(?:完成|实际)(?:值|数)?)"
)
"""Heads of columns with what a year has brought, beside what was planned."""
_ONE_YEAR = re.compile(r"(20\d\d)年?度?")


@dataclass(frozen=True)
class Twice:
    """A label with the number of its cell and another that the text gives; both as written, with the unit."""

    name: str
    cell: str
    text: str
    place: Place
    quote: str


@dataclass(frozen=True)
class _Told:
    """A number beside its words in a table; with the year it is of, where the table is one of years."""

    name: str
    unit: str
    amount: Decimal
    cell: str
    year: str = ""


def labelled_twice(
    case: Case, reading: Reading, unless: str, outside: tuple[str, ...], parts: str
) -> Iterator[Twice]:
    """Each such number once; sentences of parts of `outside` and clauses with words of `unless` are passed over, so
    are labels of the figures that have rows of their own, and what is told of a part of the unit (`parts`)."""
    known = {bare_label(label) for figure in case.checking.figures for label in figure.labels}
    others = others_in(case)
    prose = [s for s in reading.sentences if not s.meanings & set(outside)]
    for told in _forms(reading):
        if bare_label(told.name) in known:
            continue
        for sentence, found in _said(prose, told):
            before = sentence.counted[: found.start()]
            if re.search(unless, re.split(r"[,。;]", before)[-1]):
                continue
            if named_before(others, sentence.counted, found.start()):
                continue
            if re.search(parts, before) or _is_some(found, told.amount):
                continue
            apart = "其中" not in re.split(r"[。;]", before)[-1] and not _is_same(found["n"], told.amount)
            if apart and not adds_up(sentence.counted, Decimal(found["n"]), found["u"], told.amount):
                yield _twice(told, sentence, found)
                break
    rows = tuple(_settled(_years(reading, str(case.year or ""))))
    for told in rows:
        for sentence, found in _said(list(reading.sentences), told):
            same = _same_year(sentence, found, told, case.year) or _in_a_run(sentence, found, told, rows)
            if same and not _is_same(found["n"], told.amount):
                yield _twice(told, sentence, found)
                break


def _is_same(written: str, amount: Decimal) -> bool:
    """Whether a text gives the number of a cell, or it rounded."""
    said = Decimal(written)
    return amount.quantize(said, ROUND_HALF_UP) == said or amount == said


def _twice(told: _Told, sentence: Sentence, found: re.Match[str]) -> Twice:
    return Twice(told.name, told.cell, found["n"] + found["u"], sentence.place, sentence.text)


def _forms(reading: Reading) -> Iterator[_Told]:
    """Numbers beside the labels of forms."""
    for block in reading.document.tables():
        for label, value in () if is_listing(block) else lone(block):
            name = _IN_ALL.sub("", _NOW.sub("", re.sub(r"[(（].*?[)）]", "", squeeze(label.text))))
            amount = whole_number(value)
            unit = _UNIT.search(label.text) or _BEHIND.search(whole(value))
            if amount is not None and unit and _NAME.fullmatch(name):
                cell = whole(value)
                yield _Told(name, unit[1], amount, cell + (unit[1] if cell[-1].isdigit() else ""))


def _years(reading: Reading, now: str) -> Iterator[_Told]:
    """Numbers of tables with a year over or beside them, and of columns that tell what this year has brought."""
    for grid in grids(reading):
        for index in range(grid.first, len(grid.rows)):
            for column in range(1, grid.width):
                head, side = grid.column_heads[column], grid.row_heads[index]
                cell = grid.at(index, column)
                amount = number(cell)
                if cell is None or amount is None:
                    continue
                if (year := _ONE_YEAR.fullmatch(head)) or (_ACHIEVED.fullmatch(head) and now):
                    yield from _celled(grid, index, side, cell, amount, year[1] if year else now)
                elif year := _ONE_YEAR.fullmatch(side):
                    yield from _celled(grid, index, head, cell, amount, year[1])


def _settled(found: Iterable[_Told]) -> Iterator[_Told]:
    """Numbers that no other table gives otherwise for the same year."""
    amounts: dict[tuple[str, str], list[_Told]] = {}
    for told in found:
        amounts.setdefault((told.name, told.year), []).append(told)
    for same in amounts.values():
        if len({told.amount for told in same}) == 1:
            yield same[0]


def _celled(grid: Grid, index: int, head: str, cell: Cell, amount: Decimal, year: str) -> Iterator[_Told]:
    name = re.sub(r"[(（].*?[)）]", "", head)
    unit = _UNIT.search(head) or _BEHIND.search(squeeze(cell.text)) or _of_column(grid, index)
    if unit and re.fullmatch(r"[\u4e00-\u9fff]{2,12}", name):
        written = squeeze(cell.text)
        yield _Told(name, unit[1], amount, written + (unit[1] if written[-1].isdigit() else ""), year)


def _of_column(grid: Grid, index: int) -> re.Match[str] | None:
    """The unit of a row, where a column gives units."""
    for column, head in enumerate(grid.column_heads):
        cell = grid.at(index, column)
        if head in {"单位", "计量单位"} and cell is not None:
            return re.fullmatch(rf"({'|'.join(_UNITS)})", squeeze(cell.text))
    return None


def _same_year(sentence: Sentence, found: re.Match[str], told: _Told, now: int | None) -> bool:
    """Whether the clause tells of the year of the cell, of the whole of it, and of nothing else; one that goes on with
    全年 tells of the year its sentence names, or of the year reported."""
    named = set(re.findall(r"20\d\d(?=年)", sentence.counted))
    before = re.split(r"[。;]", sentence.counted[: found.start()])[-1]
    said = _OF_YEAR.fullmatch(before)
    if len(named) > 1:
        return False
    if said is not None and said["year"] == told.year:
        return len(told.name) >= _WHOLE or _ALL_YEAR.search(before) is not None
    clause = before.rsplit(",", 1)[-1]
    if not (_GOES_ON.search(sentence.counted[found.end() :]) or f"{told.name}{_COUNT}" in _uncounted(clause)):
        clause = _LISTED.sub(r"\g<year>", clause)
    return (
        _ALL_YEAR.match(clause) is not None
        and _OF_YEAR.fullmatch(clause) is not None
        and (named or {str(now)}) == {told.year}
    )


def _in_a_run(sentence: Sentence, found: re.Match[str], told: _Told, rows: Iterable[_Told]) -> bool:
    """Whether a clause ends with the number, in a sentence on the whole year that runs along other rows of the table and
    gives their numbers (全年服务单位25家，签订技术合同额810万元)."""
    head, *between = re.split(r"[。;]", sentence.counted[: found.start()])[-1].split(",")
    if not between or not _ENDS.match(sentence.counted[found.end() :]):
        return False
    others = {f"{row.name}{row.cell}" for row in rows if row.year == told.year and row.name != told.name}
    run = [*_ALL_YEAR.sub("", head, count=1).split("、"), *between[:-1]]
    return (
        _ALL_YEAR.match(head) is not None
        and re.fullmatch(_BROUGHT, between[-1]) is not None
        and told.name not in ",".join((head, *between[:-1]))
        and all(re.sub(f"^{_GAINED}", "", each) in others for each in run)
    )


def _uncounted(clause: str) -> str:
    """A clause with a mark for every number."""
    return re.sub(r"\d+(?:\.\d+)?", _COUNT, clause)


def _is_some(found: re.Match[str], amount: Decimal) -> bool:
    """Whether the text may speak of a part: the full-time ones are at most all of them."""
    return bool(found.groupdict().get("some")) and Decimal(found["n"]) <= amount


def _worded(name: str) -> str:
    """A pattern for a label's words; after who has them the text may say that they are had now (中心现有专职研发人员)."""
    whose = _WHOSE.match(name)
    return f"{whose[0]}{_STANDING}{re.escape(name[whose.end() :])}" if whose else re.escape(name)


def _said(sentences: list[Sentence], told: _Told) -> Iterator[tuple[Sentence, re.Match[str]]]:
    units = next(group for group in _UNITS if re.fullmatch(group, told.unit))
    name, figure = _worded(told.name), rf"(?P<n>\d+(?:\.\d+)?)(?P<u>{units})"
    behind = re.compile(
        rf"{name}(?:队伍|团队)?(?:总数|数量|数|规模|总量|总额)?(?:共有|共计|合计|总计|现有|已有|共|为|有|达到?|:)?"
        rf"{figure}(?!次|以上|左右|余|多)"
    )
    before = re.compile(rf"{figure}的?{name}(?=[,。;(]|$|组成|构成)")
    for sentence in (s for s in sentences if told.name[-_CORE:] in s.bare):
        hits = [(m, _LEADS) for m in behind.finditer(sentence.counted)]
        hits += [(m, _HAS) for m in before.finditer(sentence.counted)]
        # A sentence that gives the number of the cell as well tells the others apart from it.
        if not any(_is_same(found["n"], told.amount) for found, _ in hits):
            for found, leads in hits:
                if (told.year and leads is _LEADS) or leads.search(sentence.counted[: found.start()]):
                    yield sentence, found
