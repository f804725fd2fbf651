"""Papers bound into another one: a scan of several, annexes at the end of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, takewhile

from advisor.checks.case import Case
from advisor.pack.checking import MaterialRow
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from advisor.profile.titles import bare_title
from ingest.document import Block

_TITLE = 40
"""Characters of a paper's title at most."""
_WORDS = 3
"""Words of a material that stand under the title of such a paper; a mere mention of it has fewer."""
_ROWS = 3
"""Rows of a list, heads included, that is a paper by itself."""
_ANNEX = re.compile(r"^(?:附件?|附录)[一二三四五六七八九十\d]*[、.:：\-]*")


def is_bound_in(case: Case, material: MaterialRow) -> bool:
    """Whether a part or a page of some file is titled like the material and reads like it."""
    return any(True for _ in bound_in(case, material))


def bound_in(case: Case, material: MaterialRow) -> Iterator[str]:
    """The words of every part or page of a file that is titled like the material and reads like it.

    Under its title stand several of the material's words; a material of which a package may have many (proofs, lists)
    is there as well by a table.
    """
    for reading in case.readings:
        if reading.file.material == material.id:
            continue
        for title, blocks in _papers(reading):
            if _titled(material, title) and _reads_like(material, blocks):
                yield squeeze("\n".join(block.text for block in blocks))


def _papers(reading: Reading) -> Iterator[tuple[str, list[Block]]]:
    """Titles with the blocks below them: of parts, lower ones included, and of pages by their first line."""
    for index, section in enumerate(reading.sections):
        lower = takewhile(lambda later: later.level > section.level, reading.sections[index + 1 :])  # noqa: B023
        yield _bare(section.title), [b for part in (section, *lower) for b in part.blocks]
    for page, blocks in groupby(reading.body, key=lambda block: block.place.page):
        first, *rest = blocks
        if page is not None and first.kind in {"heading", "paragraph"}:
            yield _bare(first.text), rest


def _bare(title: str) -> str:
    return _ANNEX.sub("", bare_title(title))


def _titled(material: MaterialRow, title: str) -> bool:
    if not 2 < len(title) <= _TITLE or "。" in title:
        return False
    if any(re.search(pattern, title) for pattern in (*material.not_titles, *material.not_heads)):
        return False
    return any(re.search(pattern, title) for pattern in material.titles)


def _reads_like(material: MaterialRow, blocks: list[Block]) -> bool:
    text = squeeze("\n".join(block.text for block in blocks))
    if sum(re.search(word, text) is not None for word in material.words) >= _WORDS:
        return True
    tables = (block for block in blocks if block.kind == "table")
    return material.repeatable and any(len({c.row for c in table.cells}) >= _ROWS for table in tables)
