"""An outline and what is known become a paper; every word of it that is not the outline's is written down with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from advisor.domain import Track
from advisor.drafting.dossier import Dossier, ratio
from advisor.drafting.known import Item, Known
from advisor.drafting.model import DraftSection
from advisor.drafting.official import Line, Paper
from advisor.drafting.outline import Column, FactRow, Outline, Part
from advisor.drafting.ruled import Table
from advisor.drafting.trace import Enclosed, Source, Use
from advisor.pack.model import Pack
from ingest.chinese import chinese_numeral

_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NUMBER_SHARE = 12
"""the column of running numbers takes one part in so many"""
_LABEL_PARTS, _VALUE_PARTS = 3, 8
Smooth = Callable[[Sequence[str]], Sequence[str]]
"""gives each sentence back, perhaps in better words; numbers and names have been verified"""


@dataclass
class Composition:
    """A paper under way: its lines, what was used where, and what was asked for in vain."""

    outline: Outline
    dossier: Dossier
    pack: Pack
    paper: Paper
    smooth: Smooth | None = None
    sections: list[DraftSection] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    """ids of the facts that were asked for in vain, in the paper's order"""
    asked: set[str] = field(default_factory=set)
    enclosed: tuple[Enclosed, ...] = ()
    section: str = ""
    smoothable: list[int] = field(default_factory=list)
    """places among the lines of sentences that hold no gap"""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the outline's choice is, such as the kinds of a change."""
        return self.dossier.options(self.outline.choice) if self.outline.choice else ()

    def fits(self, tracks: Sequence[Track], kinds: Sequence[str]) -> bool:
        """Whether a piece of the outline is for this platform type and choice."""
        track = self.dossier.track
        return (not tracks or track in tracks) and (not kinds or bool(set(kinds) & set(self.kinds)))

    def fill(self, template: str, *, optional: bool = False) -> str:
        """The template with its slots filled; empty when it is optional and nothing of it is known."""
        template = _OPTIONAL.sub(lambda found: self._optional(found[1]), template)
        names = [name for name in _SLOT.findall(template) if not self._word(name)]
        self.asked.update(names)
        if optional and not any(self.dossier.known(name).items for name in names):
            return ""
        return _SLOT.sub(lambda found: self._word(found[1]) or self.value(found[1]), template)

    def _optional(self, phrase: str) -> str:
        """A phrase in square brackets stands only when all of it is known."""
        names = _SLOT.findall(phrase)
        self.asked.update(names)
        return phrase if all(self.dossier.known(name).items for name in names) else ""

    def _word(self, name: str) -> str:
        """Words that are no facts: the policy's title and what the outline quotes of it."""
        return self.pack.info.title if name == "document" else self.outline.quotes.get(name, "")

    def value(self, name: str) -> str:
        """A fact in words, or the mark of its absence."""
        row, known = self.dossier.book.fact(name), self.dossier.known(name)
        self.asked.add(name)
        if known.nothing:
            self.use(row, "无", known.sources)
            return "无"
        if not known.items:
            return self.gap(row, known)
        text = "、".join(item.text for item in known.items)
        self.use(row, f"{text}{row.unit}", tuple(s for item in known.items for s in item.sources))
        return text

    def use(self, row: FactRow, value: str, sources: tuple[Source, ...], label: str = "") -> None:
        """Write down a value with its sources; once for each section."""
        use = Use(section=self.section, field=row.id, label=label or row.label, value=value, sources=sources)
        if use not in self.uses:
            self.uses.append(use)

    def gap(self, row: FactRow, known: Known | None = None, label: str = "") -> str:
        """The mark of something missing, or of sources that differ."""
        name = label or row.label
        if known is not None and known.conflict is not None:
            name = f"{name}（来源不一致，请核定）"
        if row.id not in self.wanted:
            self.wanted.append(row.id)
        return self.mark(name)

    def mark(self, name: str) -> str:
        """The mark alone, of something that is no fact."""
        if name not in self.missing:
            self.missing.append(name)
        return f"【待补：{name}】"


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
        _form(work, outline.cover)
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
    _close(work, since)


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
        _form(work, part.form)
    elif part.papers:
        _papers(work)


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
        _compare(work, row)
    else:
        _table(work, part, row, known)


