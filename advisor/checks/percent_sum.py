"""Shares that must make 100 per cent and do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.checks.case import Case, Findings, Row
from advisor.checks.grid import Grid, grids, number
from advisor.checks.share_items import shares_of_items
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading, Sentence
from ingest.document import Cell

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
_PARTS = 3
"""Shares at least that are read as those of one whole."""
_PERIOD = re.compile(r"(?:19|20)\d\d|年度?$|季度|月$|半年|阶段")
"""Rows of periods: each has a whole of its own."""
_ROUNDED = Decimal("0.6")
"""How far a share written without decimals may be from the exact one."""
_CAPTION = 40
"""Characters of what stands over a table that are looked at."""


def check(
    case: Case,
    row: Row,
    *,
    totals: tuple[str, ...],
    sub: tuple[str, ...],
    heads: tuple[str, ...],
    share: str,
    listed: str,
    about: tuple[str, ...],
    unless: tuple[str, ...],
    nearness: Decimal,
    tolerance: Decimal,
    rest: str,
    divided: str,
    led: str,
    halves: tuple[tuple[str, str], ...] = (),
) -> Findings:
    """Columns or rows headed by `heads` with a total beside them, rows of parts of parts (`sub`) left out; columns without
    one whose head tells what is `divided` and which make more than 100, by no more than `nearness`, or of which all but one
    are the shares of amounts beside them; sentences with three or more shares (`share` has a group `n`, `listed` a group
    `list`) that say they make 100, or tell how something is divided (`about`, not `unless`) and come within `nearness` of
    it, and items of a list that bear a share each and exceed it; shares that a `rest` (其余14%) follows must make 100 whatever
    is divided; behind `led` some may be left out. `halves` are kinds that exclude each other: two shares that stand side by
    side and are more than all of it. `tolerance` is for rounding, a share."""
    total, head, below = (re.compile("|".join(f"(?:{p})" for p in words)) for words in (totals, heads, sub))
    apart = re.compile("|".join(unless))
    division = _Division(total, below, re.compile(divided), apart, tolerance, nearness)
    for reading in case.readings:
        yield from _in_tables(reading, row, total, head, below, tolerance, nearness)
        yield from _divided(reading, row, division)
    yield from _of_items(case, row, division)
    yield from _too_much(case, row, _opposed(halves, share), apart, tolerance, nearness)
    for sentence, said in _passages(case, share):
        parts, left = _spoken(said, share, listed, rest)
        some = sum(parts) < 100 and re.search(led, said)
        if some or len(parts) < _PARTS or _off(parts) <= tolerance * len(parts):
            continue
        if _whole(said, left, _off(parts) <= nearness, about, unless):
            yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, sum=sum(parts))


def _of_items(case: Case, row: Row, division: _Division) -> Findings:
    """Lists whose shares are more than 100, by no more than the nearness."""
    for reading in case.readings:
        for items in shares_of_items(reading):
            over = _PARTS * division.tolerance < items.sum - 100 <= division.nearness
            if over and not division.unless.search(items.quote):
                yield row.finding(file=reading.path, place=items.place, quote=items.quote, sum=items.sum)


def _passages(case: Case, share: str) -> Iterator[tuple[Sentence, str]]:
    """Sentences with their words; items parted by semicolons that bear a share each are one."""
    run: list[Sentence] = []
    for sentence in (*case.sentences, None):
        last = run[-1] if run else None
        goes_on = last is not None and sentence is not None and last.file == sentence.file
        if last is not None and not (goes_on and last.bare.endswith(";")):
            alone = len(run) < _PARTS or any(len(re.findall(share, s.bare)) != 1 for s in run)
            joined = [] if alone else [(run[0], "".join(s.bare for s in run).replace(";", ","))]
            yield from joined or [(s, s.bare) for s in run]
            run = []
        if sentence is not None:
            run.append(sentence)


def _spoken(said: str, share: str, listed: str, rest: str) -> tuple[list[Decimal], bool]:
    """The shares of a sentence, with what is left but beside a list; whether it tells what is left."""
    left = [Decimal(m["n"]) for m in re.finditer(rest, said)]
    listing = re.search(listed, said) is not None
    return [*_shares(said, share, listed), *([] if listing else left)], bool(left)


def _opposed(halves: tuple[tuple[str, str], ...], share: str) -> list[re.Pattern[str]]:
    """Wordings in which the shares `n` and `m` of two kinds follow each other."""
    other = share.replace("?P<n>", "?P<m>")
    pairs = (pair for one, two in halves for pair in ((one, two), (two, one)))
    return [re.compile(f"(?:{a}){_KIND}{share}[、,和及而]{{0,2}}(?:{b}){_KIND}{other}") for a, b in pairs]


def _too_much(
    case: Case,
    row: Row,
    opposed: list[re.Pattern[str]],
    apart: re.Pattern[str],
    tolerance: Decimal,
    nearness: Decimal,
) -> Findings:
    """Sentences in which two shares that exclude each other are more than 100, by no more than `nearness`."""
    for sentence in case.sentences:
        for found in (m for pattern in opposed for m in pattern.finditer(sentence.bare)):
            both = Decimal(found["n"]) + Decimal(found["m"])
            over = (
                2 * tolerance < both - 100 <= nearness and max(Decimal(found["n"]), Decimal(found["m"])) < 100
            )
            if over and not apart.search(sentence.bare):
                yield row.finding(file=sentence.file, place=sentence.place, quote=sentence.text, sum=both)
                break


def _in_tables(
    reading: Reading,
    row: Row,
    total: re.Pattern[str],
    head: re.Pattern[str],
    below: re.Pattern[str],
    tolerance: Decimal,
    nearness: Decimal,
) -> Findings:
    for grid in grids(reading):
        for cells, end, bare in (*_columns(grid, total, head, below), *_rows(grid, total, head)):
            parts = [p for cell in cells if (p := _percent(cell, bare)) is not None]
            if len(parts) >= 2 and _wrong(parts, _percent(end, bare), tolerance * len(parts), nearness):
                place = reading.place(end.start, end.end)
                yield row.finding(file=reading.path, place=place, quote=_row_text(cells), sum=sum(parts))


@dataclass(frozen=True)
class _Division:
    """Which heads are of totals, of parts of parts, and tell how one thing is divided, and which words tell that it is
    not; how far off a sum is."""

    total: re.Pattern[str]
    below: re.Pattern[str]
    divided: re.Pattern[str]
    unless: re.Pattern[str]
    tolerance: Decimal
    nearness: Decimal


def _divided(reading: Reading, row: Row, told: _Division) -> Findings:
    """Columns without a total whose head tells how one thing is divided among the rows (经费占比): more than all of it."""
    for grid in grids(reading):
        if any(told.total.fullmatch(name) for name in (*grid.row_heads, *grid.column_heads)):
            continue
        rows = [i for i in range(grid.first, len(grid.rows)) if not told.below.search(grid.row_heads[i])]
        for column, name in enumerate(grid.column_heads):
            cells = [c for i in rows if (c := grid.at(i, column)) is not None] if column else []
            parts = [p for cell in cells if (p := _percent(cell, "%" in name)) is not None]
            proved = len(parts) == len(rows) and any(
                _are_shares(parts, [number(grid.at(i, other)) for i in rows]) for other in range(1, column)
            )
            if not (told.divided.search(name) or proved):
                continue
            over = sum(parts, Decimal(0)) - 100
            if not len(rows) == len(parts) >= _PARTS or len({grid.row_heads[i] for i in rows}) < len(rows):
                continue
            said = "|".join((grid.caption[-_CAPTION:], *grid.column_heads, *grid.row_heads))
            near = told.tolerance * len(parts) < (abs(over) if proved else over) <= told.nearness
            if near and not told.unless.search(said) and not any(map(_PERIOD.search, grid.row_heads)):
                place = reading.place(cells[-1].start, cells[-1].end)
                yield row.finding(file=reading.path, place=place, quote=_row_text(cells), sum=over + 100)


def _are_shares(parts: list[Decimal], amounts: list[Decimal | None]) -> bool:
    """Whether all shares but one are those of the amounts beside them."""
    known = [amount for amount in amounts if amount is not None]
    whole = sum(known, Decimal(0))
    if len(known) < len(parts) or len(parts) < _PARTS or not whole:
        return False
    right = [abs(amount / whole * 100 - part) <= _ROUNDED for amount, part in zip(known, parts, strict=True)]
    return sum(right) == len(parts) - 1


def _whole(said: str, left: bool, near: bool, about: tuple[str, ...], unless: tuple[str, ...]) -> bool:
    """Whether a sentence tells shares of one whole: it says so, or divides something and comes `near` to all of it."""
    if _WHOLE.search(said) or _ALL.search(said):
        return True
    divides = left or re.search("|".join(about), said) is not None
    return near and divides and not any(re.search(p, said) for p in unless)


def _off(parts: list[Decimal]) -> Decimal:
    return abs(sum(parts, Decimal(0)) - 100)


def _wrong(parts: list[Decimal], stated: Decimal | None, tolerance: Decimal, nearness: Decimal) -> bool:
    """Whether parts do not make the whole they are told to. Some of a whole (the five largest: 62 %) make no hundred,
    and a figure between the least and the greatest part is their mean."""
    if stated is None or _off(parts) <= tolerance or min(parts) <= stated <= max(parts):
        return False
    some = stated < 100 and abs(sum(parts, Decimal(0)) - stated) <= tolerance
    return not some and (stated == 100 or _off(parts) <= nearness)


def _shares(text: str, share: str, listed: str) -> list[Decimal]:
    found = re.search(listed, _WHOLE.sub("", text))
    if found:
        return [Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", found["list"])]
    return [Decimal(m["n"]) for m in re.finditer(share, _WHOLE.sub("", text))]


def _percent(cell: Cell | None, bare: bool) -> Decimal | None:
    """The share of a cell; the sign may be left out where the head has it (`bare`)."""
    sign = "%?" if bare else "%"
    found = re.fullmatch(rf"(\d+(?:\.\d+)?){sign}", squeeze(cell.text)) if cell else None
    return Decimal(found.group(1)) if found else None


def _told(end: Cell | None, name: str, head: re.Pattern[str]) -> bool | None:
    """Whether the cells under a head may leave out the sign; None where they are no shares with a total."""
    bare = "%" in name
    return bare if end is not None and head.search(name) and _percent(end, bare) is not None else None


def _columns(
    grid: Grid, total: re.Pattern[str], head: re.Pattern[str], below: re.Pattern[str]
) -> list[tuple[list[Cell], Cell, bool]]:
    ends = [i for i, name in enumerate(grid.row_heads) if total.fullmatch(name)]
    if len(ends) != 1:
        return []
    rows = [i for i in range(1, len(grid.rows)) if i != ends[0] and not below.search(grid.row_heads[i])]
    rows = [i for i in rows if (i < ends[0]) == (rows[0] < ends[0])]
    found = []
    for column in range(1, grid.width):
        cells = [c for i in rows if (c := grid.at(i, column)) is not None]
        end = grid.at(ends[0], column)
        bare = _told(end, grid.column_heads[column], head)
        if end is not None and bare is not None:
            found.append((cells, end, bare))
    return found


def _rows(grid: Grid, total: re.Pattern[str], head: re.Pattern[str]) -> list[tuple[list[Cell], Cell, bool]]:
    ends = [i for i, name in enumerate(grid.column_heads) if total.fullmatch(name)]
    if len(ends) != 1:
        return []
    found = []
    for index in range(1, len(grid.rows)):
        cells = [c for i in range(1, ends[0]) if (c := grid.at(index, i)) is not None]
        end = grid.at(index, ends[0])
        bare = _told(end, grid.row_heads[index], head)
        if end is not None and bare is not None:
            found.append((cells, end, bare))
    return found


def _row_text(cells: list[Cell]) -> str:
    return "、".join(cell.text.strip() for cell in cells)
