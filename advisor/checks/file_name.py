"""File names against the round's pattern; silent where the round sets none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from advisor.checks.case import Case, Findings, Row


def check(case: Case, row: Row) -> Findings:
    """Every recognised file whose material has a pattern it does not follow."""
    patterns = case.rules.file_names if case.rules else {}
    for reading in case.readings:
        pattern = patterns.get(reading.file.material or "")
        name = PurePosixPath(reading.path).name
        if pattern and not re.fullmatch(pattern, PurePosixPath(name).stem):
            yield row.finding(file=reading.path, name=name, pattern=pattern)
