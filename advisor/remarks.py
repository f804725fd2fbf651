"""Remarks of a language model on the substance of a submission: advice only, every quote verified, off unless asked for.

The model sees each part as data, personal numbers masked; what it says is kept only where its quote stands in the
part, letter for letter. It adds findings of level advice and changes nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, TypeAdapter, ValidationError

from advisor.answer.model import Writer, writer_of
from advisor.answer.prompts import Prompt, load_prompt
from advisor.checks.case import Case
from advisor.checks.run import summarise
from advisor.domain import CheckReport, Finding
from advisor.errors import ModelError
from advisor.pack.checking import CheckRow, SectionRow
from advisor.profile.reading import Section
from ingest.codes import find_personal_numbers

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from advisor.settings import Settings

CHECK = "claim.unsupported-superlative"
"""The check a remark is filed under: a claim with nothing to support it."""
_LONGEST = 1600
_MOST_PARTS, _MOST_REMARKS = 8, 3
_WORDS, _REMARK = (4, 80), (4, 60)
_VERDICT = re.compile(
    r"(?:材料|单位|申报|平台|项目|公司|学校|本节|全部|整体|可以|应当?)[^，。；]{0,6}"
    r"(?:合格|通过(?:审[查核]|评审|初审)|符合[^，。；]{0,4}(?:条件|要求)|予以?(?:推荐|立项|通过)|取消[^，。；]{0,4}资格)"
)
"""A verdict is not a model's to give; a remark that gives one is dropped."""
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class _Remark(BaseModel):
    words: str
    remark: str


def with_remarks(
    report: CheckReport, case: Case, model: str | BaseChatModel | None, settings: Settings
) -> CheckReport:
    """The report with the model's remarks added as advice; unchanged, with a note, when the model fails.

    Without `model` the one that is set speaks, if the setting `model_remarks` lets it.

    Raises ConfigurationError for a model that cannot be opened or a faulty prompt.
    """
    if model is None and not settings.model_remarks:
        return report
    writer = writer_of(model, settings)
    if writer is None:
        return report
    prompt = _prompt(settings.prompts)
    row = next(row for row in case.checking.checks if row.id == CHECK)
    found: list[Finding] = []
    notes = report.notes
    try:
        for section, meant in _parts(case):
            found += _remarks(writer, prompt, row, section, meant)
    except ModelError as error:
        notes = (*notes, f"模型没有提完意见：{error}；其余检查不受影响")
    known = {finding.id for finding in report.findings}
    findings = (*report.findings, *(f for f in found if f.id not in known))
    return report.model_copy(
        update={"findings": findings, "summary": summarise(findings, report.stage), "notes": notes}
    )


@lru_cache(maxsize=4)
def _prompt(folder: Path) -> Prompt:
    return load_prompt(folder, "check.remark", {"title", "subject", "material"})


def _parts(case: Case) -> Iterator[tuple[Section, SectionRow]]:
    """The parts whose substance the policy asks for, each once, at most a few."""
    rows = {row.id: row for row in case.checking.sections if not row.form}
    wanted = [s for s in case.sections if s.meaning in rows and len(s.text.strip()) >= _WORDS[0]]
    wanted.sort(key=lambda s: rows[s.meaning or ""].basis != "policy")
    yield from ((s, rows[s.meaning or ""]) for s in wanted[:_MOST_PARTS])


def masked(text: str) -> str:
    """The text with ID-card, bank-card and mobile numbers and mail addresses covered."""
    for number in sorted(find_personal_numbers(text), key=lambda n: -n.start):
        text = text[: number.start] + number.masked + text[number.end :]
    return _MAIL.sub("***@***", _PHONE.sub(r"\1****\2", text))


def _remarks(
    writer: Writer, prompt: Prompt, row: CheckRow, section: Section, meant: SectionRow
) -> Iterator[Finding]:
    text = section.text
    shown = masked(text)[:_LONGEST].replace("###", "＃＃＃")
    asked = prompt.fill(title=section.title, subject=meant.name, material=shown)
    for remark in _read("".join(writer.reply(asked)))[:_MOST_REMARKS]:
        words, said = remark.words.strip(), remark.remark.strip()
        if not _fits(words, _WORDS) or not _fits(said, _REMARK) or words not in text or _VERDICT.search(said):
            continue
        place = next((b.place for b in section.blocks if words in b.text), section.place)
        yield Finding(
            check=row.id,
            level="advice",
            basis="practice",
            message=f"模型提示：{said}",
            hint="这是语言模型的建议，不影响结论；请自行斟酌",
            file=section.file,
            place=place,
            quote=words,
            by="llm",
        )


def _fits(text: str, length: tuple[int, int]) -> bool:
    return length[0] <= len(text) <= length[1]


def _read(reply: str) -> list[_Remark]:
    """The first JSON array of the reply; nothing where there is none, since a model may write anything."""
    found = re.search(r"\[.*\]", reply, re.DOTALL)
    try:
        return TypeAdapter(list[_Remark]).validate_python(json.loads(found.group())) if found else []
    except (ValueError, ValidationError):
        return []
