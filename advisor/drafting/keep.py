"""Facts files written: a blank one to fill in, and what an interview knows so far, to be taken up again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import yaml

from advisor.drafting.dossier import Dossier
from advisor.drafting.known import Item, Known
from advisor.drafting.outline import FactBook, FactRow, Outline
from advisor.drafting.told import expected
from advisor.drafting.trace import Source

_ABOUT = "# {name}的事实文件。冒号后面填内容；没有的写“无”，不知道的空着。每项可以写成 {{值: …, 出处: …}}。\n"


def facts_of(outline: Outline, book: FactBook, tracks: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """The facts an outline asks for, for these types and choices (all when none is given), in its order."""
    names = ["track", *([outline.choice] if outline.choice else [])]
    names += re.findall(r"\{(\w+)\}", outline.title + outline.opening)
    names += outline.cover
    for section in outline.sections:
        for part in section.parts:
            if all(_fits(each.tracks, tracks) and _fits(each.kinds, kinds) for each in (section, part)):
                names += re.findall(r"\{(\w+)\}", part.text)
                names += [*part.form, part.prose, part.table, part.compare]
    skipped = {"", "document", *outline.quotes}
    names = [name for name in [*names, outline.signer, outline.date] if name not in skipped]
    return [name for name in dict.fromkeys(names) if _fits(book.fact(name).tracks, tracks)]


def _fits(wanted: Sequence[str], given: Sequence[str]) -> bool:
    return not wanted or not given or bool(set(wanted) & set(given))


def blank(outline: Outline, dossier: Dossier) -> str:
    """A facts file with every key of the paper and nothing behind it but its type and choice."""
    chosen = {name: dossier.known(name) for name in ("track", outline.choice) if name}
    return _written(outline.name, _rows(outline, dossier), chosen)


def kept(outline: Outline, dossier: Dossier) -> str:
    """What is known so far as a facts file: the user's words, what evidence showed with its place, and blanks."""
    rows = _rows(outline, dossier)
    names = {row.id for row in rows}
    rows += [dossier.book.fact(name) for name in dossier.told if name not in names]
    return _written(outline.name, rows, {row.id: _settled(dossier, row) for row in rows})


def _rows(outline: Outline, dossier: Dossier) -> list[FactRow]:
    tracks = [dossier.track] if dossier.track else []
    kinds = dossier.options(outline.choice) if outline.choice else ()
    return [dossier.book.fact(name) for name in facts_of(outline, dossier.book, tracks, kinds)]


def _settled(dossier: Dossier, row: FactRow) -> Known:
    """What may be kept as told: nothing that was computed, since it follows, and nothing that is in dispute."""
    known = dossier.known(row.id)
    computed = any(source.by == "computed" for item in known.items for source in item.sources)
    return Known() if computed and row.id not in dossier.told else known


def _written(name: str, rows: Iterable[FactRow], known: Mapping[str, Known]) -> str:
    parts = [_ABOUT.format(name=name)]
    for row in rows:
        parts.append(f"\n# {row.question or row.label}{expected(row)}。\n")
        parts.append(_entry(row, known.get(row.id, Known())))
    return "".join(parts)


def _entry(row: FactRow, known: Known) -> str:
    if known.nothing:
        return _dump({row.label: "无"})
    if not known.items:
        return f"{row.label}:\n" + "".join(f"#  {line}\n" for line in _example(row))
    if row.kind == "list":
        return _dump({row.label: [_record(row, item) for item in known.items]})
    if row.kind == "prose":
        noted = {note for item in known.items if (note := _note(item.sources))}
        texts = [item.text for item in known.items]
        return _dump({row.label: {"值": texts, "出处": "；".join(sorted(noted))} if noted else texts})
    item = known.items[0]
    note = _note(item.sources)
    return _dump({row.label: {"值": item.text, "出处": note} if note else item.text})


def _record(row: FactRow, item: Item) -> dict[str, str]:
    labels = {column.id: column.label for column in row.columns}
    cells = {labels[name]: text for name, text in item.cells.items() if text}
    note = _note(item.sources)
    return cells | ({"出处": note} if note else {})


def _note(sources: Sequence[Source]) -> str:
    """Where a value came from: the evidence's place, or what the user said of it; the user's own line is not kept."""
    return "；".join(s.note or s.text for s in sources if s.note or s.by != "user")


def _example(row: FactRow) -> list[str]:
    if row.kind != "list":
        return []
    return [f"{'- ' if n == 0 else '  '}{column.label}:" for n, column in enumerate(row.columns)]


def _dump(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)