def _form(work: Composition, names: Sequence[str]) -> None:
    facts = [work.dossier.book.fact(name) for name in names]
    rows = [(row.label, work.value(row.id)) for row in facts if work.fits(row.tracks, ())]
    above = work.paper.lines[-1] if work.paper.lines else None
    if isinstance(above, Table) and not above.head:
        # Forms that follow each other are one.
        rows = [*((row[0], row[1]) for row in above.rows), *rows]
        work.paper.lines.pop()
    work.paper.lines.append(Table(rows, (_LABEL_PARTS, _VALUE_PARTS), head=False, labels=(0,)))


def _table(work: Composition, part: Part, row: FactRow, known: Known) -> None:
    """The list as a table; columns that are empty and may be so are left out, totals are added up."""
    columns = [c for c in row.columns if not part.columns or c.id in part.columns]
    columns = [c for c in columns if not c.optional or any(item.cells.get(c.id) for item in known.items)]
    rows = [["序号", *(column.label for column in columns)]]
    for number, item in enumerate(known.items, start=1):
        rows.append([str(number), *(_cell(work, row, item, column, number) for column in columns)])
        work.use(row, item.shown, item.sources, f"{row.label}第{number}条")
    totals = {name: work.dossier.total(row.id, name) for name in row.totals}
    if len(known.items) > 1 and any(totals.values()):
        rows.append(["", *_totals(work, row, columns, totals)])
    work.paper.lines.append(_numbered(rows, [column.width for column in columns]))


def _numbered(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """A table whose first column holds running numbers."""
    return Table(rows, (sum(widths) // _NUMBER_SHARE + 1, *widths))


def _cell(work: Composition, row: FactRow, item: Item, column: Column, number: int) -> str:
    text = item.cells.get(column.id, "")
    if text or column.optional:
        return text
    return work.gap(row, None, f"{row.label}第{number}条的{column.label}")


def _totals(
    work: Composition, row: FactRow, columns: Sequence[Column], totals: dict[str, Item | None]
) -> Iterator[str]:
    for place, column in enumerate(columns):
        total = totals.get(column.id)
        if total is not None:
            work.use(row, total.text, total.sources, f"{row.label}合计")
        yield total.text if total is not None else "合计" if place == 0 else ""


def _compare(work: Composition, row: FactRow) -> None:
    """Plan against result, with the ratio computed; what only tells a result has no plan and is left to its own part."""
    told = row.id in work.dossier.told
    items = [i for i in work.dossier.indicators.items if told or i.cells.get("plan")]
    if not items:
        work.paper.add("text", work.gap(row))
        return
    rows = [["序号", "指标", "单位", "计划", "完成", "完成率"]]
    for number, item in enumerate(items, start=1):
        cells = {name: item.cells.get(name, "") for name in ("name", "unit", "plan", "result")}
        found = ratio(cells["plan"], cells["result"])
        sources = item.sources + ((found[1],) if found else ())
        work.use(
            row,
            "；".join([*filter(None, cells.values()), *([found[0]] if found else [])]),
            sources,
            cells["name"],
        )
        for name, label in (("plan", "计划"), ("result", "完成")):
            cells[name] = cells[name] or work.gap(row, None, f"{cells['name']}的{label}值")
        rows.append([str(number), *cells.values(), found[0] if found else "—"])
    work.paper.lines.append(_numbered(rows, (20, 7, 9, 9, 9)))


def _papers(work: Composition) -> None:
    for number, each in enumerate(work.enclosed, start=1):
        wanted = each.file is None and not each.later
        if each.file is not None:
            row = work.dossier.book.fact(work.outline.choice)
            work.use(row, each.name, (Source(file=each.file, where="全文"),), each.name)
        work.paper.add("text", f"{number}. {work.mark(each.name) if wanted else each.name}")


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
        work.paper.add("signature", f"{outline.words['sign']}{work.value(outline.signer)}", keep=True)
    if "legal" in outline.words:
        work.paper.add("signature", f"{outline.words['legal']}　　　　　　", keep=True)
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
    opinion = f"\n\n\n\n{words['opinion_sign']}　　　　　　　　\n{words['opinion_day']}"
    rows.append((words["opinion"], opinion))
    work.paper.lines.append(Table(rows, (_LABEL_PARTS, _VALUE_PARTS), head=False, labels=(0,), tall=110))
