"""Tables of a change: a row for what is changed, a column for what was before and one for what is after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.pack.squeeze import bare_label, squeeze
from ingest.document import Block, Cell

_SEAT = re.compile(
    r"(?:建设单位|申报单位|单位|企业|公司)?(?:住所|注册地址?|登记住所|登记地址|注册住所)(?:\(.*\))?"
)
"""The row for the registered address in a table of before and after; other people's (联合单位住所) are none."""
_NAME = re.compile(r"(?!.*(?:平台|联合|合作|参建|共建|推荐|项目|股东|部门)).*名称.*")
_TURNED = re.compile("(?:变更|更名|迁址|调整)(前|后)(?:的?(?:登记|核准)?(?:内容|情况|信息|事项))?$")
"""The head of a column of such a table: 变更前, 变更后内容, 更名前情况."""


def before_and_after(block: Block) -> Iterator[tuple[Cell, Cell]]:
    """The cells on the unit's name and its registered address, each after a label that says when (变更后名称)."""
    first = min(cell.row for cell in block.cells)
    heads = {c.column: bare_label(c.text) for c in block.cells if c.row == first}
    turned = {column: "变更" + found[1] for column, head in heads.items() if (found := _TURNED.search(head))}
    if len(turned) < 2:
        return
    labels = {cell.row: cell.text for cell in block.cells if cell.column == min(heads)}
    for cell in block.cells:
        label = squeeze(labels.get(cell.row, ""))
        named = _NAME.fullmatch(label)
        if cell.row != first and cell.column in turned and (named or _SEAT.fullmatch(label)):
            head = cell.model_copy(update={"text": turned[cell.column] + ("名称" if named else "注册地址")})
            yield head, cell
