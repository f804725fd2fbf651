"""Shares told one in an item of a list, each behind the same words (投入占比45%)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.document import Block, Place

_SHARE = re.compile(
    r"(?P<words>(?<!研发)(?:经费|预算|资金|支出|任务|工作|工作量|任务量|出资|投入)占比|权重)(?:约?为|是|:)?(?P<n>\d+(?:\.\d+)?)%"
)
_PERIOD = re.compile(r"20\d\d年|第[一二三四五\d]+[年期]|[一二三四]期|[一二三]季度|收入|市场")
"""Words of an item that has a whole of its own."""
_ITEMS = 3
"""Items at least that are read as the parts of one whole."""


@dataclass(frozen=True)
class Items:
    """What the shares of a list come to, and where the last of them stands."""

    sum: Decimal
    place: Place
    quote: str


def shares_of_items(reading: Reading) -> Iterator[Items]:
    """Runs of paragraphs of one level with one share each behind the same words, and none between them without."""
    run: list[tuple[Block, str, Decimal]] = []
    for block in (*reading.body, None):
        share = _share(block) if block is not None and block.kind == "paragraph" else None
        if run and (share is None or share[1] != run[0][1]):
            if len(run) >= _ITEMS:
                quote = "；".join(each.text.strip()[-24:] for each, _, _ in run)
                yield Items(sum((n for _, _, n in run), Decimal(0)), run[-1][0].place, quote)
            run = []
        if share is not None:
            run.append(share)


def _share(block: Block) -> tuple[Block, str, Decimal] | None:
    text = squeeze(block.text)
    found = list(_SHARE.finditer(text)) if not _PERIOD.search(text) else []
    return (block, found[0]["words"], Decimal(found[0]["n"])) if len(found) == 1 else None
