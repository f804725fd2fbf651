"""年度工作报告, 变更备案, plans: evidence read, facts settled, the paper written and at once checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.checks.run import checking_of, make_case, report_of
from advisor.domain import CheckReport, Track
from advisor.drafting.dossier import Dossier
from advisor.drafting.evidence import Evidence, Passage, passages_of, read_lasting, read_prose, wanted_year
from advisor.drafting.figures import link_results, read_claims, read_figures
from advisor.drafting.keep import blank, kept
from advisor.drafting.known import Item, Known
from advisor.drafting.lists import read_lines, read_lists
from advisor.drafting.model import Draft
from advisor.drafting.outline import FactBook, Outline, load_book, load_outline
from advisor.drafting.platform import ask_for, write_paper
from advisor.drafting.told import parse_answer, read_facts, read_file
from advisor.drafting.trace import Ask, Source
from advisor.errors import InputError
from advisor.pack.load import open_pack
from advisor.pack.model import Pack
from advisor.profile.materials import read_files
from advisor.profile.reading import Reading
from advisor.settings import settings
from advisor.triage.keep import write
from ingest import read_all

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PAPERS = ("annual", "change", "plan")
LETTERS = ("correction", "recommendation")
"""papers of the office, not of a platform"""
_PAPER = "paper"
"""the fact that says which of the plans is meant"""
Facts = Path | Mapping[str, Any] | None
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Commission:
    """What is to be written, for whom, about which year, and what it may be written from."""

    paper: str
    facts: Facts = None
    sources: Sequence[Path] = ()
    variant: str | None = None
    """which plan, or which kind of change"""
    track: Track | None = None
    year: int | None = None
    pack: str | None = None


@dataclass
class Manuscript:
    """A paper under way: its outline and everything known for it."""

    outline: Outline
    dossier: Dossier
    pack: Pack

    def tell(self, fact: str, text: str) -> None:
        """Take an answer of the interview. Raises InputError saying what was expected."""
        row = self.dossier.book.fact(fact)
        told = {**self.dossier.told, fact: parse_answer(row, text, "访谈", self.dossier.book.reading)}
        if fact == _PAPER:
            self.outline = load_outline(
                self.pack, f"plan-{Dossier(self.dossier.book, told).options(_PAPER)[0]}"
            )
        self.dossier = Dossier(self.dossier.book, told, self.dossier.evidence)

    def ask(self, fact: str) -> Ask:
        """How a fact is asked for, also one that is known."""
        return ask_for(self.dossier, fact)

    def state(self) -> str:
        """What is known so far, as a facts file."""
        return kept(self.outline, self.dossier)

    def blank(self) -> str:
        """A facts file with every key of the paper and nothing behind it but its type and choice."""
        return blank(self.outline, self.dossier)

    def keep(self, file: Path) -> None:
        """Write what is known so far to a facts file, whole or not at all. Raises AdvisorError."""
        write(file, self.state().encode("utf-8"))

    def look(self) -> Draft:
        """The paper as it would be now, unwritten and unchecked."""
        return write_paper(self.outline, self.dossier, self.pack)[1]

    def write(self, out: Path, today: date, model: str | BaseChatModel | None = None) -> Draft:
        """Write the paper to `out` (.docx) and check it. Raises InputError, AdvisorError where it cannot be written."""
        from advisor.paperwork.smooth import Smoother

        if out.suffix.lower() != ".docx":
            raise InputError(f"--out 应是 .docx 文件，现为 {out.name}")
        smoother = Smoother.of(model, self.pack)
        data, draft = write_paper(self.outline, self.dossier, self.pack, smoother)
        write(out, data)
        report = check_paper(out, self, today)
        notes = tuple(smoother.notes) if smoother else ()
        found = {"summary": report.summary, "findings": report.findings, "notes": notes}
        return draft.model_copy(update={"file": str(out), **found})


def open_manuscript(wanted: Commission, progress: Progress | None = None) -> Manuscript:
    """Read the facts and the evidence. Raises InputError for faulty facts, or sources that are not there."""
    pack = open_pack(wanted.pack)
    book = load_book(pack)
    told = _told(wanted, book)
    outline = load_outline(pack, _outline_of(wanted, book, told))
    read = _Read(outline, pack, book, told)
    evidence = read.evidence(wanted.sources, progress) if wanted.sources else None
    return Manuscript(outline, Dossier(book, told, evidence), pack)


def draft(
    kind: str,
    *,
    out: Path,
    facts: Facts = None,
    sources: Sequence[Path] = (),
    variant: str | None = None,
    track: Track | None = None,
    year: int | None = None,
    pack: str | None = None,
    today: date | None = None,
    model: str | BaseChatModel | None = None,
) -> Draft:
    """Write any of the papers to `out` (.docx); `facts` is a file, or for a platform's paper a mapping.

    Raises InputError for faulty facts (file:line) or unusable sources, AdvisorError when `out` is not writable.
    """
    day = today or date.today()
    if kind not in LETTERS:
        wanted = Commission(kind, facts, sources, variant, track, year, pack)
        return open_manuscript(wanted).write(out, day, model)
    if isinstance(facts, Mapping):
        raise InputError("补正告知书和推荐函要用事实文件")
    from advisor.triage.draft import draft_paper

    return draft_paper(kind, out=out, facts=facts, sources=sources, pack=open_pack(pack), today=day)


def check_paper(file: Path, manuscript: Manuscript, today: date) -> CheckReport:
    """The finished paper and what goes along with it through the checks of its stage; a plan has none, so that only
    the common ones run."""
    year = manuscript.dossier.known("year").items
    case = make_case(
        [*read_all([file], settings().limits), *manuscript.dossier.evidence.enclosed],
        checking=checking_of(manuscript.pack),
        policy=manuscript.pack,
        today=today,
        track=manuscript.dossier.track,
        stage=manuscript.outline.stage,
        year=int(year[0].text) if year else None,
        limits=settings().limits,
    )
    return report_of(replace(case, stage=manuscript.outline.stage))


def _told(wanted: Commission, book: FactBook) -> dict[str, Known]:
    """The facts as told, with what the command line says of type, year and kind; the facts file may not differ."""
    given = wanted.facts
    told = read_file(given, book) if isinstance(given, Path) else read_facts(given or {}, book, "填写的内容")
    choice = {"change": "change_kind", "plan": _PAPER}.get(wanted.paper)
    if wanted.variant and choice is None:
        raise InputError("--kind 只用于 plan（哪一种计划）和 change（哪一种变更）")
    options = {"track": wanted.track, "year": wanted.year, choice or "": wanted.variant}
    names = {"track": "--track", "year": "--round", choice or "": "--kind"}
    for fact, value in options.items():
        if not fact or value is None:
            continue
        said = parse_answer(book.fact(fact), str(value), names[fact], book.reading)
        before = told.get(fact)
        if before is not None and before.items and before.items[0].text != said.items[0].text:
            other = f"事实文件里的“{book.fact(fact).label}”是“{before.items[0].text}”"
            raise InputError(f"{names[fact]} 是“{said.items[0].text}”，{other}，请改成一致")
        source = Source(file="命令行", where=names[fact], by="user")
        told.setdefault(fact, Known(items=(Item(text=said.items[0].text, sources=(source,)),)))
    return told


def _outline_of(wanted: Commission, book: FactBook, told: Mapping[str, Known]) -> str:
    if wanted.paper not in PAPERS:
        raise InputError(f"没有“{wanted.paper}”这种文稿，可写：{'、'.join(PAPERS)}")
    if wanted.paper != "plan":
        return wanted.paper
    chosen = Dossier(book, told).options(_PAPER)
    return f"plan-{chosen[0] if chosen else book.fact(_PAPER).options[0].id}"


@dataclass(frozen=True)
class _Read:
    """What the reading of evidence depends on."""

    outline: Outline
    pack: Pack
    book: FactBook
    told: Mapping[str, Known]

    def evidence(self, sources: Sequence[Path], progress: Progress | None) -> Evidence:
        """Everything the sources show of the year that is told, or that they themselves tell."""
        for path in sources:
            if not path.exists():
                raise InputError(f"找不到 {path}")
        checking, book = checking_of(self.pack), self.book
        documents = read_all(list(sources), settings().limits, progress, settings().cache)
        readings = read_files(documents, checking)
        evidence = _unread(readings)
        wanted = {each.material for each in self.outline.enclosures if each.material}
        evidence.enclosed = [r.document for r in readings if r.file.material in wanted]
        passages = passages_of(readings, book.reading)
        self._tell_year(passages, evidence)
        read_lasting(passages, book, checking, evidence)
        known = Dossier(book, self.told, evidence).known("year").items
        if not known:
            evidence.leave("看不出是哪一年的文稿，成果和指标都没有读；请写明年度后再试")
            return evidence
        year = int(known[0].text)
        read_lists(passages, book, year, evidence)
        read_lines(passages, book, year, evidence)
        link_results(book, evidence)
        read_claims(passages, book, year, evidence)
        read_figures(passages, book, checking, year, evidence)
        read_prose(passages, book, year, evidence)
        self._note_unused(passages, year, evidence)
        return evidence

    def _tell_year(self, passages: Sequence[Passage], evidence: Evidence) -> None:
        """The year the sources tell of; a plan is written for the one after the newest report."""
        if "year" in self.told:
            return
        reports = [p for p in passages if p.reading.file.material in self.book.reading.report_materials]
        newest = max((p.year for p in reports if p.year is not None), default=None)
        if self.outline.ahead and newest is not None:
            where = f"写的是{newest}年，计划写下一年"
            named = [p.name for p in reports if p.year == newest]
            found = tuple(Source(file=name, where=where, quote=f"{newest}年") for name in named)
            evidence.add("year", Item(text=str(newest + 1), sources=found))
        elif (told := wanted_year(passages, self.book.reading)) is not None:
            evidence.add("year", Item(text=str(told[0]), sources=told[1]))

    def _note_unused(self, passages: Sequence[Passage], year: int, evidence: Evidence) -> None:
        """Say of every document nothing was taken from that it is so, and why where it tells."""
        used = {source.file for items in evidence.seen.values() for item in items for source in item.sources}
        reports, enclosures = self.book.reading.report_materials, self.outline.enclosures
        enclosed = {each.material for each in enclosures if each.material}
        for passage in passages:
            material = passage.reading.file.material or ""
            if material in enclosed or (passage.name in used and material not in reports):
                continue
            if passage.year is not None and passage.year not in {year - 1, year, year + 1}:
                evidence.leave(f"{passage.name}：是{passage.year}年的，没有用作{year}年的成果")
            elif passage.name not in used:
                other = f"是{passage.year}年的，" if passage.year != year else ""
                why = "看不出是哪一年的，" if passage.year is None else other
                evidence.leave(f"{passage.name}：{why}没有读出可用的内容")


def _unread(readings: Sequence[Reading]) -> Evidence:
    """Evidence with the materials that were found and what of them could not be read."""
    evidence = Evidence()
    for reading in readings:
        evidence.materials.setdefault(reading.file.material or "", []).append(reading.path)
        for part in reading.document.unread:
            evidence.leave(f"{reading.path}：{part.why}")
        for fault in reading.document.faults if not reading.document.readable else ():
            evidence.leave(f"{reading.path}：{fault.detail}，没有读")
    return evidence
