"""Small made-up submissions: a form in plain text is enough for a batch, and reads in no time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

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


def load(path: Path) -> dict[str, object]:
    """A batch file."""
    value: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return value
