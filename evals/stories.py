"""How well stories are read: the facts of the asker, and what is asked of them.

    python -m evals.stories [FILE.yaml ...] [--today 2026-11-23] [--verbose]

Each story of `knowledge/<pack>/stories/` says which facts it tells of the asker (`facts`; `maybe` where two readings
hold) and which routes are right (`case`, `which`, `point`). Prints, by fact, how many were found rightly, found
falsely and missed, and the share of right routes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from advisor.answer.ask import index_of
from advisor.answer.decide import decide
from advisor.answer.understand import Turn, understand
from advisor.domain import Fact
from advisor.pack.load import open_pack
from advisor.pack.model import Pack

MODES = {"case": "case", "which": "which", "entries": "point", "unknown": "point", "off-topic": "point"}


def differences(
    story: Mapping[str, Any], found: Mapping[str, Fact], today: date
) -> tuple[list[str], list[str]]:
    """Names of the facts found falsely and of those missed; a wrong value is both."""
    wanted, maybe = story.get("facts") or {}, story.get("maybe") or {}
    right = {
        name
        for name, value in wanted.items()
        if name in found and (same(found[name], value, today) or same(found[name], maybe.get(name), today))
    }
    falsely = [
        name
        for name, fact in found.items()
        if name not in right and not (name not in wanted and name in maybe)
    ]
    return falsely, [name for name in wanted if name not in right]


def same(fact: Fact, value: Any, today: date) -> bool:
    """Whether a fact has the value; of events every grade must agree, and the year where one is said."""
    if value is None:
        return False
    if fact.sightings[0].label == "total":
        return str(fact.value - 1) == str(value)
    if not isinstance(value, list):
        return str(fact.value).lower() == str(value).lower()
    told = [each.value for each in fact.sightings if isinstance(each.value, Mapping)]
    return bool(told) and any(_same_event(told[0], each, today) for each in value)


def _same_event(told: Mapping[str, Any], wanted: Mapping[str, Any], today: date) -> bool:
    if told["grade"].removesuffix("_certified") != wanted["value"]:
        return False
    said = str(wanted.get("date") or "")
    if not said:
        return True
    year = int(said[:4])
    return told["earliest"] is not None and told["earliest"].year <= year <= told["latest"].year


def measure(path: Path, pack: Pack, today: date, verbose: bool = False) -> dict[str, Any]:
    """Counts of a file: right, false and missed facts by name, and right routes."""
    counts: dict[str, Counter[str]] = {"right": Counter(), "false": Counter(), "missed": Counter()}
    routes = 0
    stories = yaml.safe_load(path.read_text(encoding="utf-8"))
    for story in stories:
        turns = [Turn(role="user", content=text) for text in story.get("history") or ()]
        asked = understand(story["q"], pack, today, turns)
        falsely, missed = differences(story, asked.facts, today) if "facts" in story else ([], [])
        counts["false"].update(falsely)
        counts["missed"].update(missed)
        counts["right"].update(name for name in story.get("facts") or {} if name not in missed)
        mode = MODES[decide(asked, pack, index_of(pack), today).mode]
        routes += mode in story["route"]
        if verbose and (falsely or missed or mode not in story["route"]):
            _show(story, asked.facts, falsely, missed, mode)
    return {"counts": counts, "routes": routes, "stories": len(stories)}


def _show(
    story: Mapping[str, Any], found: Mapping[str, Fact], falsely: list[str], missed: list[str], mode: str
) -> None:
    print(" | ".join([*(story.get("history") or []), story["q"]]))
    for name in falsely:
        print(f"    - {name}={found[name].value} “{found[name].sightings[0].quote}”")
    for name in missed:
        print(f"    + {name}={story['facts'][name]}")
    if mode not in story["route"]:
        print(f"    route {mode}, not {story['route']}")


def main() -> None:
    """Measure the files named, or all of the default pack."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    pack = open_pack()
    for path in chosen.files or sorted((Path(pack.folder) / "stories").glob("*.yaml")):
        found = measure(path, pack, chosen.today, chosen.verbose)
        counts = found["counts"]
        print(f"{path.name}: routes {found['routes']}/{found['stories']}")
        for name in sorted({name for each in counts.values() for name in each}):
            print(
                f"  {name}: right {counts['right'][name]}, false {counts['false'][name]}, missed {counts['missed'][name]}"
            )


if __name__ == "__main__":
    main()
