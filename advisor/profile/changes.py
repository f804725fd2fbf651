"""Tables of a change: a row for what is changed, a column for what was before and one for what is after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.pack.squeeze import bare_label, squeeze
from ingest.document import Block, Cell

_WHOSE = "(?:(?:建设|申报|依托|承担|运营|牵头|承建|变更)?(?:单位|企业|公司|机构|法人|学校|学院|医院|协会))?"
_SEAT = re.compile(rf"{_WHOSE}(?:住所|注册地址?|登记住所|登记地址|注册住所)(?:\(.*\))?")
"""The row for the registered address in a table of before and after; other people's (联合单位住所) are none."""
_NAME = re.compile(rf"{_WHOSE}(?:全称|名称)(?:\(.*\))?")
"""The row for the unit's name; a platform's and other people's are none."""
_TURNED = re.compile(
    "(?:变更|更名|迁址|调整)(?P<when>前|后)(?:的?(?:登记|核准)?(?:内容|情况|信息|事项))?$|^(?P<old>原)?(?:现|新)?登记(?:内容|情况|信息|事项)$"
)
"""The head of a column of such a table: 变更前, 变更后内容, 更名前情况, 原登记内容."""


def before_and_after(block: Block) -> Iterator[tuple[Cell, Cell]]:
    """The cells on the unit's name and its registered address, each after a label that says when (变更后名称)."""
    for label, when, cell in _turned(block):
        named = _NAME.fullmatch(label)
        if named or _SEAT.fullmatch(label):
            yield cell.model_copy(update={"text": when + ("名称" if named else "注册地址")}), cell


def rows_of_change(block: Block) -> set[int]:
    """The rows of such a table on names and addresses: the cell beside the label is not what is so now."""
    return {
        cell.row
        for label, _, cell in _turned(block)
        if label.endswith("名称") or _NAME.fullmatch(label) or _SEAT.fullmatch(label)
    }


def renamed(block: Block) -> set[str]:
    """The old and new names in rows on a name other than the unit's (平台名称) that is changed."""
    rows: dict[int, set[str]] = {}
    for label, _, cell in _turned(block):
        if label.endswith("名称") and not _NAME.fullmatch(label):
            rows.setdefault(cell.row, set()).add(squeeze(cell.text))
    return {name for names in rows.values() if len(names) > 1 for name in names}


def is_of_change(block: Block) -> bool:
    """Whether a table is one, with labels for its rows."""
    return next(_turned(block), None) is not None


def _turned(block: Block) -> Iterator[tuple[str, str, Cell]]:
    """The label of a row, which of the two columns a cell stands in, and the cell."""
    first = min((cell.row for cell in block.cells), default=0)
    heads = {c.column: bare_label(c.text) for c in block.cells if c.row == first}
    turned = {column: _when(found) for column, head in heads.items() if (found := _TURNED.search(head))}
    beside = [column for column in heads if column < min(turned, default=0)]
    if set(turned.values()) != {"变更前", "变更后"} or not beside:
        return
    labels = {cell.row: squeeze(cell.text) for cell in block.cells if cell.column == max(beside)}
    for cell in block.cells:
        if cell.row != first and cell.column in turned:
            yield labels.get(cell.row, ""), turned[cell.column], cell


def _when(head: re.Match[str]) -> str:
    return f"变更{head['when'] or ('前' if head['old'] else '后')}"
