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
    """Write a copy of `source` to `out` with the findings as comments; how many stand at their words.

    Findings about no particular words share one comment at the first paragraph, so that none is lost.
    """
    import docx

    document = docx.Document(str(source))
    paragraphs = list(_paragraphs(document))
    general: list[Finding] = []
    placed = 0
    for finding in findings:
        target = _find(paragraphs, finding)
        runs = _runs(*target) if target else []
        if runs:
            document.add_comment(runs, text=comment_text(finding), author=AUTHOR, initials="申")
            placed += 1
        else:
            general.append(finding)
    runs = _first(paragraphs)
    if general and runs:
        text = "\n\n".join(comment_text(finding) for finding in general)
        document.add_comment(runs, text=text, author=AUTHOR, initials="申")
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
    """The first paragraph that holds the quote or its longest piece; masked digits stand for any."""
    pieces = [finding.quote, *re.split(r"[\n\t]", finding.quote), *finding.quote.split()]
    for piece in (piece.strip() for piece in sorted(pieces, key=len, reverse=True)):
        if len(piece) < 2:
            continue
        expression = re.compile(re.sub(r"(?:\\\*){2,}", r"[\\dXx -]+", re.escape(piece)))
        for paragraph in paragraphs:
            found = expression.search(paragraph.text)
            if found:
                return paragraph, found.group()
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
