"""What visitors take away as files, at addresses of its own: nothing is kept, each request carries what it needs."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response
from pydantic import ValidationError

from advisor import service
from advisor.errors import AdvisorError, InputError
from advisor.web.assess import AssessTab
from advisor.web.kept_papers import WORD, file_of, kept_papers
from advisor.web.questionnaire import Questionnaire
from advisor.web.render import render
from advisor.web.shelf import Shelf


def papers(tab: AssessTab, shelf: Shelf) -> APIRouter:
    """The routes of the papers; `tab` shows an assessment, `shelf` holds what was checked."""
    router = APIRouter()
    router.include_router(kept_papers(shelf))

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
            return file_of(service.assessment_paper(found), "资格自评.docx", WORD)
        page = render("assess_paper", found=found, **tab.parts(told, found))
        return file_of(page.encode(), "资格自评.html", "text/html; charset=utf-8")

    return router


def _told(filled: str) -> Questionnaire:
    try:
        return Questionnaire.model_validate_json(filled)
    except ValidationError:
        raise InputError("自评内容不完整，请回到页面上再下载一次") from None
