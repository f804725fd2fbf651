"""What a newcomer does: clone, the README's commands one after the other, the tutorial. Everything is new but pip's cache.

Minutes long, since it installs: `make newcomer`, which CI runs after the tests. Only what is committed is cloned.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docs.walkthrough import follow, steps
from tests.house.tree import ROOT
from tests.web.sample import application_form

pytestmark = pytest.mark.newcomer
READMES = ("README.md", "README.zh-CN.md")
SERVE = "$ make run"
INSTALL_SECONDS = 600
"""for the environment and the page together, on a busy machine whose pip has to fetch everything"""
NARROW = {"COLUMNS": "80"}
"""the terminal in which the README's output was made"""
OURS = ("ADVISOR_", "PYTHON", "VIRTUAL_ENV", "PYTEST_", "MAKE")


@pytest.fixture(scope="module")
def clean() -> Iterator[None]:
    """No variable of this run reaches the newcomer's commands."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(OURS)]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="module")
def clone(clean: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of its own."""
    place = tmp_path_factory.mktemp("newcomer") / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place)], check=True)
    return place


def commands(readme: str) -> list[str]:
    """The commands a README tells its reader to give, in order."""
    told = [step.body for step in steps((ROOT / readme).read_text("utf-8")) if not step.path]
    return [line for body in told for line in body.splitlines() if line.startswith("$ ")]


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str, body: bytes | None = None) -> bytes | None:
    """What stands at an address, None while nobody answers there."""
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return None


@contextmanager
def running(command: str, clone: Path) -> Iterator[str]:
    """The page as the command brings it up, until it answers; ended with everything it started."""
    port = free_port()
    with (clone.parent / "log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=clone,
            env={**os.environ, "ADVISOR_PORT": str(port)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            url, end = f"http://127.0.0.1:{port}", time.monotonic() + INSTALL_SECONDS
            while answers(f"{url}/readyz") is None:
                log.seek(0)
                assert process.poll() is None, log.read()
                assert time.monotonic() < end, log.read()
                time.sleep(1)
            yield url
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def page(clone: Path) -> Iterator[str]:
    """The page of the clone, brought up by the README's first command, which also installs."""
    with running(commands(READMES[0])[0].removeprefix("$ "), clone) as url:
        yield url


def test_both_readmes_tell_the_same() -> None:
    first, second = (commands(readme) for readme in READMES)
    assert first == second
    assert first[0] == SERVE


def test_the_page_comes_up_and_answers(page: str) -> None:
    assert "申创通" in (answers(f"{page}/") or b"").decode()
    asked = json.dumps({"question": "平台有效期几年？"}).encode()
    given = json.loads(answers(f"{page}/api/v1/ask", asked) or b"{}")
    assert given["citations"][0]["clause"].endswith("/5.2")


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("readme", READMES)
def test_what_a_readme_shows_is_what_its_commands_print(clone: Path, readme: str) -> None:
    text = (clone / readme).read_text("utf-8")
    shown = [step.body for step in steps(text) if SERVE not in step.body and step.body.count("\n") > 2]
    assert shown
    for body in shown:
        block = f"```console\n{body}```\n"
        assert follow(block, clone, NARROW) == block


@pytest.mark.usefixtures("page")
def test_the_other_commands_of_the_readme_work(clone: Path) -> None:
    papers = clone / "申报材料"
    papers.mkdir()
    application_form(papers / "申报书.docx")
    for command in commands(READMES[0])[1:]:
        line = command.removeprefix("$ ")
        ran = subprocess.run(["bash", "-c", line], cwd=clone, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout
    assert "智能制造研究中心" in (clone / "报告.html").read_text("utf-8")
    shutil.rmtree(papers)


@pytest.mark.usefixtures("page")
def test_the_tutorial_works_in_the_clone(clone: Path) -> None:
    text = (clone / "docs/write-a-pack.md").read_text("utf-8")
    assert follow(text, clone) == text
