"""The files in deploy/ say what is true of the program: its settings, its paths, its lock file."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
import yaml

from advisor.settings import Settings
from tests.house.tree import ROOT

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
LOCKED = re.compile(r"^([\w.-]+)==\S+", re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_named_is_one(path: object) -> None:
    named = re.findall(r"ADVISOR_(\w+?)(?=[=:\s]|$)", (DEPLOY / str(path)).read_text("utf-8"))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_compose_runs_replicas_without_rights_and_without_the_world() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    app = services["services"]["app"]
    assert app["deploy"]["replicas"] >= 2
    assert app["read_only"]
    assert app["cap_drop"] == ["ALL"]
    assert "ports" not in app
    assert services["networks"]["inside"]["internal"]
    assert app["networks"] == ["inside"]


def test_the_image_does_not_run_as_root_and_copies_what_is_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER 10001$", text, re.MULTILINE)
    copied = [
        name for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE) for name in line.split()
    ]
    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    let_in = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert set(copied) <= let_in


def test_the_proxy_lets_through_no_more_than_a_little_above_the_limit() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    limit = Settings.model_fields["upload_mb"].default
    (general, *_) = [int(size) for size in re.findall(r"client_max_body_size (\d+)m", text)]
    assert limit < general <= limit * 1.1
    assert "metrics" in text


@pytest.mark.parametrize("script", sorted(DEPLOY.glob("*.sh")), ids=lambda path: path.name)
def test_a_script_can_be_read_by_the_shell(script: object) -> None:
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_every_dependency_of_the_plain_install_is_locked_with_a_hash() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [
        *project["dependencies"],
        *(line for name in ("ocr", "mcp", "openai", "desk", "postgres") for line in extras[name]),
    ]
    text = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {_plain(name) for name in LOCKED.findall(text)}
    assert [line for line in wanted if _plain(re.split(r"[\[<>=~; ]", line)[0]) not in locked] == []
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[\w.-]+==)", text))
    assert "://" not in text


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
