"""The correction letter (一次性补正告知书): all defects at once, each with place, clause and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.domain import CheckReport, Clause, Finding
from advisor.drafting.filling import Filling, bracketed, day
from advisor.drafting.model import CorrectionTemplate, Draft, DraftSection, LetterFacts
from advisor.drafting.official import Paper, render
from advisor.drafting.quoting import best_sentence
from advisor.drafting.templates import load_template
from advisor.pack.checking import load_checking
from advisor.pack.model import Pack
from ingest.chinese import chinese_numeral

_PLACES = 6
"""places named one by one; more of the same are counted"""


@dataclass
class Letter:
    """A letter under way: template, facts, and the words of the pack."""

    template: CorrectionTemplate
    filling: Filling
    pack: Pack
    titles: Mapping[str, str]
    sections: list[DraftSection]


def draft_correction(report: CheckReport, facts: LetterFacts, pack: Pack) -> tuple[Paper, Draft]:
    """The letter for one checked submission. Findings that are only advice are not put into it."""
    template = load_template(pack, "correction", CorrectionTemplate)
    filling = Filling(_facts(report, facts, pack), template.labels)
    checking = load_checking(Path(pack.folder).parent, pack.info.id)
    letter = Letter(template, filling, pack, {row.id: row.title for row in checking.checks}, [])
    groups = {group.title: _grouped(report.findings, group.level) for group in template.groups}
    count = sum(len(items) for items in groups.values())
    paper = Paper(filling.text(template.title))
    paper.add("number", filling.value("number"))
    paper.add("title", paper.title)
    paper.add("recipient", f"{filling.value('unit_name')}：")
    opening = (template.opening if count else template.clean).replace("{count}", str(count))
    paper.add("text", filling.text(opening))
    _section(letter, "抬头")
    number = 0
    for title, items in groups.items():
        if items:
            number += 1
            _group(paper, letter, f"{chinese_numeral(number)}、{title}", items)
    if count:
        _closing(paper, letter, number + 1, [items[0] for each in groups.values() for items in each])
    _signing(paper, letter)
    return paper, Draft(file="", sections=tuple(letter.sections), missing=tuple(filling.missing))


def write_correction(report: CheckReport, facts: LetterFacts, pack: Pack) -> tuple[bytes, Draft]:
    """The letter as a .docx file, with what is missing in it."""
    paper, draft = draft_correction(report, facts, pack)
    return render(paper), draft


def _facts(report: CheckReport, facts: LetterFacts, pack: Pack) -> dict[str, object]:
    track = facts.track or report.track
    return {
        "issuer": facts.issuer,
        "number": bracketed(facts.number),
        "date": day(facts.date),
        "deadline": day(facts.deadline),
        "contact": facts.contact,
        "phone": facts.phone,
        "unit_name": facts.unit_name or report.profile.get("unit_name"),
        "platform_name": facts.platform_name or report.profile.get("platform_name"),
        "track_name": pack.track(track).name if track else None,
        "stage_name": pack.info.stages.get(report.stage) if report.stage else None,
        "document": pack.info.title,
    }


def _grouped(findings: Iterable[Finding], level: str) -> list[list[Finding]]:
    """Findings of a level; those of one check with one message stand together."""
    items: dict[tuple[str, str, str], list[Finding]] = {}
    told: set[tuple[object, ...]] = set()
    for finding in findings:
        # One check may see one passage under two names; it is one thing to mend.
        seen = (finding.check, finding.file, finding.place, finding.quote)
        if finding.level == level and not (finding.quote and seen in told):
            told.add(seen)
            items.setdefault((finding.check, finding.message, finding.hint), []).append(finding)
    return list(items.values())


def _group(paper: Paper, letter: Letter, title: str, items: list[list[Finding]]) -> None:
    words = letter.template.lines
    paper.add("first", title)
    for number, findings in enumerate(items, start=1):
        first = findings[0]
        paper.add("second", f"（{chinese_numeral(number)}）{letter.titles.get(first.check, first.check)}")
        paper.add("text", _sentence(words["problem"], first.message))
        places = _places(letter, findings)
        if places:
            paper.add("text", _sentence(words["place"], places))
        paper.add("text", _sentence(words["basis"], _basis(letter, first)))
        if first.hint:
            paper.add("text", _sentence(words["mend"], _hint(letter, first.hint)))
    files = dict.fromkeys(f.file for findings in items for f in findings if f.file)
    letter.sections.append(DraftSection(title=title, state="filled", sources=tuple(files)))


def _hint(letter: Letter, hint: str) -> str:
    """How to mend it; the office that writes the letter does not send the reader to itself by another name."""
    other, own = letter.template.ourselves
    issuer = str(letter.filling.facts.get("issuer") or "")
    return hint.replace(other, own) if other and issuer.endswith(other.lstrip("向")) else hint


def _sentence(label: str, text: str) -> str:
    return f"{label}：{text.strip().rstrip('。；;')}。"


def _places(letter: Letter, findings: list[Finding]) -> str:
    named = list(dict.fromkeys(place for finding in findings if (place := where(finding))))
    more = letter.template.more.replace("{count}", str(len(named) - _PLACES)) if len(named) > _PLACES else ""
    return "；".join([*named[:_PLACES], *([more.rstrip("。")] if more else [])])


def where(finding: Finding) -> str:
    """The place of a finding in words: file, page, section, table cell and the words that stand there."""
    place = finding.place
    parts = [f"“{finding.file}”" if finding.file else ""]
    if place.page:
        parts.append(f"第{place.page}页")
    if place.section:
        parts.append(f"“{place.section}”部分")
    if place.table:
        cell = f"第{place.row}行第{place.column}列" if place.row and place.column else ""
        parts.append(f"表{place.table}{cell}")
    quote = " ".join(finding.quote.split())
    section = "".join((place.section or "").split())
    if quote and quote not in finding.message and "".join(quote.split()) not in section:
        parts.append(f"“{quote if len(quote) <= 40 else quote[:40] + '……'}”处")
    return "，".join(part for part in parts if part)


def _basis(letter: Letter, finding: Finding) -> str:
    """The authority of a finding: the clause word for word, or in a word where no clause sets it."""
    clauses = [clause for each in finding.clauses if (clause := letter.pack.clause(each))]
    if finding.basis != "policy" or not clauses:
        return letter.template.basis[finding.basis if finding.basis != "policy" else "practice"]
    said = f"{letter.titles.get(finding.check, '')}{finding.message}{finding.hint}"
    return "；".join(_cited(letter, clause, said) for clause in clauses)


def _cited(letter: Letter, clause: Clause, said: str) -> str:
    words = {
        "document": letter.pack.info.title,
        "heading": clause.heading,
        "quote": best_sentence(clause.text, said),
    }
    return Filling(words, {}).text(letter.template.basis["policy"])


def _closing(paper: Paper, letter: Letter, number: int, told: list[Finding]) -> None:
    before = len(letter.filling.missing)
    title = f"{chinese_numeral(number)}、{letter.template.closing_title}"
    paper.add("first", title)
    for text in letter.template.closing:
        paper.add("text", letter.filling.text(text))
    if any(_basis(letter, each) == letter.template.basis["practice"] for each in told):
        paper.add("text", letter.filling.text(letter.template.practice))
    state = "filled" if len(letter.filling.missing) == before else "partly"
    letter.sections.append(DraftSection(title=title, state=state, sources=("--facts",)))


def _signing(paper: Paper, letter: Letter) -> None:
    paper.add("text", "", keep=True)
    paper.add("signature", letter.filling.value("issuer"), keep=True)
    paper.add("date", letter.filling.value("date"))
    paper.add("text", letter.filling.text(letter.template.contact))
    signed = ("issuer", "date", "contact", "phone")
    gone = [name for name in signed if not letter.filling.facts.get(name)]
    state = "missing" if len(gone) == len(signed) else "partly" if gone else "filled"
    letter.sections.append(DraftSection(title="落款", state=state, sources=("--facts",)))


def _section(letter: Letter, title: str) -> None:
    state = "partly" if letter.filling.missing else "filled"
    letter.sections.append(DraftSection(title=title, state=state, sources=("--facts", "--from")))
