"""The databases the store is tested on: SQLite, and a PostgreSQL server of the tests' own where one is installed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def program(name: str) -> str | None:
    """Where a program of PostgreSQL lies; Debian keeps them off the path."""
    found = [path for place in PLACES for path in sorted(Path("/").glob(f"{place[1:]}/{name}"))]
    return str(found[-1]) if found else shutil.which(name)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as this; it refuses to run as root, so root lends it a user."""
    initdb, server = program("initdb"), program("postgres")
    assert initdb
    assert server
    owner = {"user": "postgres"} if os.geteuid() == 0 else {}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="pg-") as place:
        if owner:
            shutil.chown(place, "postgres")
        data = f"{place}/data"
        subprocess.run(
            [initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            **owner,  # type: ignore[call-overload]
        )
        process = subprocess.Popen(
            [server, "-D", data, "-p", str(port), "-k", place, "-h", "127.0.0.1", "-c", "fsync=off"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **owner,  # type: ignore[call-overload]
        )
        try:
            url = f"postgresql://tests@127.0.0.1:{port}"
            _wait(f"{url}/postgres", process)
            yield url
        finally:
            # SIGTERM would wait for every connection a failed test left open.
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def fresh(url: str, name: str) -> str:
    """A new empty database on the server."""
    engine = create_engine(_driven(f"{url}/postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{url}/{name}"


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    import time

    for _ in range(200):
        assert process.poll() is None, "the server did not start"
        try:
            create_engine(_driven(url)).connect().close()
        except Exception as error:
            last = error
            time.sleep(0.05)
        else:
            return
    raise last


def _driven(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
