"""How soon the page is up, and how much room the plain install takes.

    python evals/startup.py [--environment]

Starts `app.py` twice and reports the second time (the first fills the system's caches); with --environment
also installs the plain package into a fresh virtual environment and weighs it. Prints one JSON object;
exit status 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 5.0
MOST_MEGABYTES = 700


@dataclass(frozen=True)
class Served:
    """A running page: its address, the seconds until it answered, and those the processor worked."""

    url: str
    seconds: float
    cpu_seconds: float


@contextmanager
def serving(patience: float = 60.0, **settings: str) -> Iterator[Served]:
    """The page in a process of its own on a free port, stopped afterwards.

    `settings` are set as ADVISOR_… variables. Raises RuntimeError with the process's own words when it
    does not come up within `patience` seconds.
    """
    with TemporaryDirectory() as data, Path(data, "log").open("w+", encoding="utf-8") as log:
        port = _free_port()
        given = {"port": str(port), "data": data, **settings}
        environment = {**os.environ, **{f"ADVISOR_{name.upper()}": value for name, value in given.items()}}
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://127.0.0.1:{port}/"
            if not _answers(url, process, begun + patience):
                log.seek(0)
                raise RuntimeError(f"the page did not come up:\n{log.read()}")
            yield Served(url, time.perf_counter() - begun, _cpu_seconds(process.pid))
        finally:
            process.terminate()
            process.wait(timeout=20)


def weigh_environment() -> int:
    """Megabytes that the plain package takes, installed into a fresh virtual environment."""
    with TemporaryDirectory() as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        pip = [f"{place}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, str(ROOT)], check=True)
        sizes = (path.lstat().st_blocks * 512 for path in Path(place).rglob("*"))
        return round(sum(sizes) / 1e6)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu_seconds(process: int) -> float:
    """Of the process alone; on a busy machine this says more than the clock. Nan where /proc is missing."""
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return float("nan")
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _answers(url: str, process: subprocess.Popen[bytes], until: float) -> bool:
    while time.perf_counter() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    return False


def main() -> int:
    """Measure, print, and say by the exit status whether the limits hold."""
    parser = argparse.ArgumentParser(description="time to the first page, room of the plain install")
    parser.add_argument("--environment", action="store_true", help="also weigh a fresh plain environment")
    wanted = parser.parse_args()
    with serving():
        pass
    with serving() as warm:
        figures: dict[str, float] = {
            "seconds_to_page": round(warm.seconds, 2),
            "cpu_seconds": round(warm.cpu_seconds, 2),
            "limit_seconds": MOST_SECONDS,
        }
    kept = figures["seconds_to_page"] <= MOST_SECONDS
    if wanted.environment:
        figures |= {"environment_mb": weigh_environment(), "limit_mb": MOST_MEGABYTES}
        kept = kept and figures["environment_mb"] <= MOST_MEGABYTES
    print(json.dumps(figures))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
