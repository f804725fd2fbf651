"""The line before the readers: a few checks at once, the others are told how many come before them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Line:
    """First come, first served; `places` are worked on at once."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._here: list[object] = []
        self._lock = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[Callable[[], int]]:
        """Stand in line until the block ends; gives a function that tells how many come before, 0 when it is one's turn."""
        me = object()
        with self._lock:
            self._here.append(me)

        def ahead() -> int:
            with self._lock:
                place = self._here.index(me)
            return 0 if place < self._places else place

        try:
            yield ahead
        finally:
            with self._lock:
                self._here.remove(me)
