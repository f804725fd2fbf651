"""References to an attachment, a table, a figure or a part of the paper that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from advisor.checks.case import Case, Findings, Row
from advisor.checks.paper_references import Papers
from advisor.checks.part_references import Wording, broken_parts
from advisor.pack.squeeze import squeeze
from advisor.profile.reading import Reading
from ingest.chinese import parse_numeral

_NUMERAL = r"(?P<n>\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_RUN_ON = re.compile(rf"。(?=\s*附?[表图]\s*{_NUMERAL}(?!\s*(?:[为所中列示是可给]|显示)))")
_ATTACHMENT = re.compile(rf"附件\s*{_NUMERAL}")
_BOUND = ("附录", "附表", "附图")
"""What is bound in behind a paper or lies beside it, by number or as the only one."""
_MANY = rf"(?:\s*(?P<joint>[~～至到、和及与—－-])\s*(?:{{what}})?{_NUMERAL.replace('?P<n>', '?P<last>')}(?![\d年月日]))?"
"""What goes on behind the first number of several in one title (附图1-3, 附图1、2)."""
_TITLED = (
    r"\s*{what}\s*(?:[（(]?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?"
    + _MANY
    + r"(?!\s*(?:所[示列]|中(?:所|列|给|的)|给出|列出|显示))|(?=[:：\s]|$)|(?=[\u4e00-\u9fff]))"
)
_ENCLOSED = re.compile(r"\s*附件?\s*[：:]\s*(?=1\s*[.．、])")
_ITEM = re.compile(r"(?P<n>\d{1,2})\s*[.．、]\s*(?P<name>[^\d.．、；;。\n　]{3,30})")
_SIDE = 2
"""Enclosures at least that lie beside the paper as files with their numbers."""
_WORD = 3
"""Characters at the end of an enclosure's name by which it is known again."""
_LISTS = frozenset("、和及与")
_LISTED = re.compile(r"(?:^|[\n；;\s])\s*(?:附件[：:]?\s*)?(?P<n>\d{1,2})\s*[.．、](?!\d)")


def check(
    case: Case,
    row: Row,
    *,
    frames: tuple[str, ...],
    captions: dict[str, str],
    parts: Wording | None = None,
    papers: Papers | None = None,
) -> Findings:
    """`frames` are wordings with {what} and {n} that refer; `captions` give for 表 and 图 how they are titled; `parts` are
    wordings that point to the paper's own parts, `papers` names of others with parts of their own."""
    wording = parts or Wording()
    attachments = _attachments(case)
    for reading in case.main:
        for what, caption in captions.items():
            there = _captions(reading, caption)
            yield from _broken(reading, row, what, there, frames, numbered=bool(there), wording=wording)
        yield from _broken(
            reading,
            row,
            "附件",
            attachments,
            frames,
            numbered=bool(attachments),
            wording=wording,
            most=len(case.readings),
        )
        for what in _BOUND:
            if (bound := _bound(case, what)) is not None:
                bound |= _captions(reading, captions[what[1:]]) if what[1:] in captions else set()
                yield from _broken(reading, row, what, bound, frames, numbered=True, wording=wording)
        yield from _not_enclosed(case, reading, row)
        for told in broken_parts(reading, wording, case.readings):
            if "instructions" not in reading.section_at(told.start):
                place = reading.place(told.start, told.end)
                yield row.finding(file=reading.path, place=place, quote=told.words, what=told.words)
    for reading in case.readings if papers else ():
        for told in papers.broken(reading, case.readings) if papers else ():
            place = reading.place(told.start, told.end)
            yield row.finding(file=reading.path, place=place, quote=told.words, what=told.words)


def _broken(
    reading: Reading,
    row: Row,
    what: str,
    there: set[int],
    frames: tuple[str, ...],
    *,
    numbered: bool,
    wording: Wording,
    most: int = 0,
) -> Findings:
    told: set[int] = set()
    for frame in frames:
        expression = re.compile(frame.replace("{what}", what).replace("{n}", _NUMERAL))
        for sentence in reading.sentences:
            for found in expression.finditer(sentence.text):
                behind = sentence.text[found.end("n") :]
                named = found.start() + found.group().index(what)
                if re.match(r"[-—.]\d", behind) or wording.goes_on(sentence.text[: found.start() + 1]):
                    continue
                if wording.leads(sentence.text[:named]):
                    continue
                for numeral in re.finditer(_NUMERAL, sentence.text[named : found.end("n")]):
                    n, at = int(parse_numeral(numeral["n"]) or 0), sentence.start + named + numeral.start()
                    if at not in told and (n not in there if numbered else n > most):
                        told.add(at)
                        start = sentence.start + found.start()
                        place = reading.place(start, start + len(found.group()))
                        words = f"{what}{numeral['n']}"
                        yield row.finding(file=reading.path, place=place, quote=found.group(), what=words)


