"""The parts of a document while it is being cut at its titles; lists whose lines read as titles are no parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from advisor.pack.checking import Checking
from advisor.profile.titles import bare_title, meanings_of, title_number
from ingest.document import Block

_LISTED = 3
"""Titles in a row that name papers make a list."""
_MOSTLY = 0.6
"""Share of such a row that must name papers."""


@dataclass
class Part:
    """A heading and its own blocks, while the document is being cut."""

    head: Block | None
    level: int = 0
    blocks: list[Block] = field(default_factory=list)


def without_lists(parts: list[Part], checking: Checking) -> list[Part]:
    """Lines of a list (of attachments) that read as titles are words of the part above them: nothing stands under
    them, and they lie below that part, count up from one, or go on where the lines above have counted to."""
    lists = {row.id for row in checking.sections if row.lists}
    papers = _papers(parts, checking)
    kept: list[Part] = []
    items = 0
    for index, part in enumerate(parts):
        head, after = part.head, parts[index + 1] if index + 1 < len(parts) else None
        above = kept[-1] if kept else None
        bare = head is not None and not part.blocks and (after is None or after.level <= part.level)
        if head is not None and bare and above is not None and above.head is not None:
            led = above.blocks[-1].text.strip() if above.blocks and not items else ""
            lead = led.rstrip("：:") if led.endswith(("：", ":")) else above.head.text
            own = set(meanings_of(bare_title(lead), checking)[:1]) if not items else lists
            counted = re.match(r"[(（]?(\d+)", title_number(head.text) or "")
            in_turn = counted is not None and int(counted[1]) == items + 1
            listed = id(part) in papers or (own & lists and (part.level > above.level or in_turn))
            if listed or (counted is not None and _continues(above.blocks, int(counted[1]))):
                above.blocks.append(head)
                items += 1
                continue
        if head is not None and above is not None and _ends_attachments(part, above.blocks):
            above.blocks += [head, *part.blocks]
            continue
        kept.append(part)
        items = 0
    return kept


def _ends_attachments(part: Part, above: list[Block]) -> bool:
    """Whether a line is the last of the attachments counted right above (附件：1. …, 2. …): what stands below it, the
    signatures and the day, goes on with the part. Where sentences stand below, it is a title after all."""
    counted = re.match(r"[(（]?(\d+)", title_number(part.head.text) or "") if part.head else None
    number = int(counted[1]) if counted else 0
    if not 1 < number <= len(above) + 1 or any("。" in block.text for block in part.blocks):
        return False
    return above[1 - number].text.strip().startswith("附") and _continues(above, number)


def _continues(above: list[Block], number: int) -> bool:
    """Whether the lines right above are the items before it (附件：1. …, 2. …), counted down to the first one."""
    before = [block.text for block in above[max(0, len(above) - number + 1) :] if block.kind != "table"]
    return 1 < number == len(before) + 1 and all(
        re.match(
            rf"\s*(?:[^\d。：:]{{1,8}}[：:]\s*)?[(（]?{at}[)）.．、]\s*(?:[^\d\s]|20\d\d年)[^。；;]{{1,40}}$",
            text,
        )
        for at, text in enumerate(before, 1)
    )


def _papers(parts: list[Part], checking: Checking) -> set[int]:
    """Runs of titles with nothing below, most of which name a paper (…证书、…复印件): a list, whatever stands above it."""
    ends = checking.words("paper_ends")
    found: set[int] = set()
    runs = groupby(
        parts,
        key=lambda part: part.head is not None and not part.blocks and bool(title_number(part.head.text)),
    )
    for bare, group in runs:
        run = list(group)
        named = [part for part in run if bare and part.head and bare_title(part.head.text).endswith(ends)]
        if ends and len(named) >= _LISTED and len(named) >= _MOSTLY * len(run):
            # What comes before the first and after the last paper named may be a part left empty.
            first, last = run.index(named[0]), run.index(named[-1])
            found |= {id(part) for part in run[first : last + 1]}
    return found
