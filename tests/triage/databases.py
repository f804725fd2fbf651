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


class Server:
    """A PostgreSQL server in a folder; it refuses to run as root, so root lends it a user."""

    def __init__(self, place: str) -> None:
        initdb = program("initdb")
        assert initdb
        self.place, self.port = place, _free_port()
        self.url = f"postgresql://tests@127.0.0.1:{self.port}"
        self.owner = {"user": "postgres"} if os.geteuid() == 0 else {}
        if self.owner:
            shutil.chown(place, "postgres")
        subprocess.run(
            [initdb, "-D", f"{place}/data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            **self.owner,  # type: ignore[call-overload]
        )
        self.start()

    def start(self) -> None:
        """Start it, for the first time or again, and wait until it answers."""
        server = program("postgres")
        assert server
        where = ["-D", f"{self.place}/data", "-p", str(self.port), "-k", self.place, "-h", "127.0.0.1"]
        self.process = subprocess.Popen(
            [server, *where, "-c", "fsync=off"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self.owner,  # type: ignore[call-overload]
        )
        _wait(f"{self.url}/postgres", self.process)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT lets every connection go, SIGQUIT is as if it had crashed."""
        self.process.send_signal(how)
        self.process.wait(timeout=20)


@contextmanager
def postgres() -> Iterator[Server]:
    """A server that lives as long as this."""
    with tempfile.TemporaryDirectory(prefix="pg-") as place:
        server = Server(place)
        try:
            yield server
        finally:
            # SIGTERM would wait for every connection a failed test left open.
            server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
