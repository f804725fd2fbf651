"""What every face calls: ask, check, clauses, the fact sheet. Plain functions; nothing here knows of a page or a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.answer.understand import Turn
from advisor.domain import Answer, Clause, Stage, Track
from advisor.errors import InputError
from advisor.pack.facts import FactSpec
from advisor.pack.load import open_pack
from advisor.settings import settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from advisor.answer.assess import Assessment
    from advisor.answer.sheet import Told
    from advisor.domain import CheckReport
    from advisor.drafting.model import Draft
    from advisor.paperwork.draft import Commission, Manuscript
    from advisor.report.recheck import Comparison
    from advisor.triage.batch import Progress
    from advisor.triage.model import TriageReport

LONGEST_QUESTION = 4000
"""characters; a longer text is material to check, not a question"""


def ask(
    question: str,
    *,
    history: Iterable[Mapping[str, str] | Turn] = (),
    facts: Mapping[str, str] | None = None,
    pack: str | None = None,
    today: date | None = None,
    identity: str | None = None,
    model: str | BaseChatModel | None = None,
) -> Answer:
    """Answer one question. `facts` is the asker's fact sheet, fact name → value or label.

    `model` words the answer: a name, `none`, or an opened chat model; left out, the one that is set.
    Raises InputError for an empty or overlong question, PackError for an unknown or faulty pack,
    ConfigurationError for a model that cannot be opened. A model that fails later changes only the trace.
    """
    *_, whole = ask_stream(
        question, history=history, facts=facts, pack=pack, today=today, identity=identity, model=model
    )
    return whole


def ask_stream(
    question: str,
    *,
    history: Iterable[Mapping[str, str] | Turn] = (),
    facts: Mapping[str, str] | None = None,
    pack: str | None = None,
    today: date | None = None,
    identity: str | None = None,
    model: str | BaseChatModel | None = None,
) -> Iterator[Answer]:
    """As `ask`: the composed answer at once, then with one more sentence in the model's words each time.

    Each answer is whole and true, the last one is final. Without a model there is one answer only.
    """
    from advisor.answer.ask import answer
    from advisor.answer.model import writer_of

    text = question.strip()
    if not text:
        raise InputError("问题是空的，请写下想问的内容")
    if len(text) > LONGEST_QUESTION:
        raise InputError(f"问题有 {len(text)} 字，超过 {LONGEST_QUESTION} 字；整份材料请用“材料预审”")
    turns = [turn if isinstance(turn, Turn) else Turn.model_validate(turn) for turn in history]
    chosen = open_pack(pack)
    writer = writer_of(model, settings())
    composed = answer(text, chosen, today or date.today(), turns, facts, identity)
    if writer is None:
        yield composed
        return
    from advisor.answer.word import word_answer

    yield from word_answer(composed, writer, chosen)


def assess(
    facts: Mapping[str, Told],
    *,
    tracks: Sequence[Track] = (),
    joint: bool = False,
    about: str = "",
    reading: bool = False,
    pack: str | None = None,
    today: date | None = None,
) -> Assessment:
    """Judge every condition of the named types (all four when none is named) on the facts told, name → value or label.

    An event may be `{"grade": …, "date": …}`; `about` is what the unit does; with `reading` the facts it states count
    too, unless told otherwise (an empty value leaves one open). Raises InputError for an unknown fact, value or type.
    """
    from advisor.answer.assess import assess as judge_all
    from advisor.answer.sheet import read_whole_sheet

    chosen, day = open_pack(pack), today or date.today()
    known = {info.id for info in chosen.info.tracks}
    for track in tracks:
        if track not in known:
            raise InputError(f"没有平台类型“{track}”；可用的有：{'、'.join(sorted(known)) or '（无）'}")
    if len(about) > LONGEST_QUESTION:
        raise InputError(f"单位介绍有 {len(about)} 字，超过 {LONGEST_QUESTION} 字")
    read = read_whole_sheet(facts, chosen, day)
    if reading and about:
        from advisor.answer.normal import normalise
        from advisor.answer.story import read_story

        stated = read_story(normalise(about, chosen), chosen, day)
        read = {**{name: fact for name, fact in stated.items() if name not in facts}, **read}
    return judge_all(chosen, read, day, tracks=tracks, joint=joint, about=about)


def assessment_paper(found: Assessment) -> bytes:
    """A self-assessment as a Word file to take away."""
    from advisor.answer.assess_paper import word_paper

    return word_paper(found, open_pack(found.pack))


def check(
    paths: Sequence[Path],
    *,
    track: Track | None = None,
    stage: Stage | None = None,
    round: int | None = None,
    today: date | None = None,
    pack: str | None = None,
    progress: Callable[..., None] | None = None,
    model: str | BaseChatModel | None = None,
) -> CheckReport:
    """Check files, folders or archives as one submission; what is not told is recognised.

    `model` remarks on the substance, as advice; left out, the one that is set does, if `model_remarks` lets it.
    Raises InputError when there is nothing to check; a file that cannot be read is a finding.
    """
    from advisor.checks.run import open_case, report_of
    from advisor.remarks import with_remarks

    if missing := [path for path in paths if not path.exists()]:
        raise InputError(f"找不到 {missing[0]}")
    case = open_case(
        paths,
        pack=open_pack(pack),
        track=track,
        stage=stage,
        round=round,
        today=today or date.today(),
        progress=progress,
    )
    report = report_of(case)
    if not report.files:
        raise InputError(f"{'、'.join(map(str, paths))} 里没有可以预审的文件")
    return with_remarks(report, case, model, settings())


def write_reports(
    found: CheckReport,
    paths: Sequence[Path],
    *,
    report: Path | None = None,
    annotated: Path | None = None,
    receipt: Path | None = None,
    pack: str | None = None,
    today: date | None = None,
) -> list[Path]:
    """Write what is asked for: a report by its ending, marked copies into a folder, a receipt; the files written.

    Raises InputError for an ending that is none of a report's.
    """
    from advisor.checks.run import checking_of
    from advisor.report.receipt import make_receipt, write_receipt
    from advisor.report.write import annotate, write_report

    opened = open_pack(pack)
    checking = checking_of(opened)
    written: list[Path] = []
    if report is not None:
        write_report(found, checking.checks, report, paths)
        written.append(report)
    if annotated is not None:
        written.extend(annotate(found, annotated, paths))
    if receipt is not None:
        on = today or date.today()
        write_receipt(
            make_receipt(found, pack=opened.info.id, checking=checking, today=on, paths=paths), receipt
        )
        written.append(receipt)
    return written


def verify(receipt: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """What differs between a receipt and the files now, a sentence each. Raises InputError for no receipt."""
    from advisor.report.receipt import read_receipt
    from advisor.report.receipt import verify as differences

    for path in (receipt, *paths):
        if not path.exists():
            raise InputError(f"找不到 {path}")
    return differences(read_receipt(receipt), paths)


def read_report(path: Path) -> CheckReport:
    """An earlier report written as JSON. Raises InputError when it is none."""
    import json

    from advisor.domain import CheckReport

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        for finding in found["findings"]:
            # The id is computed from the rest, so it is left out on the way in.
            finding.pop("id", None)
        return CheckReport.model_validate(found)
    except FileNotFoundError:
        raise InputError(f"找不到 {path}") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise InputError(f"“{path.name}”不是预审报告（.json）") from None


def compare(earlier: CheckReport, later: CheckReport) -> Comparison:
    """What was mended, is still open, is new."""
    from advisor.report.recheck import compare as set_side_by_side

    return set_side_by_side(earlier, later)


def triage(
    folder: Path,
    *,
    out: Path | None = None,
    batch: str | None = None,
    track: Track | None = None,
    stage: Stage | None = None,
    round: int | None = None,
    today: date | None = None,
    pack: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> TriageReport:
    """Check every submission of a folder and compare them; with `out`, keep what is done, write papers; with `batch`,
    keep it in the desk's store, where a run that was killed goes on.

    Raises InputError when there is nothing to check, AdvisorError when `out` or the store cannot be written.
    """
    from advisor.triage.batch import run_batch
    from advisor.triage.examine import Setting
    from advisor.triage.intake import run_kept

    chosen = open_pack(pack)
    day = today or date.today()
    setting = Setting(pack=chosen.info.id, today=day, track=track, stage=stage, round=round)
    if batch is None:
        report = run_batch(folder, setting, out=out, jobs=jobs, progress=progress)
    else:
        report = run_kept(folder, setting, batch, jobs=jobs, progress=progress)
    if out:
        from advisor.triage.papers import write_papers

        write_papers(report, chosen, out)
    return report


def draft(kind: str, *, out: Path, **how: Any) -> Draft:
    """Write a paper as .docx and list what is missing: annual, change, plan, correction or recommendation.

    `how`: the keywords of `paperwork.draft.draft`. Raises InputError for faulty facts (file:line) or unusable
    sources, AdvisorError when `out` is not writable.
    """
    from advisor.paperwork.draft import draft as write_paper

    return write_paper(kind, out=out, **how)


def manuscript(wanted: Commission, progress: Callable[..., None] | None = None) -> Manuscript:
    """An approved platform's paper under way: `look`, `tell` it facts, `keep` its state, `write` it."""
    from advisor.paperwork.draft import open_manuscript

    return open_manuscript(wanted, progress)


def clauses(pack: str | None = None) -> tuple[Clause, ...]:
    """The clauses of a pack in reading order."""
    return open_pack(pack).clauses


def fact_sheet(pack: str | None = None) -> Iterator[FactSpec]:
    """The facts an asker may set and see, in order."""
    return (spec for spec in open_pack(pack).facts if spec.sheet)
