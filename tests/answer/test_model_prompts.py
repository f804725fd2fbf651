"""Prompts are checked when they are loaded: the code, the front matter and the text must name the same inputs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.answer.prompts import load_prompt
from advisor.errors import ConfigurationError
from advisor.settings import ROOT

GOOD = "---\npurpose: 试\ninputs: [question]\noutput: 一行\n---\n问题：{question}\n"


def write(folder: Path, text: str) -> Path:
    """The folder with one prompt in it."""
    (folder / "a.b.md").write_text(text, "utf-8")
    return folder


def test_a_prompt_is_filled(tmp_path: Path) -> None:
    prompt = load_prompt(write(tmp_path, GOOD), "a.b", {"question"})
    assert prompt.fill(question="有{几}个{question}") == "问题：有{几}个{question}"


@pytest.mark.parametrize(
    ("text", "inputs", "says"),
    [
        (GOOD.replace("{question}", "{questoin}"), {"question"}, "questoin 没有写在 inputs 里"),
        (
            GOOD.replace("[question]", "[question, facts]"),
            {"question", "facts"},
            "facts 不在正文用到的变量之中",
        ),
        (GOOD, {"question", "facts"}, "代码给出的变量 facts 没有写在 inputs 里"),
        (GOOD, set(), "question 不在代码给出的变量之中"),
        (GOOD.replace("purpose", "porpoise"), {"question"}, "开头的写法不对"),
        (GOOD.replace("output: 一行\n", ""), {"question"}, "开头的写法不对"),
        ("问题：{question}", {"question"}, "开头应为"),
    ],
)
def test_a_faulty_prompt_fails_at_load(text: str, inputs: set[str], says: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(says)):
        load_prompt(write(tmp_path, text), "a.b", inputs)


@pytest.mark.parametrize("values", [{}, {"question": "甲", "facts": "乙"}])
def test_a_wrong_filling_fails(values: dict[str, str], tmp_path: Path) -> None:
    prompt = load_prompt(write(tmp_path, GOOD), "a.b", {"question"})
    with pytest.raises(ConfigurationError):
        prompt.fill(**values)


@pytest.mark.parametrize("path", sorted((ROOT / "prompts").glob("*.md")), ids=lambda path: path.stem)
def test_every_prompt_of_ours_is_whole(path: Path) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z-]+", path.stem)
    names = set(re.findall(r"\{(\w+)\}", path.read_text("utf-8")))
    assert load_prompt(path.parent, path.stem, names).output
