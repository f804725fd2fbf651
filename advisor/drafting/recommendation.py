"""The recommendation letter (推荐函) with its summary table (推荐汇总表), in the order the clerk ranked."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.domain import Track
from advisor.drafting.filling import Filling, bracketed, day
from advisor.drafting.model import (
    Draft,
    DraftSection,
    LetterFacts,
    Platform,
    RecommendationTemplate,
    SheetTemplate,
)
from advisor.drafting.official import Annex, Paper, render
from advisor.drafting.sheet import Sheet, workbook
from advisor.drafting.templates import load_template
from advisor.errors import InputError, PackError
from advisor.pack.model import Pack


def ranked(platforms: Sequence[Platform], facts: LetterFacts) -> list[Platform]:
    """The platforms to recommend: as `order` names them, else as given; those of the facts file come first.

    Raises InputError for a name in `order` that none of them has.
    """
    every = [*facts.platforms, *platforms]
    if not facts.order:
        return every
    chosen = []
    for name in facts.order:
        found = next((each for each in every if name in {each.id, each.platform_name, each.unit_name}), None)
        if found is None:
            raise InputError(f"order 里的“{name}”不在材料之中")
        chosen.append(found)
    return chosen


def write_recommendation(
    platforms: Sequence[Platform], facts: LetterFacts, pack: Pack
) -> tuple[bytes, bytes, Draft]:
    """The letter with its table as .docx, the table alone as .xlsx, and what is missing in them."""
    template = load_template(pack, "recommendation", RecommendationTemplate)
    table = load_template(pack, "summary", SheetTemplate)
    filling = Filling(_facts(facts, pack, template), template.labels)
    chosen = ranked(platforms, facts)
    paper = Paper(filling.text(template.title))
    sections = _letter(paper, template, filling, chosen, pack)
    rows, gaps = _rows(table, chosen, pack)
    title, head = filling.text(table.title), filling.text(table.head)
    titles = [column.title for column in table.columns]
    widths = [column.width for column in table.columns]
    paper.annexes.append(Annex("附件", title, head, [titles, *rows], widths))
    state = "missing" if not rows else "partly" if gaps else "filled"
    sections.append(DraftSection(title=template.attachment, state=state, sources=("--from", "--facts")))
    book = workbook([Sheet(title, titles, rows, widths, head=head)])
    missing = (*filling.missing, *gaps)
    return render(paper), book, Draft(file="", sections=tuple(sections), missing=missing)


def _facts(facts: LetterFacts, pack: Pack, template: RecommendationTemplate) -> dict[str, object]:
    clause = pack.clause(template.clause)
    if clause is None or template.quote not in clause.text:
        raise PackError(
            f"{pack.info.id}/templates/recommendation.yaml：quote 不在条款 {template.clause} 的原文里"
        )
    return {
        "issuer": facts.issuer,
        "number": bracketed(facts.number),
        "date": day(facts.date),
        "year": facts.year,
        "contact": facts.contact,
        "phone": facts.phone,
        "document": pack.info.title,
        "quote": template.quote,
    }


def _letter(
    paper: Paper,
    template: RecommendationTemplate,
    filling: Filling,
    chosen: Sequence[Platform],
    pack: Pack,
) -> list[DraftSection]:
    paper.add("number", filling.value("number"))
    paper.add("title", paper.title)
    paper.add("recipient", f"{template.recipient}：")
    paper.add("text", filling.text(template.opening))
    head = DraftSection(title="抬头", state="partly" if filling.missing else "filled", sources=("--facts",))
    paper.add("first", f"一、{template.counts_title}")
    paper.add("text", _counts(template, chosen, pack) if chosen else template.none)
    paper.add("first", f"二、{template.list_title}")
    for number, platform in enumerate(chosen, start=1):
        words = {name: getattr(platform, name) for name in ("platform_name", "unit_name")}
        labels = {"platform_name": f"第{number}项平台名称", "unit_name": f"第{number}项申报单位"}
        line = Filling(words, labels)
        paper.add("text", f"{number}. {line.text(template.item)}")
    paper.add("text", template.closing, keep=True)
    paper.add("text", "", keep=True)
    paper.add("attachment", f"附件：{template.attachment}", keep=True)
    paper.add("text", "", keep=True)
    before = len(filling.missing)
    paper.add("signature", filling.value("issuer"), keep=True)
    paper.add("date", filling.value("date"))
    paper.add("text", filling.text(template.contact))
    listing = DraftSection(
        title=template.list_title, state="filled" if chosen else "missing", sources=("--from", "--facts")
    )
    signing = DraftSection(
        title="落款", state="partly" if len(filling.missing) > before else "filled", sources=("--facts",)
    )
    return [head, listing, signing]


def _counts(template: RecommendationTemplate, chosen: Sequence[Platform], pack: Pack) -> str:
    tracks: dict[Track, int] = {}
    for platform in chosen:
        if platform.track:
            tracks[platform.track] = tracks.get(platform.track, 0) + 1
    listed = [
        template.track.format(name=info.name, count=tracks[info.id])
        for info in pack.info.tracks
        if info.id in tracks
    ]
    untold = len(chosen) - sum(tracks.values())
    if untold:
        listed.append(f"【待补：平台类型】{untold}个")
    return template.counts.format(total=len(chosen), tracks="、".join(listed))


def _rows(table: SheetTemplate, chosen: Sequence[Platform], pack: Pack) -> tuple[list[list[str]], list[str]]:
    """The table's rows, and every blank as 第几项的哪一栏."""
    rows, gaps = [], []
    for number, platform in enumerate(chosen, start=1):
        values = platform.model_dump() | {
            "number": number,
            "track_name": pack.track(platform.track).name if platform.track else None,
        }
        row = []
        for column in table.columns:
            value = values.get(column.value)
            if value is None and not column.optional:
                gaps.append(f"第{number}项{column.title}")
                value = f"【待补：{column.title}】"
            row.append("" if value is None else str(value))
        rows.append(row)
    return rows, gaps
