"""Of which year a figure is, by the label beside it or the sentence that tells it."""

from __future__ import annotations

import re

from advisor.profile.reading import Reading

YEAR = re.compile(r"(20\d{2})年")
OF_YEAR = re.compile(r"本年度?|当年|全年")
_UNITS_OWN = "公司|单位|学校|学院|医院|协会|机构"
_OWN_LEAD = (
    r"(?:本年度?|全年|当年|[本我](?:公司|单位|机构|院|校|所|司|{nouns})|{units}|{nouns}|"
    r"目前|现有|共有|拥有|配有|共|总|有|实现|完成|的)*(?:专职|全职)?"
)
"""All that a clause says before a figure of the unit, or the platform (`nouns`), as a whole."""
_FROM = re.compile(r"[^,。;]{0,6}(?:由|自筹|拨付|补助)")
"""Where a sum comes from: what is planned, not what was spent."""
_OTHER_TIME = re.compile(
    r"20\d\d|[去上前明来次]年|上年度|同期|累计|[近前后今][一二两三]年|[一二两三]年来|计划|预计|拟|将|目标|要求|任务书|应当?|季度|[上下]半年|月"
)
"""Words for a time that is not the year reported, or not the whole of it."""


def year_in(text: str) -> str:
    """The year that a text gives, or is; empty without one."""
    found = YEAR.search(text) or re.match(r"(20\d{2})$", text)
    return found.group(1) if found else ""


def leads_own(reading: Reading, told: str) -> bool:
    """Whether the clause says nothing before a figure but that it is the unit's or the platform's own."""
    nouns = reading.checking.any_of(("platform_nouns",)) or "(?!)"
    return (
        re.fullmatch(_OWN_LEAD.format(nouns=nouns, units=_UNITS_OWN), re.split(r"[,。;:]", told)[-1])
        is not None
    )


def labelled_year(label: str, now: int | None, reported: str) -> str:
    """The year a label gives; 本年度 is the one `reported`."""
    return year_in(label) or _last(label, now) or (reported if OF_YEAR.match(label) else "")


def spoken_year(reading: Reading, text: str, found: re.Match[str], reported: str) -> str:
    """The year nearest before the number, when only one stands in the sentence before it; the one `reported` where the
    sentence speaks of no time, and the clause of nothing but the unit and the figure."""
    own = leads_own(reading, text[: found.start()]) and not _FROM.match(text[found.end() :])
    if reported and own and not _OTHER_TIME.search(text):
        return reported
    at = found.start("n")
    years = YEAR.findall(text[:at])
    return years[-1] if years and len(set(years)) == 1 and len(set(YEAR.findall(text))) == 1 else ""


def _last(label: str, now: int | None) -> str:
    """上年: the year before that of the round."""
    return str(now - 1) if now and re.match(r"\s*(?:上年|上一年|去年)", label) else ""
