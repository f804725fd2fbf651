"""Parts of a form that are one long table: their titles stand in rows of their own, with the text in the row below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.checks.case import Case
from advisor.checks.unseen import drawn_in, hidden_in
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from advisor.profile.titles import bare_title, meanings_of
from ingest.document import Block, Cell

_TITLE = re.compile(
    r"(?:第[一二三四五六七八九十]+(?:部分|[章节])|[一二三四五六七八九十]+、)\s*\S.{0,20}[^。；;]"
)
"""How a part is titled; one style of numbers in one form."""
_FOR_OTHERS = re.compile(
    "其他|其它|备注|附件|说明|意见|签[字章]|审批|审核|评审|结论|承诺|获奖|如有|由.{1,10}填写"
)
"""Parts that may stay blank."""


def bare_title_rows(case: Case, reading: Reading) -> Iterator[Cell]:
    """Titles with a blank row below them and the next title behind it, in a table in which other titles have their text
    below them; parts for others to fill in, or to be drawn in, are none."""
    forms = {row.id for row in case.checking.sections if row.form}
    for block in reading.document.tables():
        rows = _rows(block)
        titles = [_title_of(row) for row in rows]
        filled = [
            at for at in range(len(rows) - 1) if titles[at] and not titles[at + 1] and _words(rows[at + 1])
        ]
        for at in range(len(rows) - 2) if filled else ():
            title, following = titles[at], titles[at + 2]
            if title is None or following is None or _words(rows[at + 1]) or _FOR_OTHERS.search(title.text):
                continue
            places = [reading.place(cell.start, cell.end) for cell in rows[at + 1]]
            seen = any(drawn_in(reading, place) or hidden_in(reading, place) for place in places)
            alike = _style(title) == _style(following)
            meanings = set(meanings_of(bare_title(title.text), case.checking))
            if alike and not seen and meanings and not forms & meanings:
                yield title


def _rows(block: Block) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[at] for at in sorted(rows)]


def _words(row: list[Cell]) -> list[Cell]:
    return [cell for cell in row if squeeze(cell.text)]


def _title_of(row: list[Cell]) -> Cell | None:
    """The one cell of a row that says something, where it reads as the numbered title of a part."""
    told = _words(row)
    return told[0] if len(told) == 1 and _TITLE.fullmatch(told[0].text.strip()) else None


def _style(title: Cell) -> bool:
    return title.text.strip().startswith("第")
