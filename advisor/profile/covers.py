"""The document's own title on its cover, which is no part of what it says."""

from __future__ import annotations

import re

from advisor.pack.squeeze import squeeze
from advisor.profile.titles import title_number
from ingest.document import Block

_DOCUMENT = re.compile(r"(?:方案|申[报请]书|申[报请]表|报告|总结|材料|备案表|请示)(?:[(（].*)?$")
_YEAR_AND_PLAN = re.compile(
    r"(?:总结|报告|小结|年报)[》”)）]?(?:以?及|与|和|暨|并|、|/)?.{0,12}(?:计划|打算|安排|思路)(?:报告|书)?(?:[(（].*)?$"
)
"""A report's name that tells of the year and of the plan (2025年度工作总结和2026年度工作计划)."""
_PLAN = re.compile(r"(?:以?及|与|和|暨|并)?20\d{2}年度?(?:工作)?(?:计划|打算|安排)(?:报告|书)?$")
_FIRST = 3
"""Titles among which the document's own stands, where none has a number."""


def covers(titles: list[Block]) -> set[int]:
    """The document's own title, in lines before the first numbered heading: no section, whatever its words. Where no
    heading has a number, only a title that tells of the year and of the plan is known for it."""
    numbered = [index for index, block in enumerate(titles) if title_number(block.text)]
    found = {id(b) for b in titles[: min(numbered, default=0)] if _DOCUMENT.search(squeeze(b.text))}
    for index, block in enumerate(titles[: min(numbered, default=_FIRST)]):
        goes_on = index > 0 and _goes_on(titles[index - 1], block)
        if goes_on or _YEAR_AND_PLAN.search(squeeze(block.text)):
            found.add(id(block))
    return found


def _goes_on(above: Block, block: Block) -> bool:
    """A title over two lines (2025年度工作总结 / 暨2026年度工作计划)."""
    between = (block.place.start or 0) - (above.place.end or 0)
    names = _DOCUMENT.search(squeeze(above.text)) and _PLAN.match(squeeze(block.text))
    return bool(names) and between <= 1
