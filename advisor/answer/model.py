"""Opening a chat model and reading its reply under a clock. Any LangChain chat model will do."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from advisor.answer.prompts import Prompt, load_prompt
from advisor.errors import ConfigurationError, ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from advisor.settings import Settings

NONE = "none"
LOCAL = "local:"
_OPENAI = "openai"
_FAREWELL_SECONDS = 0.5
_LATE_TIMES, _REST_SECONDS = 2, 60.0


class Patience:
    """How long a model is waited for: late twice in a row, it is left alone for a while.

    Else every visitor of a page would wait for a server that hangs.
    """

    def __init__(self) -> None:
        self._late = 0
        self._until = 0.0

    @property
    def lost(self) -> bool:
        """Whether the model is being left alone now."""
        return time.monotonic() < self._until

    def saw(self, late: bool) -> None:
        """Count a reply that came late, or one that came."""
        self._late = self._late + 1 if late else 0
        if self._late >= _LATE_TIMES:
            self._late, self._until = 0, time.monotonic() + _REST_SECONDS


@dataclass(frozen=True)
class Writer:
    """A chat model with the prompt it is given and its time: seconds to its first words (and between any two
    pieces of them), seconds in all."""

    name: str
    chat: BaseChatModel
    prompt: Prompt
    first_seconds: float
    seconds: float
    reading: Prompt | None = None
    """the prompt to read facts with, None when the model is not to read any"""
    patience: Patience = field(default_factory=Patience)

    def reply(self, text: str) -> Generator[str, None, None]:
        """The reply to `text`, in pieces as they come.

        Raises ModelError when the model fails or is late; closing the iterator ends the call.
        """
        if self.patience.lost:
            raise ModelError("刚才接连没有写完，过一会儿再请它")
        pieces: Queue[str | Exception | None] = Queue()
        closed = Event()
        reader = Thread(target=_pump, args=(self.chat, text, pieces, closed), daemon=True)
        reader.start()
        end = time.monotonic() + self.seconds
        try:
            while True:
                try:
                    piece = pieces.get(timeout=max(0.0, min(self.first_seconds, end - time.monotonic())))
                except Empty:
                    raise self._late(end) from None
                if piece is None:
                    self.patience.saw(late=False)
                    return
                if isinstance(piece, Exception):
                    raise ModelError(f"调用出错（{type(piece).__name__}）") from piece
                if time.monotonic() > end:
                    raise self._late(end)
                yield piece
        finally:
            closed.set()
            # A thread still at work when the process ends would take it down; a hung one is left behind.
            reader.join(_FAREWELL_SECONDS)

    def _late(self, end: float) -> ModelError:
        self.patience.saw(late=True)
        if time.monotonic() >= end:
            return ModelError(f"{self.seconds:g} 秒内没有写完")
        return ModelError(f"等了 {self.first_seconds:g} 秒没有回音")


def _pump(chat: BaseChatModel, text: str, pieces: Queue[str | Exception | None], closed: Event) -> None:
    """Runs on a thread of its own, since a provider may hang in a call that no time-out of ours reaches."""
    try:
        for chunk in chat.stream(text):
            if closed.is_set():
                return
            said = str(chunk.text)
            if said:
                pieces.put(said)
        pieces.put(None)
    except Exception as error:
        pieces.put(error)


def writer_of(model: str | BaseChatModel | None, settings: Settings) -> Writer | None:
    """The writer for a model's name or for an opened chat model; None for `none` or where no model is set.

    A name is what `init_chat_model` takes (`provider:model`), the name of a model at `settings.model_url`, or
    `local:/path.gguf`. Raises ConfigurationError for a name that cannot be opened or a faulty prompt.
    """
    name = settings.model if model is None else model
    if isinstance(name, str):
        name = name.strip()
        if name in {"", NONE}:
            return None
        chat, patience = _opened(name, settings)
        if name.startswith(LOCAL):
            # The trace is shown to whoever asks; where files lie on the machine is not theirs to know.
            name = f"{LOCAL}{Path(name).name}"
    else:
        chat, patience, name = name, Patience(), type(name).__name__
    wording, reading = _prompts(settings.prompts)
    return Writer(
        name,
        chat,
        wording,
        settings.model_first_seconds,
        settings.model_seconds,
        reading if settings.model_reads_facts else None,
        patience,
    )


@lru_cache(maxsize=4)
def _prompts(folder: Path) -> tuple[Prompt, Prompt]:
    return (
        load_prompt(folder, "answer.word", {"question", "statements"}),
        load_prompt(folder, "understand.facts", {"question", "facts"}),
    )


_OPENED: dict[tuple[str, str], tuple[BaseChatModel, Patience]] = {}


def _opened(name: str, settings: Settings) -> tuple[BaseChatModel, Patience]:
    """The chat model of this name, opened once in a process, and the patience left for it."""
    key = (name, settings.model_url)
    if key not in _OPENED:
        _OPENED[key] = (_open(name, settings), Patience())
    return _OPENED[key]


def _open(name: str, settings: Settings) -> BaseChatModel:
    url, provider = settings.model_url, settings.model_provider
    if name.startswith(LOCAL):
        from advisor.answer.local import serve

        url, provider = serve(Path(name.removeprefix(LOCAL)).expanduser()), _OPENAI
    elif url:
        provider = provider or _OPENAI
        name = name.removeprefix(f"{_OPENAI}:")
    return _initialised(name, provider, url, settings)


def _initialised(name: str, provider: str, url: str, settings: Settings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    key = settings.model_key.get_secret_value() if settings.model_key else ""
    options: dict[str, Any] = {"temperature": 0}
    if provider == _OPENAI or name.startswith(f"{_OPENAI}:"):
        options |= {"max_retries": 0, "timeout": settings.model_seconds}
    if url:
        # A server at an address of one's own often wants no key, but the client insists on one.
        options |= {"base_url": url, "api_key": key or NONE}
    elif key:
        options["api_key"] = key
    options |= settings.model_options
    try:
        chat: BaseChatModel = init_chat_model(name, model_provider=provider or None, **_given(options))
    except ImportError as error:
        raise ConfigurationError(f"模型 {name} 需要另装一个包：{error}") from error
    except Exception as error:
        hint = "名字应写作“提供方:模型名”，或在 ADVISOR_MODEL_URL 写明地址"
        raise ConfigurationError(f"打不开模型 {name}：{hint}（{str(error).splitlines()[0]}）") from error
    return chat


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options but those set to null, which takes back one of ours."""
    return {name: value for name, value in options.items() if value is not None}
