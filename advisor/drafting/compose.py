"""An outline and what is known become a paper; every word of it that is not the outline's is written down with its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from advisor.drafting.composition import Composition, Smooth
from advisor.drafting.dossier import Dossier
from advisor.drafting.known import Known
from advisor.drafting.model import DraftSection
from advisor.drafting.official import Line, Paper
from advisor.drafting.outline import FactRow, Outline, Part
from advisor.drafting.pieces import (
    LABEL_PARTS,
    VALUE_PARTS,
    add_comparison,
    add_form,
    add_papers,
    add_table,
)
from advisor.drafting.ruled import Table
from advisor.drafting.trace import Enclosed
from advisor.pack.model import Pack
from ingest.chinese import chinese_numeral


def compose(
    outline: Outline,
    dossier: Dossier,
    pack: Pack,
    smooth: Smooth | None = None,
    enclosed: tuple[Enclosed, ...] = (),
) -> Composition:
    """The paper with everything that was used and everything still wanted."""
    work = Composition(outline, dossier, pack, Paper(""), smooth, enclosed=enclosed)
    if outline.choice:
        work.value(outline.choice)
    work.value("track")
    work.uses.clear()
    _head(work)
    number = 0
    for section in outline.sections:
        if work.fits(section.tracks, section.kinds):
            number += 1
            _section(work, f"{chinese_numeral(number)}、{section.title}", section.title, section.parts)
    _smoothed(work)
    _tail(work)
    return work


def _head(work: Composition) -> None:
    outline = work.outline
    since, work.section = len(work.paper.lines), outline.name
    work.paper.title = work.fill(outline.title)
    work.paper.add("title", work.paper.title)
    if outline.recipient:
        work.paper.add("recipient", f"{outline.recipient}：")
    if outline.cover:
        add_form(work, outline.cover)
    if outline.opening:
        work.paper.add("text", work.fill(outline.opening))
    _close(work, since)


def _section(work: Composition, shown: str, title: str, parts: Sequence[Part]) -> None:
    since, work.section, number = len(work.paper.lines), title, 0
    work.paper.add("first", shown)
    for part in parts:
        if not work.fits(part.tracks, part.kinds):
            continue
        lines = len(work.paper.lines)
        number += bool(part.title)
        heading = Line("second", f"（{chinese_numeral(number)}）{part.title}")
        _part(work, part)
        if len(work.paper.lines) == lines:
            number -= bool(part.title)
        elif part.title:
            work.paper.lines.insert(lines, heading)
            work.smoothable = [at + (at >= lines) for at in work.smoothable]
    if number == 1:
        _unnumbered(work, since)
    _close(work, since)


def _unnumbered(work: Composition, since: int) -> None:
    """A heading that is alone in its section has no number: there is no （一） without a （二）."""
    first = f"（{chinese_numeral(1)}）"
    for at, line in enumerate(work.paper.lines[since:], start=since):
        if isinstance(line, Line) and line.kind == "second":
            work.paper.lines[at] = Line("second", line.text.removeprefix(first))


def _close(work: Composition, since: int) -> None:
    """Sum up the section that began at this line."""
    used = [use for use in work.uses if use.section == work.section]
    gaps = any("【待补" in text for line in work.paper.lines[since:] for text in _texts(line))
    state: Literal["filled", "partly", "missing"] = "filled" if not gaps else "partly" if used else "missing"
    sources = dict.fromkeys(source.text for use in used for source in use.sources)
    work.sections.append(DraftSection(title=work.section, state=state, sources=tuple(sources)))


def _texts(line: Line | Table) -> list[str]:
    return [line.text] if isinstance(line, Line) else [text for row in line.rows for text in row]


def _part(work: Composition, part: Part) -> None:
    name = part.prose or part.table or part.compare
    if name:
        work.asked.add(name)
        row, known = work.dossier.book.fact(name), work.dossier.known(name)
        if known.nothing and part.none:
            work.use(row, "无", known.sources)
            work.paper.add("text", part.none)
        elif known.there or not part.optional:
            _list(work, part, row, known)
    elif part.text:
        text = work.fill(part.text, optional=part.optional)
        if text:
            if "【待补" not in text:
                work.smoothable.append(len(work.paper.lines))
            work.paper.add("text", text)
    elif part.form:
        add_form(work, part.form)
    elif part.papers:
        add_papers(work)


def _list(work: Composition, part: Part, row: FactRow, known: Known) -> None:
    if not known.items:
        work.paper.add("text", "无。" if known.nothing else work.gap(row, known))
        if known.nothing:
            work.use(row, "无", known.sources)
    elif part.prose:
        for item in known.items:
            work.paper.add("text", item.text)
            work.use(row, item.text, item.sources)
    elif part.compare:
        add_comparison(work, row)
    else:
        add_table(work, part, row, known)


def _smoothed(work: Composition) -> None:
    """Let the model word the sentences that hold no gap; whoever gives `smooth` has verified what comes back."""
    if work.smooth is None or not work.smoothable:
        return
    lines = [work.paper.lines[at] for at in work.smoothable]
    texts = [line.text for line in lines if isinstance(line, Line)]
    for at, text in zip(work.smoothable, work.smooth(texts), strict=True):
        work.paper.lines[at] = Line("text", text)


def _tail(work: Composition) -> None:
    outline, since = work.outline, len(work.paper.lines)
    work.section = "落款"
    if outline.closing:
        work.paper.add("text", outline.closing, keep=True)
    work.paper.add("text", "", keep=True)
    if "sign" in outline.words:
        work.paper.add("signer", f"{outline.words['sign']}{work.value(outline.signer)}", keep=True)
    if "legal" in outline.words:
        work.paper.add("signer", f"{outline.words['legal']}　　　　　　", keep=True)
    work.paper.add("date", work.value(outline.date))
    _close(work, since)
    if outline.consent:
        _consent(work)


def _consent(work: Composition) -> None:
    """The recommending unit's own page: it is theirs to fill in, so that its blanks are no gaps of ours."""
    outline, words = work.outline, work.outline.words
    work.section = outline.consent_title
    work.paper.add("page", outline.consent_title)
    rows = [tuple(work.fill(line).split("：", 1)) for line in outline.consent]
    opinion = f"{words['opinion_sign']}　　　　　　　　\n{words['opinion_day']}"
    rows.append((words["opinion"], opinion))
    work.paper.lines.append(Table(rows, (LABEL_PARTS, VALUE_PARTS), head=False, labels=(0,), tall=110))
