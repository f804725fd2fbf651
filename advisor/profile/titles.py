"""Headings: what reads as one, its number, its level, and what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.domain import Stage
from advisor.pack.checking import Checking, SectionRow
from advisor.pack.squeeze import bare_label, squeeze
from ingest.chinese import parse_numeral
from ingest.document import Block

_CHINESE = "一二三四五六七八九十"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_NUMBER = re.compile(
    rf"^\s*(?:第[{_CHINESE}百\d]+(?:部分|[章节部篇])|[（(][{_CHINESE}\d]+[）)]|[{_CHINESE}]+[、．.]|"
    rf"[{_CHINESE}]{{1,2}}[ \u3000]+(?=[\u4e00-\u9fff]{{2}})(?![年月日个家名人次项批期届级类等])|"
    rf"[{_STEMS}][、．.]|[{_FORMAL}]+[、．.\s]|"
    r"(?!20\d\d\s*年)\d+(?:[.．\-](?!20\d\d\s*年)\d+)*(?:[、．.]?(?=[\s\u4e00-\u9fff])|[、．.](?=20\d\d\s*年)|\s*[｜|])|[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、．.])\s*"
)
_HALF_BRACKET = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[)）]")
"""A number of a heading set as an item's is (7)资金保障); alone it makes no line a heading."""
_LEADING = re.compile(rf"第.+(?:部分|[章篇部])|[{_CHINESE}]+(?:[、．.]|$)|[{_STEMS}{_FORMAL}]|[IVXⅠ-Ⅹ]+")
_YEAR = re.compile(r"20\d{2}\s*年度?(?!\s*\d)")
"""A year that a title may name; at its beginning it is no number (2026年工作安排)."""
_DATED = re.compile(r"\d+\s*[年月日%]")
_FEW = {str(n) for n in range(1, 20)}
"""Numbers that a part may have."""
_NOT_TITLE_END = "。；;，,：:！？、"
_TITLE_LIMIT = 32
_MANY_NUMBERED = 3
_CHINESE_RANK = 2
_MARK = re.compile(r"^[◆◇●○■□▲△★☆▪▶►➤※§◎]+")
_FRAMED = re.compile(r"[【〖〔\[](?P<title>[^【】〖〗〔〕\[\]]+)[】〗〕\]]")
_DOUBLE = re.compile(r"[与和及、]")
_HALF = 2
"""Characters of the shorter half of a double title."""
_ITEMS = 3
"""Matters from which a title is a list."""
_SEVERAL = 4
"""Things a row asks for at least, for words within a known part to be told by all of them."""
_REST = 2
"""Characters of a title beside the words that are known (资金和人员等保障)."""
_OWN_PART = re.compile(r"承诺|声明|意见|附件|附表|说明$|信息表|情况表|目录|封面|申报书|报告$")


def bare_title(text: str) -> str:
    """A heading without its number, the mark or brackets it is set off by (◆ …, 【…】), and blanks."""
    bare = _MARK.sub("", squeeze(_NUMBER.sub("", text.strip(), count=1)))
    bare = _HALF_BRACKET.sub("", bare)
    framed = _FRAMED.fullmatch(bare)
    return framed["title"] if framed else bare


def title_number(text: str) -> str | None:
    """The number in front of a heading, as written; None when it has none."""
    found = _NUMBER.match(text)
    return found.group().strip() if found else None


def is_toc(block: Block) -> bool:
    """True for a line of a table of contents: a title, dots or blanks, a page number."""
    if "toc" in block.flags:
        return True
    return bool(
        block.kind in {"paragraph", "heading"}
        and re.search(r"(?:\t|[.．…·]{3,}|\s{3,})\s*[-—]?\s*\d{1,3}\s*[-—]?\s*$", block.text)
    )


def starts_toc(block: Block) -> bool:
    """True for the title of a table of contents."""
    return squeeze(block.text) in {"目录", "目次"}


def is_entry(block: Block) -> bool:
    """True for what reads as a line of a table of contents right below its title: short words and a page number."""
    text = block.text.strip()
    return not text or (
        block.kind in {"paragraph", "heading"}
        and len(text) <= _TITLE_LIMIT
        and re.search(r"[^\d\s.．年]\s*[(（]?\d{1,3}[)）]?$", text) is not None
    )


