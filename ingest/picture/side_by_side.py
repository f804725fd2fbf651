"""Pages recognised side by side on the machine's cores and handed on in order, a few ahead at most."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from ingest.reading import Content, Part

_MOST_THREADS = 4
_BEAT_SECONDS = 5
Job = Callable[[], Part]


def in_order(jobs: Iterator[Job | Part], content: Content) -> Iterator[Part]:
    """The parts of the jobs in their order; a part that is ready passes through without a thread."""
    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    waiting: deque[Future[Part] | Part] = deque()
    with ThreadPoolExecutor(threads) as pool:
        for job in jobs:
            waiting.append(job if isinstance(job, Part) else pool.submit(job))
            while waiting and (len(waiting) > threads + 1 or isinstance(waiting[0], Part)):
                yield _settled(waiting.popleft(), content)
        while waiting:
            yield _settled(waiting.popleft(), content)


def _settled(item: Future[Part] | Part, content: Content) -> Part:
    if isinstance(item, Part):
        return item
    while True:
        try:
            return item.result(timeout=_BEAT_SECONDS)
        except TimeoutError:
            # One dense page can take longer on a busy machine than a file may be silent for.
            if not content.drawn_out:
                content.alive()
