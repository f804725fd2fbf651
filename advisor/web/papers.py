"""What visitors take away as files, at addresses of its own: nothing is kept, each request carries what it needs."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Response
from pydantic import ValidationError

from advisor import service
from advisor.errors import AdvisorError, InputError
from advisor.web.assess import AssessTab
from advisor.web.questionnaire import Questionnaire
from advisor.web.render import render

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def papers(tab: AssessTab) -> APIRouter:
    """The routes of the papers; `tab` shows an assessment."""
    router = APIRouter()

    @router.post("/paper/assessment", include_in_schema=False)
    def assessment(
        filled: Annotated[str, Form()], form: Annotated[Literal["docx", "html"], Form()]
    ) -> Response:
        """The self-assessment as a file."""
        try:
            told = _told(filled)
            found = told.assess()
        except AdvisorError as error:
            return Response(render("failure", text=str(error)), 400, media_type="text/html")
        if form == "docx":
            return _file(service.assessment_paper(found), "资格自评.docx", WORD)
        page = render("assess_paper", found=found, **tab.parts(told, found))
        return _file(page.encode(), "资格自评.html", "text/html; charset=utf-8")

    return router


def _told(filled: str) -> Questionnaire:
    try:
        return Questionnaire.model_validate_json(filled)
    except ValidationError:
        raise InputError("自评内容不完整，请回到页面上再下载一次") from None


def _file(content: bytes, name: str, kind: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})