def is_title(block: Block) -> bool:
    """True for a real heading, or a short line that reads as one: numbered or bold, with no sentence end."""
    text = block.text.strip()
    if block.kind == "heading":
        return bool(text)
    if block.kind != "paragraph" or not text or len(text) > _TITLE_LIMIT or text[-1] in _NOT_TITLE_END:
        return False
    if re.match(r"^(?:表|图)\s*\d+", text):
        return False
    number = title_number(text)
    if ("：" in text or ":" in text) and not (number and block.bold):
        return False
    if number and len(bare_title(text)) >= 2:
        return not re.search(r"[，,。；]", text) and not _is_dated(text, number)
    # A bold line may name the year of a part (2026年的工作计划); a date is no title.
    return (
        block.bold and 2 <= len(squeeze(text)) <= 24 and not re.search(r"[，。；\d]{2,}", _YEAR.sub("", text))
    )


def _is_dated(text: str, number: str) -> bool:
    """Whether a numbered line begins with a date or a share; the number itself is none of a year (6 年度计划)."""
    rest = text[len(number) :]
    if rest[:1].isspace() and re.match(r"\s+年度[^\d]+$", rest) and number in _FEW:
        return False
    return _DATED.search(_year_off(text, number)[:12]) is not None


def _year_off(text: str, number: str) -> str:
    """The line without a year that begins a part's title (七、2026年打算); after 1. it begins an entry of a list."""
    return text if number[0].isdigit() else _YEAR.sub("", text, count=1)


def _rank(block: Block, arabic: int, marks: dict[str, float]) -> float:
    """How far down a number or a mark stands by its style alone; small is high. 0 with neither."""
    number = title_number(block.text) or ""
    if re.match(r"第.+(?:部分|[章篇部])", number):
        return 1
    if re.match(rf"[{_FORMAL}]", number):
        return 1.5
    if _LEADING.match(number):
        return _CHINESE_RANK
    if re.match(rf"[（(][{_CHINESE}]+", number) or number.startswith("第"):
        return 4
    if re.match(r"\d", number):
        return arabic + len(re.findall(r"[.．\-](?=\d)", number))
    return 9 if number else marks.get(_mark(block), 0)


def _mark(block: Block) -> str:
    """The mark a title is set off by (◆), or the bracket it is framed in; empty where it has a number or neither."""
    text = squeeze(block.text)
    if title_number(block.text):
        return ""
    found = _MARK.match(text)
    return text[0] if found or _FRAMED.fullmatch(text) else ""


def _marks(titles: list[Block]) -> dict[str, float]:
    """Ranks of marks: one that comes before any number stands above all numbers, a later one below them; among marks,
    the one that comes first stands higher."""
    ranks: dict[str, float] = {}
    numbers = False
    for block in titles:
        numbers = numbers or bool(title_number(block.text))
        if (mark := _mark(block)) and mark not in ranks:
            ranks[mark] = (9.5 if numbers else 0.1) + 0.01 * len(ranks)
    return ranks


def levels_of(titles: list[Block]) -> dict[int, int]:
    """Levels by the styles of number that there are: 第X章, 一、, （一）, 1., 1.1, (1); where 1 stands before any （一）, it is
    above it. The highest style makes the first level, whatever size the titles are set in."""
    counted = _counted(titles)
    arabic = 5 if counted or _under_chinese(titles) else 3
    marks = _marks(titles)
    ranks = {id(b): _CHINESE_RANK if id(b) in counted else _rank(b, arabic, marks) for b in titles}
    numbered = {key for key, rank in ranks.items() if rank}
    order = {rank: level for level, rank in enumerate(sorted({ranks[key] for key in numbered}), 1)}
    plain = [b.level or 1 for b in titles if id(b) not in numbered]
    base = max(plain) if _over_numbers(titles, numbered) else 0
    raw = {id(b): base + order[ranks[id(b)]] if id(b) in numbered else b.level or 1 for b in titles}
    return raw if base else _under_numbers(titles, raw, numbered)


def _counted(titles: list[Block]) -> set[int]:
    """Titles that count from 一 on with nothing behind the numeral (二博士后工作站建设情况): a drawn page loses the blank."""
    found: set[int] = set()
    for block in titles:
        numeral = re.match(rf"[{_CHINESE}]{{1,2}}(?=[\u4e00-\u9fff]{{2}})", squeeze(block.text))
        if numeral and not title_number(block.text) and parse_numeral(numeral[0]) == len(found) + 1:
            found.add(id(block))
    return found if len(found) >= _MANY_NUMBERED else set()


