"""What leaves the desk as a file: the queue, letters, the recommendation, the log. Nothing a sheet might reckon with."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from advisor.drafting.correction import write_correction
from advisor.drafting.model import Draft, LetterFacts
from advisor.drafting.recommendation import write_recommendation
from advisor.drafting.sheet import separated
from advisor.errors import InputError, MissingError
from advisor.pack.model import Pack
from advisor.triage.acts import Names, told
from advisor.triage.desk import Filters, open_case, queue, report_of_case
from advisor.triage.keep import file_name
from advisor.triage.model import TriageReport
from advisor.triage.papers import platform_of, queue_book
from advisor.triage.person import Person
from advisor.triage.register import template_of
from advisor.triage.shared import ties
from advisor.triage.store.batches import read_examined
from advisor.triage.store.cases import cases
from advisor.triage.store.log import history
from advisor.triage.store.offices import office_facts
from advisor.triage.store.tables import Case
from advisor.triage.words import ACTS, DECISIONS, FACTS


def queue_workbook(engine: Engine, person: Person, filters: Filters, pack: Pack) -> bytes:
    """The queue as filtered, with decisions, findings and what is found across a batch, as .xlsx."""
    lines = queue(engine, person, filters)
    wanted = {line.case.id: line.case for line in lines}
    whole = {case.id: case for case in cases(engine, person, filters.batch, whole=True) if case.id in wanted}
    rows = [read_examined(whole[each]).row for each in wanted if whole[each].state == "done"]
    acted = [
        {
            "decision": DECISIONS.get(case.decision or "", ""),
            "clerk": case.decided_by or case.assigned or "",
        }
        for case in wanted.values()
        if case.state == "done"
    ]
    tied = ties(engine, person).by_case
    cross = {id(finding): finding for case in wanted for finding, _ in tied.get(case, ())}
    return queue_book(TriageReport(submissions=tuple(rows), cross=tuple(cross.values())), pack, acted)


def letter(engine: Engine, person: Person, case: int, pack: Pack) -> tuple[str, bytes, Draft]:
    """The correction letter of a case without what was waived: name, .docx, what is missing in it."""
    opened = open_case(engine, person, case)
    if opened.case.state != "done":
        raise InputError("这份材料还没有读完，请稍候")
    # Every letter gets a number of its own when it is sent; the office's is that of the recommendation.
    facts = _letter_facts(engine, person).model_copy(update={"number": None})
    paper, draft = write_correction(report_of_case(opened), facts, pack)
    return f"补正告知书-{file_name(opened.case.unit_name or opened.case.name)}.docx", paper, draft


def letters(engine: Engine, person: Person, batch: int, pack: Pack) -> bytes:
    """The letters of all of the batch's cases that are to be corrected, as one .zip. Raises InputError for none."""
    chosen = [case for case in _held(engine, person, batch) if case.decision == "correction"]
    if not chosen:
        raise InputError("这一批还没有决定为“需补正”的材料")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for case in chosen:
            name, paper, _ = letter(engine, person, case.id, pack)
            package.writestr(f"{file_name(case.name)}-{name}", paper)
    return stream.getvalue()


def ranked_cases(engine: Engine, person: Person, batch: int) -> list[int]:
    """The batch's applications that passed, in the order the office gave; those it has not ranked come last.

    Reports and filings of approved platforms are not recommended anew.
    """
    found = (case for case in cases(engine, person, batch) if case.decision == "passed")
    passed = {case.id: case for case in found if case.stage == "application"}
    order: list[int] = (office_facts(engine, person).get("order") or {}).get(str(batch), [])
    return [*(each for each in order if each in passed), *(each for each in passed if each not in order)]


def recommendation(engine: Engine, person: Person, batch: int, pack: Pack) -> tuple[bytes, bytes, Draft]:
    """The letter of recommendation with its table (.docx), the table (.xlsx), what is missing in them."""
    whole = {case.id: case for case in _held(engine, person, batch, whole=True)}
    rows = [read_examined(whole[each]).row for each in ranked_cases(engine, person, batch)]
    return write_recommendation([platform_of(row) for row in rows], _letter_facts(engine, person), pack)


def log_sheet(engine: Engine, person: Person, pack: Pack) -> str:
    """The log the person may see, in words and as it was kept, as text for a sheet (CSV)."""
    names = names_for(engine, person, pack)
    lines: list[Sequence[object]] = [
        ("时间（UTC）", "谁", "办什么", "批次", "材料", "之前", "之后", "之前（原样）", "之后（原样）")
    ]
    for act in history(engine, person):
        lines.append(
            (
                act.time.isoformat(timespec="seconds"),
                act.who,
                ACTS.get(act.what, act.what),
                act.batch_id,
                names.cases.get(act.submission_id or 0, act.submission_id),
                told(act.before, names),
                told(act.after, names),
                _plain(act.before),
                _plain(act.after),
            )
        )
    return separated(lines)


def names_for(engine: Engine, person: Person, pack: Pack) -> Names:
    """What the log speaks of, by the names the person knows."""
    called = {
        case.id: f"{case.name} {case.unit_name}" if case.unit_name else case.name
        for case in cases(engine, person)
    }
    return Names(called, {key: filing.name for key, filing in template_of(pack).filings.items()})


def _plain(state: dict[str, Any]) -> str:
    return json.dumps(state, ensure_ascii=False) if state else ""


def _held(engine: Engine, person: Person, batch: int, *, whole: bool = False) -> list[Case]:
    """The person's cases of a batch. Raises MissingError where there are none."""
    found = cases(engine, person, batch, whole=whole)
    if not found:
        raise MissingError(f"没有编号为 {batch} 的批次，或者不归您办理")
    return found


def _letter_facts(engine: Engine, person: Person) -> LetterFacts:
    known: dict[str, Any] = office_facts(engine, person)
    return LetterFacts.model_validate({name: known.get(name) or None for name in FACTS})
