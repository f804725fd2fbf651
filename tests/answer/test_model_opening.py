"""Opening a model: by name, by address, by file; what cannot be opened is one clear line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import FakeListChatModel
from langchain_core.messages import BaseMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from advisor import service
from advisor.answer.masking import mask
from advisor.answer.model import writer_of
from advisor.errors import ConfigurationError
from advisor.settings import Settings

ID_CARD, CARD = "11010519491231002X", "6222020200112233440"


class Heard(BaseCallbackHandler):
    """Keeps what a model was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def on_chat_model_start(
        self, serialized: dict[str, Any], messages: list[list[BaseMessage]], *, run_id: UUID, **kwargs: Any
    ) -> None:
        """Called by LangChain with the messages."""
        self.told += [str(message.text) for batch in messages for message in batch]


@pytest.mark.parametrize("name", ["none", "", " none "])
def test_no_model_is_no_writer(name: str) -> None:
    assert writer_of(name, Settings()) is None


def test_the_set_model_is_used_where_none_is_named() -> None:
    assert writer_of(None, Settings()) is None
    assert writer_of("none", Settings(model="gpt-4o", model_key=SecretStr("k"))) is None


@pytest.mark.parametrize("name", ["qwen2.5:7b", "openai:qwen2.5:7b"])
def test_any_address_that_speaks_openai(name: str) -> None:
    writer = writer_of(name, Settings(model_url="http://127.0.0.1:9/v1"))
    assert writer is not None
    assert isinstance(writer.chat, ChatOpenAI)
    assert (writer.chat.model_name, writer.chat.openai_api_base) == ("qwen2.5:7b", "http://127.0.0.1:9/v1")
    assert (writer.chat.max_retries, writer.chat.temperature) == (0, 0)


def test_options_win_and_null_takes_one_back() -> None:
    options = {"temperature": None, "top_p": 0.5}
    writer = writer_of("other", Settings(model_url="http://127.0.0.1:9/v1", model_options=options))
    assert writer is not None
    assert isinstance(writer.chat, ChatOpenAI)
    assert (writer.chat.temperature, writer.chat.top_p) == (None, 0.5)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nobody-knows-this", "打不开模型 nobody-knows-this"),
        ("local:/nowhere/model.gguf", "找不到模型文件 /nowhere/model.gguf"),
        ("mistralai:any", "需要另装一个包"),
    ],
)
def test_what_cannot_be_opened_is_one_clear_line(name: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says) as caught:
        writer_of(name, Settings())
    assert "\n" not in str(caught.value)


def test_a_missing_prompt_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"answer\.word\.md"):
        writer_of("any", Settings(model_url="http://127.0.0.1:9/v1", prompts=tmp_path))


def test_the_key_is_not_shown() -> None:
    assert "secret-key" not in f"{Settings(model_key=SecretStr('secret-key'))}"


def test_nothing_of_a_model_is_loaded_without_one() -> None:
    probe = (
        "import sys; from advisor import service; service.ask('有效期几年');"
        "print(*({'langchain', 'langchain_openai', 'openai', 'xllamacpp'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"法人身份证{ID_CARD}，可以吗", "法人身份证［证件号码］，可以吗"),
        (f"卡号{CARD}", "卡号［银行卡号］"),
        ("电话13812345678或0531-86912345", "电话［电话号码］或［电话号码］"),
        ("写信到 zhang.san@example.com 吧", "写信到 ［邮箱］ 吧"),
        ("打12345热线问过", "打12345热线问过"),
        ("2023年到2025年，50个左右，鲁政字〔2021〕128号", "2023年到2025年，50个左右，鲁政字〔2021〕128号"),
    ],
)
def test_personal_numbers_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_no_personal_number_reaches_a_model() -> None:
    heard = Heard()
    model = FakeListChatModel(responses=["1. 好"], callbacks=[heard])
    question = f"我是张三，身份证{ID_CARD}，手机13812345678，邮箱a@example.com，联合申报最多几家单位"
    service.ask(question, model=model)
    assert heard.told
    assert "联合申报最多几家单位" in heard.told[0]
    assert [each for each in (ID_CARD, "13812345678", "a@example.com") if each in heard.told[0]] == []
