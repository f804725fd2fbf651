"""Ask and assess."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from advisor import service
from advisor.answer.assess import Assessment
from advisor.api.bodies import Question, Unit
from advisor.api.knowledge import opened
from advisor.api.problems import documented
from advisor.domain import Answer

router = APIRouter(tags=["questions"])
STREAM = "text/event-stream"
EVENT = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": ["answer", "done"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
    "required": ["event", "data"],
}


@router.post("/ask", summary="提问，得到带条款的答复", responses=documented(400, 404, 413))
def ask(body: Question) -> Answer:
    """One whole answer, every sentence of substance with its clause."""
    *_, answer = _answers(body)
    return answer


@router.post(
    "/ask/stream",
    summary="提问，答复随写随到",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "每个 answer 事件是一份完整的答复，后一份只是措辞更好；done 之后没有了",
            "content": {STREAM: {"schema": EVENT}},
        },
        **documented(400, 404, 413),
    },
)
def ask_stream(body: Question) -> StreamingResponse:
    """Server-sent events: `answer` with a whole and true answer each, then `done`."""
    answers = _answers(body)
    # The first answer is made before the response begins, so that what cannot be asked gets its status.
    first = next(answers)
    return StreamingResponse(_events(chain([first], answers)), media_type=STREAM)


@router.post("/assess", summary="资格自评：逐条判断，四类平台一次看全", responses=documented(400, 404, 413))
def assess(body: Unit) -> Assessment:
    """The verdict of every condition for each type, what to tell next, what to prepare."""
    return service.assess(
        body.told(),
        tracks=body.tracks,
        joint=body.joint,
        about=body.about,
        pack=opened(body.pack).info.id,
        today=body.today,
    )


def _answers(body: Question) -> Iterator[Answer]:
    return service.ask_stream(
        body.question,
        history=[said.model_dump() for said in body.history],
        facts=body.facts,
        pack=opened(body.pack).info.id,
        today=body.today,
        identity=body.id,
    )


def _events(answers: Iterator[Answer]) -> Iterator[str]:
    for answer in answers:
        yield f"event: answer\ndata: {answer.model_dump_json(by_alias=True)}\n\n"
    yield "event: done\ndata: {}\n\n"