def _not_enclosed(case: Case, reading: Reading, row: Row) -> Findings:
    """Items of the list of enclosures of which there is no file, where the others lie beside it as files with their numbers."""
    files = {int(n) for other in case.readings if (n := _numbered(other.path))}
    for block in reading.body:
        head = _ENCLOSED.match(block.text)
        items = list(_ITEM.finditer(block.text, head.end())) if head else []
        listed = {int(item["n"]) for item in items}
        for item in items if len(files & listed) >= _SIDE and files <= listed else ():
            if int(item["n"]) not in files and not _somewhere(case, item["name"]):
                start = (block.place.start or 0) + item.start()
                place = reading.place(start, start + len(item.group()))
                yield row.finding(
                    file=reading.path, place=place, quote=item.group().strip(), what=f"附件{item['n']}"
                )


def _numbered(path: str) -> str | None:
    found = re.match(r"附件?\s*(\d{1,2})(?!\d)", PurePosixPath(path.replace("!", "/")).name)
    return found[1] if found else None


def _somewhere(case: Case, name: str) -> bool:
    """Whether some file or a part of one is called so, or bears the last word of it."""
    word = squeeze(name)[-_WORD:]
    titles = (squeeze(section.title) for reading in case.readings for section in reading.sections)
    firsts = (squeeze(reading.body[0].text) for reading in case.readings if reading.body)
    return any(word in each for each in (*(reading.path for reading in case.readings), *titles, *firsts))


def _captions(reading: Reading, caption: str) -> set[int]:
    expression = re.compile(caption.replace("{n}", _NUMERAL), re.MULTILINE)
    text = "\n".join(block.text for block in reading.body)
    if reading.document.ocr:  # a title recognised as the end of the paragraph above it
        text = _RUN_ON.sub("。\n", text)
    return {int(parse_numeral(found["n"]) or 0) for found in expression.finditer(text)}


def _bound(case: Case, what: str) -> set[int] | None:
    """Numbers of appendices or tables, by the names of files and folders and by titles within them; None where one has no
    number."""
    there: set[int] = set()
    title = re.compile(_TITLED.replace("{what}", what))
    for text in (line for r in case.readings for line in (*_names(r.path), *(b.text for b in r.body))):
        if not (found := title.match(text)):
            continue
        if found["n"] is None:
            return None
        first = int(parse_numeral(found["n"]) or 0)
        last = int(parse_numeral(found["last"] or "") or 0) or first
        there |= {first, last} if found["joint"] in _LISTS else set(range(first, last + 1))
    return there


def _names(path: str) -> Iterator[str]:
    """The names of a file and of the folders it lies in, without the ending."""
    pure = PurePosixPath(path.replace("!", "/"))
    yield from (*pure.parts[:-1], pure.stem)


def _attachments(case: Case) -> set[int]:
    """Numbers of attachments: in file names, at the head of files, and in a list of attachments."""
    there: set[int] = set()
    for reading in case.readings:
        stem = PurePosixPath(reading.path).stem
        for found in re.finditer(rf"(?:附件\s*|^){_NUMERAL}(?=[\s.．、_\-—]|\D)", stem):
            there.add(int(parse_numeral(found["n"]) or 0))
        for block in reading.body[:3]:
            if head := re.match(rf"\s*附件\s*{_NUMERAL}\s*(?:[：:].*)?$", block.text):
                there.add(int(parse_numeral(head["n"]) or 0))
        for block in reading.body:
            if re.match(rf"\s*附件\s*(?:[：:]|{_NUMERAL}\s*(?:$|[：:.．、 　]\s*\S))", block.text):
                there |= {int(parse_numeral(m["n"]) or 0) for m in _ATTACHMENT.finditer(block.text[:8])}
                there |= {int(m["n"]) for m in _LISTED.finditer(block.text)}
    return there - {0}
