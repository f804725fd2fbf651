"""The regular expressions of packs, compiled once.

`re` keeps 512 of them and a pack has more: without this every question and every check would compile hundreds anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

MOST = 20_000
"""patterns kept; several packs have some thousands each"""
KEPT = 4096
"""patterns that `re` itself keeps: those of the rows, some of them with the names of a submission put in"""

# No public name sets it. Where it is gone nothing breaks, and the test that a second report compiles nothing fails.
re._MAXCACHE = KEPT  # type: ignore[attr-defined]


@lru_cache(maxsize=MOST)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled. Raises re.error for a faulty one."""
    return re.compile(pattern)


def any_in(patterns: Iterable[str], text: str) -> bool:
    """Whether one of the patterns is found in the text."""
    return any(re.search(pattern, text) for pattern in patterns)
