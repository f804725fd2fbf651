"""Papers on demand: a correction letter for one submission, a recommendation for several."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from advisor.checks.run import check_submission
from advisor.domain import CheckReport, Finding
from advisor.drafting.correction import write_correction
from advisor.drafting.model import Draft, LetterFacts, Platform
from advisor.drafting.recommendation import write_recommendation
from advisor.drafting.templates import load_facts
from advisor.errors import InputError
from advisor.pack.model import Pack
from advisor.triage.batch import run_batch
from advisor.triage.examine import Setting
from advisor.triage.keep import write
from advisor.triage.model import SubmissionRow
from advisor.triage.papers import may_be_recommended, platform_of

T = TypeVar("T", CheckReport, SubmissionRow)


def draft_paper(
    kind: str, *, out: Path, facts: Path | None, sources: Sequence[Path], pack: Pack, today: date
) -> Draft:
    """Write a paper to `out` (.docx). Raises InputError for facts or sources that cannot be used."""
    if out.suffix.lower() != ".docx":
        raise InputError(f"--out 应是 .docx 文件，现为 {out.name}")
    known = load_facts(facts) if facts else LetterFacts()
    for source in sources:
        if not source.exists():
            raise InputError(f"找不到 {source}")
    if kind == "correction":
        letter, made = write_correction(_report(sources, pack, today), known, pack)
        write(out, letter)
        return made.model_copy(update={"file": str(out)})
    letter, table, made = write_recommendation(_platforms(sources, pack, today, known), known, pack)
    write(out, letter)
    beside = out.with_suffix(".xlsx")
    write(beside, table)
    return made.model_copy(update={"file": str(out), "also": (str(beside),)})


def _report(sources: Sequence[Path], pack: Pack, today: date) -> CheckReport:
    if not sources:
        raise InputError("补正告知书要用 --from 给出申报材料，或 advisor check --json 的结果")
    if len(sources) == 1 and sources[0].suffix == ".json":
        given = _load(sources[0])
        if "findings" not in given:
            raise InputError(f"{sources[0]} 不是 advisor check --json 的结果")
        return _shape(CheckReport, _plain(given), sources[0])
    return check_submission(sources, pack=pack, today=today)


def _platforms(sources: Sequence[Path], pack: Pack, today: date, facts: LetterFacts) -> list[Platform]:
    """What may be recommended: any submission the clerk ranked, else the applications without an error."""
    rows: list[SubmissionRow] = []
    for source in sources:
        if source.suffix == ".json":
            given = _load(source).get("submissions")
            if not isinstance(given, list):
                raise InputError(f"{source} 不是 advisor triage --json 的结果")
            rows += [_shape(SubmissionRow, _plain(each), source) for each in given]
        else:
            rows += run_batch(source, Setting(pack=pack.info.id, today=today)).submissions
    return [platform_of(row) for row in rows if facts.order or may_be_recommended(row)]


def _load(file: Path) -> dict[str, object]:
    try:
        given = json.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{file} 不是可读的 JSON：{error}") from error
    if not isinstance(given, dict):
        raise InputError(f"{file} 应是一个 JSON 对象")
    return given


def _plain(given: dict[str, object]) -> dict[str, object]:
    """Our own output without the ids it computes for findings."""
    return {key: _without_id(value) for key, value in given.items()}


def _without_id(value: object) -> object:
    if isinstance(value, list):
        return [_without_id(each) for each in value]
    if isinstance(value, dict) and {"check", "level"} <= value.keys():
        return {key: each for key, each in value.items() if key in Finding.model_fields}
    return value


def _shape(shape: type[T], given: dict[str, object], file: Path) -> T:
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InputError(f"{file}：{place} 的写法不对（{first['msg']}）") from error
