"""Prompts are files, `prompts/<stage>.<purpose>.md`: front matter (purpose, inputs, output), then the text.

A prompt is checked when it is loaded: what the code gives, what the front matter promises and what the text
uses must be the same names.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import yaml
from pydantic import ValidationError

from advisor.errors import ConfigurationError
from ingest.document import Frozen

_NAME = re.compile(r"\{(\w+)\}")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


class _Head(Frozen):
    purpose: str
    inputs: tuple[str, ...]
    output: str


class Prompt(Frozen):
    """One prompt with its front matter; `text` holds `{input}` where an input goes."""

    name: str
    purpose: str
    inputs: tuple[str, ...]
    output: str
    text: str

    def fill(self, **values: str) -> str:
        """The text with its inputs put in, each once: an input is never searched for other inputs.

        Raises ConfigurationError for a missing or unknown input.
        """
        _same(self.name, values, self.inputs, "代码给出的变量")
        return _NAME.sub(lambda match: values[match[1]], self.text)


def load_prompt(folder: Path, name: str, inputs: Collection[str]) -> Prompt:
    """The prompt `name` of the folder, which must take exactly `inputs`.

    Raises ConfigurationError, naming the file, for a prompt that is missing or faulty.
    """
    path = folder / f"{name}.md"
    if not path.is_file():
        raise ConfigurationError(f"找不到提示词 {path}")
    match = _FRONT.match(path.read_text("utf-8").replace("\r\n", "\n"))
    if match is None:
        raise ConfigurationError(f"提示词 {path.name}：开头应为 --- 之间的 purpose、inputs、output")
    try:
        head = _Head.model_validate(yaml.safe_load(match[1]))
    except (yaml.YAMLError, ValidationError) as error:
        raise ConfigurationError(
            f"提示词 {path.name}：开头的写法不对：{str(error).splitlines()[-1].strip()}"
        ) from error
    text = match[2].strip()
    _same(path.name, set(_NAME.findall(text)), head.inputs, "正文用到的变量")
    _same(path.name, inputs, head.inputs, "代码给出的变量")
    return Prompt(name=name, purpose=head.purpose, inputs=head.inputs, output=head.output, text=text)


def _same(name: str, used: Collection[str], promised: Collection[str], what: str) -> None:
    for each in sorted(set(used) - set(promised)):
        raise ConfigurationError(f"提示词 {name}：{what} {each} 没有写在 inputs 里")
    for each in sorted(set(promised) - set(used)):
        raise ConfigurationError(f"提示词 {name}：inputs 里的 {each} 不在{what}之中")
