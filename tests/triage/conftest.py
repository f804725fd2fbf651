"""Small made-up submissions: a form in plain text is enough for a batch, and reads in no time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine

from advisor.domain import Finding, Level
from advisor.triage.model import Examined, Extract, SubmissionRow
from advisor.triage.person import Person
from advisor.triage.store.batches import finish, hand_in, keep, take
from advisor.triage.store.cases import cases
from advisor.triage.store.database import open_store
from advisor.triage.store.tables import Case
from ingest.codes import subject_check, unified_code_check

BATCHES = sorted((Path(__file__).parent / "batches").glob("*.yaml"))
Lay = Callable[[dict[str, object]], Path]


def code(number: int, region: str = "370102") -> str:
    """A credit code that obeys GB 32100-2015."""
    subject = f"{number:08d}"
    body = "91" + region + subject + subject_check(subject)
    return body + unified_code_check(body)


def form(number: int, given: dict[str, str], prose: list[str]) -> str:
    """An application form as text; `given` replaces what is made up from the number."""
    cells = {
        "申报单位": f"济南{number}号示例软件有限公司",
        "统一社会信用代码": code(number),
        "注册地址": f"山东省济南市历下区示例路{number}号",
        "平台名称": f"第{number}方向创新实验室",
        "平台类型": "数字经济创新实验室",
        "平台负责人": f"闻人{chr(0x6C5F + number)}",
        "联系人": f"上官{chr(0x6C5F + number)}",
        "联系电话": f"1380000{number:04d}",
    } | given
    lines = [f"{label}：{value}" for label, value in cells.items() if value]
    return "\n".join(["山东省数字经济创新实验室申报书", *lines, "一、工作基础", *prose])


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Writes a batch described as data and returns its folder."""

    def write(batch: dict[str, object]) -> Path:
        folder = tmp_path / "batch"
        submissions: dict[str, dict[str, object]] = batch["submissions"]  # type: ignore[assignment]
        for number, (name, item) in enumerate(submissions.items(), start=1):
            target = folder / name
            target.mkdir(parents=True)
            cells = {str(key): str(value) for key, value in dict(item.get("cells") or {}).items()}  # type: ignore[call-overload]
            text = form(number, cells, list(item.get("prose") or []))  # type: ignore[call-overload]
            (target / "申报书.txt").write_text(text, "utf-8")
            for file, lines in dict(item.get("files") or {}).items():  # type: ignore[call-overload]
                (target / file).write_text("\n".join(lines), "utf-8")
        return folder

    return write


PROVINCE = Person("sheng", "李省厅", "province")
JINAN = Person("jinan", "王济南", "city", "济南")
QINGDAO = Person("qingdao", "赵青岛", "city", "青岛")
LOOKER = Person("looker", "孙只读", "reader", "济南")
FINDING = Finding(check="file.duplicate", level="warning", basis="practice", message="相同")


@pytest.fixture(scope="session")
def server() -> Iterator[str | None]:
    """The address of a PostgreSQL server of the tests' own; None where none is installed."""
    from tests.triage.databases import postgres, program

    if not program("initdb"):
        yield None
        return
    with postgres() as running:
        yield running.url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, server: str | None) -> Iterator[Engine]:
    """An empty store on each of the databases."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    if request.param == "postgresql":
        from tests.triage.databases import fresh

        if server is None:
            pytest.skip(
                "no PostgreSQL server is installed on this machine (.ci/system installs it on Debian)"
            )
        url = fresh(server, f"t{os.getpid()}_{next(_NUMBERS)}")
    opened = open_store(url)
    yield opened
    opened.dispose()


_NUMBERS = iter(range(10**6))


def examined(name: str, city: str | None, level: Level = "warning") -> Examined:
    """A submission as if it had been read, with one finding."""
    finding = FINDING.model_copy(update={"level": level})
    row = SubmissionRow(
        id=name, city=city, unit_name=f"{name}公司", outcome="fix", findings=(finding,), first=finding
    )
    return Examined(fingerprint="x", row=row, extract=Extract(id=name))


def put(
    engine: Engine, person: Person, batch: str, *, level: Level = "warning", **cities: str | None
) -> list[Case]:
    """A batch of finished submissions in the store, by name and city; its cases."""
    number = hand_in(engine, person, batch, [Path(name) for name in cities], {})
    assert take(engine, number, "test")
    for name, city in cities.items():
        assert keep(engine, number, examined(name, city, level))
    finish(engine, number, "test", [])
    return cases(engine, person, number)


def load(path: Path) -> dict[str, object]:
    """A batch file."""
    value: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return value
