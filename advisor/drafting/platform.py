"""The papers of an approved platform as .docx, with the table of sources and everything that is still open."""

from __future__ import annotations

from advisor.drafting.compose import compose
from advisor.drafting.composition import Composition, Smooth
from advisor.drafting.dossier import Dossier, claims_in_words
from advisor.drafting.model import Draft
from advisor.drafting.official import Annex, render
from advisor.drafting.outline import Outline
from advisor.drafting.told import expected
from advisor.drafting.trace import Ask, Enclosed, Reminder, Use
from advisor.pack.model import Pack

_HEADS = ("序号", "所在部分", "内容", "数据", "来源")
_WIDTHS = (6, 12, 14, 30, 38)


def write_paper(
    outline: Outline, dossier: Dossier, pack: Pack, smooth: Smooth | None = None
) -> tuple[bytes, Draft]:
    """The paper as a .docx file, and what is in it, from where, and what is missing."""
    enclosed = enclosures(outline, dossier)
    work = compose(outline, dossier, pack, smooth, enclosed)
    work.paper.annexes.append(_sources(work))
    draft = Draft(
        file="",
        name=outline.name,
        track=dossier.track,
        sections=tuple(work.sections),
        missing=tuple(work.missing),
        sources=tuple(work.uses),
        conflicts=tuple(conflict for conflict in dossier.conflicts if conflict.field in work.asked),
        asks=tuple(ask_for(dossier, name) for name in _open(work)),
        papers=enclosed,
        reminders=tuple(_reminders(work)),
        unused=(*_unused(work), *dossier.evidence.left_out),
    )
    return render(work.paper), draft


def enclosures(outline: Outline, dossier: Dossier) -> tuple[Enclosed, ...]:
    """The documents the paper needs, each with the file that is one."""
    kinds = set(dossier.options(outline.choice)) if outline.choice else set()
    found = []
    for each in outline.enclosures:
        if each.kinds and not kinds & set(each.kinds):
            continue
        files = dossier.evidence.materials.get(each.material, []) if each.material else []
        fields = each.model_dump(include={"name", "basis", "clauses", "note", "later"})
        found.append(Enclosed(**fields, file=files[0] if files else None))
    return tuple(found)


def _open(work: Composition) -> list[str]:
    """The facts to ask for: choices first, since the rest depends on them."""
    first = [name for name in (work.outline.choice, "track") if name in work.wanted]
    return list(dict.fromkeys([*first, *work.wanted]))


def ask_for(dossier: Dossier, name: str) -> Ask:
    """How a fact is asked for."""
    row = dossier.book.fact(name)
    conflict = dossier.known(row.id).conflict
    return Ask(
        field=row.id,
        label=row.label,
        question=row.question or f"请填写{row.label}。",
        expected=expected(row),
        options=tuple(option.label for option in row.options),
        several=row.kind in {"list", "prose"},
        claims=conflict.claims if conflict is not None and conflict.chosen is None else (),
    )


def _reminders(work: Composition) -> list[Reminder]:
    kinds = set(work.kinds)
    return [
        Reminder(text=note.text, basis=note.basis, clauses=note.clauses)
        for note in work.outline.notes
        if not note.kinds or kinds & set(note.kinds)
    ]


def _unused(work: Composition) -> list[str]:
    """What the user told that this paper has no place for."""
    rows = [work.dossier.book.fact(name) for name in work.dossier.told if name not in work.asked]
    return [f"“{row.label}”：{work.outline.name}里没有这一项，没有写进去" for row in rows]


def _sources(work: Composition) -> Annex:
    words = work.outline.words
    rows = [_HEADS, *(_row(number, use) for number, use in enumerate(work.uses, start=1))]
    for conflict in work.dossier.conflicts:
        if conflict.field in work.asked:
            settled = f"按“{conflict.chosen}”写入" if conflict.chosen else "未写入，待核定"
            number = str(len(rows))
            rows.append((number, "来源不一致", conflict.label, settled, claims_in_words(conflict.claims)))
    return Annex("附表", words["source_title"], words["source_head"], rows, _WIDTHS)


def _row(number: int, use: Use) -> tuple[str, ...]:
    said = "；".join(source.text for source in use.sources)
    return (str(number), use.section, use.label, use.value, said)
