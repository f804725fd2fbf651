"""The one worker of this server: started when there is something to do, ended with the server."""

from __future__ import annotations

import logging
from threading import Lock

from advisor.errors import AdvisorError
from advisor.triage.intake import Worker
from advisor.web.staff.door import store

_workers: list[Worker] = []
_lock = Lock()


def wake() -> None:
    """There is something to do; the worker is started the first time. A store that is gone is tried again later."""
    try:
        with _lock:
            if not _workers:
                worker = Worker(store())
                worker.start()
                _workers.append(worker)
        _workers[0].wake()
    except AdvisorError as error:
        logging.getLogger(__name__).warning("triage worker: %s", error)


def rest() -> None:
    """Take nothing new: the server ends."""
    for worker in _workers:
        worker.stop()