def _over_numbers(titles: list[Block], numbered: set[int]) -> bool:
    """True where several titles without a number stand both before the first 1. and after the last: they are the parts,
    and what is numbered counts within them."""
    if any(_LEADING.match(title_number(b.text) or "") for b in titles if id(b) in numbered):
        return False
    at = [index for index, b in enumerate(titles) if id(b) in numbered]
    plain = [
        i for i, b in enumerate(titles) if id(b) not in numbered and not _OWN_PART.search(squeeze(b.text))
    ]
    before, after = (sum(i < at[0] for i in plain), sum(i > at[-1] for i in plain)) if at else (0, 0)
    return min(before, after) >= _MANY_NUMBERED


def _under_chinese(titles: list[Block]) -> bool:
    """True where 一、 or 第X章 leads, or （一） stands before the first 1."""
    numbers = [number for b in titles if (number := title_number(b.text))]
    if any(_LEADING.match(number) for number in numbers):
        return True
    first = next((number for number in numbers if re.match(rf"\d|[（(][{_CHINESE}]", number)), "")
    return first.startswith(("（", "("))


def _under_numbers(titles: list[Block], raw: dict[int, int], numbered: set[int]) -> dict[int, int]:
    """Where the parts are numbered, a title without a number is a part of the one above it."""
    if sum(raw[key] == 1 for key in numbered) < _MANY_NUMBERED:
        return raw
    above, levels = 0, dict(raw)
    for block in titles:
        if id(block) in numbered:
            above = raw[id(block)]
        elif above and not _OWN_PART.search(squeeze(block.text)):
            levels[id(block)] = max(raw[id(block)], above + 1)
    return levels


def meanings_of(title: str, checking: Checking) -> tuple[str, ...]:
    """The section rows a bare title stands for, the one whose expression covers most of it first; then those that a
    half of a double title (实施进度与经费) stands for in full."""
    covered = [(row.id, _covered(title, row)) for row in checking.sections]
    found = sorted((item for item in covered if item[1]), key=lambda item: -item[1])
    halves = [half for half in _DOUBLE.split(title) if half != title and len(half) >= _HALF]
    more = (row.id for row in checking.sections for half in halves if _covered(half, row) == len(half))
    return tuple(dict.fromkeys([name for name, _ in found] + list(more)))


def leaves_open(title: str, checking: Checking) -> bool:
    """True for a title that lists three or more matters (为什么建、建什么、怎么管) not all of which are known ones, unless as
    a whole it is one that asks for several things (场地、设备、资金和人员保障)."""
    bare = bare_title(title)
    known = [(row, covered) for row in checking.sections if (covered := _covered(bare, row))]
    if len(known) == 1 and len(known[0][0].content) >= _SEVERAL and known[0][1] >= len(bare) - _REST:
        return False
    items = [item for item in re.split("[与和及、，,]", bare) if item]
    return len(items) >= _ITEMS and not all(any(_covered(i, row) for row in checking.sections) for i in items)


def meanings_in(text: str, checking: Checking, *, whole: bool = False) -> tuple[str, ...]:
    """The section rows a part's own words speak for, for a part whose title says nothing known (怎么管); `whole`: only
    those of which they tell all, of rows that ask for several things (a place, machines, money and people)."""
    pieces = [squeeze(piece) for piece in re.split(r"[。；;\n]", text)]
    pieces.append(squeeze(text))
    spoken = [p for p in pieces if p and bare_label(re.split("[：:]", p)[0]) not in checking.fields_by_label]
    found = []
    for row in checking.sections:
        shown = sum(any(re.search(pattern, piece) for piece in spoken) for pattern in row.content)
        least = max(_SEVERAL, len(row.content)) if whole else row.least
        if row.content and shown >= least:
            found.append((row.id, shown / len(row.content)))
    return tuple(name for name, _ in sorted(found, key=lambda item: -item[1]))


def foreign(meanings: Iterable[str], stage: Stage | None, checking: Checking) -> bool:
    """True when every one of these parts belongs to papers of another stage."""
    named = set(meanings)
    rows = [row for row in checking.sections if row.id in named]
    return bool(rows) and all(row.required and stage not in row.required for row in rows)


def _covered(title: str, row: SectionRow) -> int:
    if any(re.search(p, title) for p in row.not_titles):
        return 0
    return max((len(m.group()) for p in row.titles if (m := re.search(p, title))), default=0)
