"""What the charts show: received and decided by day, by city and track against the plan, the commonest defects."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from advisor.drafting.sheet import Sheet, workbook
from advisor.pack.checking import load_checking
from advisor.pack.model import Pack
from advisor.triage.person import Person
from advisor.triage.store.cases import cases
from advisor.triage.words import DECISIONS

UNDECIDED, UNKNOWN = "未决定", "未认出"
_MOST = 12
COLOURS = {"通过初审": "1C6E46", "需补正": "D9982B", "不予推荐": "A8231B", UNDECIDED: "B8BEC6"}
BLUE, PALE = "14507A", "9FC3DC"
"""colours of the charts (RRGGBB), on the page and in the file alike"""


@dataclass(frozen=True)
class TrackCount:
    """A platform type: applications received and passed, and what the plan sets for the province, as it words it."""

    name: str
    received: int
    passed: int
    target: int | None
    words: str


@dataclass(frozen=True)
class Statistics:
    """Counts of the person's cases. `days`: day → received, decided; `cities`: city → decision → count."""

    days: dict[str, tuple[int, int]]
    cities: dict[str, dict[str, int]]
    tracks: tuple[TrackCount, ...]
    defects: tuple[tuple[str, int], ...]
    total: int


def statistics(engine: Engine, person: Person, pack: Pack, batch: int | None = None) -> Statistics:
    """Count the person's cases, of one batch or of all."""
    found = [case for case in cases(engine, person, batch, whole=True) if case.state == "done"]
    received = Counter(case.received.astimezone().date().isoformat() for case in found if case.received)
    decided = Counter(
        case.decided.astimezone().date().isoformat() for case in found if case.decided and case.decision
    )
    cities: dict[str, dict[str, int]] = {}
    for case in found:
        name = DECISIONS.get(case.decision or "", UNDECIDED)
        counts = cities.setdefault(case.office or case.city or UNKNOWN, {})
        counts[name] = counts.get(name, 0) + 1
    folder = Path(pack.folder)
    titles = {row.id: row.title for row in load_checking(folder.parent, folder.name).checks}
    # In how many submissions, not how often: one careless form must not lead the list.
    defects = Counter(check for case in found for check in {f["check"] for f in case.row.get("findings", [])})
    applications = [case for case in found if case.stage == "application"]
    return Statistics(
        days={day: (received[day], decided[day]) for day in sorted({*received, *decided})},
        cities=cities,
        tracks=tuple(
            TrackCount(
                name=info.short,
                received=sum(case.track == info.id for case in applications),
                passed=sum(case.track == info.id and case.decision == "passed" for case in applications),
                target=pack.parameter(info.target),
                words=target_words(pack, info.target),
            )
            for info in pack.info.tracks
        ),
        defects=tuple((titles.get(check, check), count) for check, count in defects.most_common(_MOST)),
        total=len(found),
    )


def target_words(pack: Pack, parameter: str) -> str:
    """The plan's number with the hedge it stands with in the text (左右), cut from the clause."""
    import re

    spec = pack.info.parameters.get(parameter)
    clause = pack.clause(spec.clause) if spec else None
    found = re.search(spec.pattern, clause.text) if spec and clause else None
    if found is None or clause is None or spec is None:
        return ""
    after = clause.text[found.end(1) :].removeprefix(spec.unit)
    hedge = next((word for word in pack.info.hedges if after.startswith(word)), "")
    return f"{found[1]}{spec.unit}{hedge}"


def statistics_book(found: Statistics) -> bytes:
    """The counts as .xlsx with their charts drawn in it."""
    decisions = [*DECISIONS.values(), UNDECIDED]
    days = [[day, *counts] for day, counts in found.days.items()]
    cities = [[city, *(counts.get(each, 0) for each in decisions)] for city, counts in found.cities.items()]
    tracks = [[t.name, t.received, t.passed, t.words] for t in found.tracks]
    defects = [list(each) for each in found.defects]
    return workbook(
        [
            Sheet("按日", ["日期", "收到", "决定"], days, [14, 10, 10], chart="bar", colours=(PALE, BLUE)),
            Sheet(
                "按市",
                ["市", *decisions],
                cities,
                [12, 12, 12, 12, 12],
                chart="stacked",
                colours=list(COLOURS.values()),
            ),
            Sheet(
                "按类型",
                ["平台类型", "收到", "通过初审", "全省规划数"],
                tracks,
                [22, 10, 12, 16],
                chart="bar",
                colours=(PALE, BLUE),
            ),
            Sheet("常见问题", ["问题", "材料数"], defects, [44, 10], chart="bar", colours=(BLUE,)),
        ]
    )
