"""What the HTTP interface takes and gives beside the nouns of the domain."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from advisor.api.jobs import FileState, State
from advisor.domain import Stage, Track
from advisor.service import LONGEST_QUESTION

Words = Annotated[str, Field(min_length=1, max_length=200)]
FactName = Annotated[str, Field(min_length=1, max_length=60)]


def _written_out(value: object) -> object:
    """A day is written YYYY-MM-DD; a number of seconds or a time of day is none."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "Input should be a date as YYYY-MM-DD")
    return value


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WrittenDay = Annotated[date, BeforeValidator(_written_out)]
Day = Annotated[WrittenDay | None, Field(description="按哪一天判断，不写为今天")]
PackName = Annotated[str | None, Field(max_length=100, description="知识包，不写为默认的一个")]


class Body(BaseModel):
    """A request: nothing but what is described here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(Body):
    """An earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=20_000)]


class Event(Body):
    """Something that happened: how grave (value or label of the fact) and when, as far as known."""

    grade: Words
    date: Annotated[str, Field(max_length=40)] = ""


Value = Event | bool | Annotated[int, Field(ge=0, le=1_000_000)] | Words


class Question(Body):
    """A question, with what was said before and what the asker told of their unit."""

    question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    id: Annotated[str | None, Field(max_length=200, description="原样写回答复里")] = None
    history: Annotated[list[Said], Field(max_length=40)] = []
    facts: Annotated[
        dict[FactName, Words], Field(max_length=60, description="单位情况：名称 → 值或说法")
    ] = {}
    pack: PackName = None
    today: Day = None


class Unit(Body):
    """What is known of a unit. `about` is what it does; it helps to tell which type stands out."""

    facts: Annotated[
        dict[FactName, Value], Field(max_length=60, description="单位情况：名称 → 值或说法")
    ] = {}
    tracks: Annotated[list[Track], Field(max_length=4, description="只判断这几类；不写则全部")] = []
    joint: Annotated[bool, Field(description="几家联合申报")] = False
    about: Annotated[str, Field(max_length=LONGEST_QUESTION)] = ""
    pack: PackName = None
    today: Day = None

    def told(self) -> dict[str, Any]:
        """The facts as the service takes them."""
        return {
            name: value.model_dump() if isinstance(value, Event) else value
            for name, value in self.facts.items()
        }


class Option(BaseModel):
    """One value of a fact, and how people call it."""

    value: str
    label: str


class FactAsked(BaseModel):
    """A fact that can be told: what to ask, and what to choose from (nothing: words, a number)."""

    name: str
    label: str
    question: str
    kind: str
    options: list[Option]


class TrackOffered(BaseModel):
    """One platform type of a programme."""

    id: Track
    name: str
    short: str
    purpose: str
    clause: str


class PackOffered(BaseModel):
    """A programme that can be asked about."""

    id: str
    title: str
    short: str
    issuer: str
    status: str
    ask_whom: str
    default: bool
    clauses: int


class PackOpened(PackOffered):
    """A programme with its types, stages and the facts its conditions turn on."""

    tracks: list[TrackOffered]
    stages: dict[Stage, str]
    facts: list[FactAsked]


class JobShown(BaseModel):
    """A check or a draft. `ahead` is how many come before it; times are seconds since 1970."""

    id: str
    state: State
    ahead: int
    message: str = Field(description="给人看的一句话，例如：前面还有 3 份")
    created: float
    expires: float
    files: list[FileState]
    error: str | None
    links: dict[str, str] = Field(description="可以取的东西和地址")
