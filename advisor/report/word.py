"""The applicant's own Word file back, with a comment at the very words of every finding; nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.domain import Finding
from advisor.report.grouping import LEVELS, basis

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

AUTHOR = "申创通"


def annotate_word(source: Path, findings: Iterable[Finding], out: Path) -> int:
    """Write a copy of `source` to `out` with the findings as comments; how many were placed.

    A finding whose words are not found is put at the first paragraph, so that none is lost.
    """
    import docx

    document = docx.Document(str(source))
    paragraphs = list(_paragraphs(document))
    placed = 0
    for finding in findings:
        target = _find(paragraphs, finding)
        runs = _runs(*target) if target else _first(paragraphs)
        if runs:
            document.add_comment(runs, text=comment_text(finding), author=AUTHOR, initials="申")
            placed += 1
    document.save(str(out))
    return placed


def comment_text(finding: Finding) -> str:
    """What a comment says: how serious, what, how to mend, on what authority, and the finding's id."""
    lines = [
        f"【{LEVELS[finding.level]}】{finding.message}",
        f"改法：{finding.hint}",
        f"依据：{basis(finding)}",
    ]
    return "\n".join([*lines, f"编号：{finding.id}"])


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def _find(paragraphs: list[Paragraph], finding: Finding) -> tuple[Paragraph, str] | None:
    """The paragraph that holds the quote, or its longest piece; the one in the finding's section when several do."""
    pieces = sorted((p for p in re.split(r"[\n\t]", finding.quote) if p.strip()), key=len, reverse=True)
    for piece in pieces:
        wanted = piece.strip()
        holders = [p for p in paragraphs if wanted in p.text]
        if holders:
            return holders[0], wanted
    return None


def _runs(paragraph: Paragraph, words: str) -> list[Run]:
    """The runs that carry the words; runs are split at their edges so that the comment stands at the words."""
    start = paragraph.text.find(words)
    end = start + len(words)
    chosen: list[Run] = []
    offset = 0
    for run in list(paragraph.runs):
        length = len(run.text)
        if offset < end and offset + length > start and length:
            chosen.append(_cut(run, max(0, start - offset), min(length, end - offset)))
        offset += length
    return chosen or list(paragraph.runs)


def _cut(run: Run, start: int, end: int) -> Run:
    """Split a run of plain text into up to three and return the middle one; others stay whole."""
    import copy

    from docx.oxml.ns import qn
    from docx.text.run import Run

    plain = all(child.tag in {qn("w:rPr"), qn("w:t")} for child in run._r)
    if not plain or (start == 0 and end == len(run.text)):
        return run
    text = run.text
    before, after = copy.deepcopy(run._r), copy.deepcopy(run._r)
    if start > 0:
        run._r.addprevious(before)
        Run(before, run._parent).text = text[:start]
    if end < len(text):
        run._r.addnext(after)
        Run(after, run._parent).text = text[end:]
    run.text = text[start:end]
    return run


def _first(paragraphs: list[Paragraph]) -> list[Run]:
    return next(([p.runs[0]] for p in paragraphs if p.runs), [])
