"""The HTTP interface as one application, to be mounted at `/api/v1`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, FastAPI

from advisor.api import checks, drafts, knowledge, questions
from advisor.api.access import open_to_all, with_key
from advisor.api.limits import TALK_BYTES
from advisor.api.problems import Problem, documented, register
from advisor.pack import open_pack
from advisor.settings import settings

ABOUT = """申报问答、资格自评、材料预审、文书起草、条款原文。

答复的每句话都标出条款；引文与原文逐字相同。材料只在运行本程序的机器上处理，到期自动删除，也可以随时删除。
出错时的回复是 application/problem+json，中文和英文各一份。"""


def build_api() -> FastAPI:
    """The application. Answers, jobs and limits follow the settings of this process."""
    chosen = settings()
    guarded = [Depends(with_key if chosen.keys else open_to_all)]
    refusals = documented(401, 422, 429) if chosen.keys else documented(422, 429)
    app = FastAPI(
        title="申创通",
        version="1",
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        form_limits={"max_files": chosen.upload_files, "max_fields": 120, "max_part_size": TALK_BYTES},
        separate_input_output_schemas=True,
    )
    register(app)
    every = APIRouter(dependencies=guarded, responses=refusals)
    for router in (questions.router, knowledge.router, checks.router, drafts.router):
        every.include_router(router)
    app.include_router(every)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Add what FastAPI does not know: the shape of a problem, and examples in the words of the default pack."""
    made = app.openapi

    def described() -> dict[str, Any]:
        document = made()
        parts = document.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" not in parts:
            shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            parts.update(shape.pop("$defs"))
            parts["Problem"] = shape
            _give_examples(document)
        return document

    app.openapi = described  # type: ignore[method-assign]


def _give_examples(document: dict[str, Any]) -> None:
    pack = open_pack()
    told = {spec.name: spec.choices[-1].value for spec in pack.facts if spec.kind == "choice" and spec.sheet}
    asked = [question for group in pack.examples for question in group.asks[:1]] or [pack.info.title]
    questions = {f"question-{n}": {"value": {"question": text}} for n, text in enumerate(asked, start=1)}
    for path in ("/ask", "/ask/stream"):
        _request(document, path)["examples"] = questions
    everything = {"value": {"facts": told}}
    _request(document, "/assess")["examples"] = {
        "unit": everything,
        "nothing-known": {"value": {"facts": {}}},
    }


def _request(document: dict[str, Any], path: str) -> dict[str, Any]:
    content: dict[str, Any] = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return content
