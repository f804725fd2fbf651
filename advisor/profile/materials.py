"""What each file is, and which track, stage and year a submission is for: by content, never by file name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import get_args

import structlog

from advisor.domain import MaterialFile, Stage, Track
from advisor.logs import told_of
from advisor.pack.checking import Checking, MaterialRow
from advisor.pack.squeeze import bare_label, squeeze
from advisor.profile.labels import fields_of
from advisor.profile.reading import Reading
from advisor.profile.report_year import filled_in_dates, reported_year
from advisor.profile.ticks import ticked
from advisor.profile.titles import is_toc
from ingest.document import Document, Unread

NOT_GRASPED = "程序没有读懂这份文件，其中的内容都没有检查，请人工核对"
"""Why a file is unread that was read and then could not be made sense of."""
_FIRST_LINES = 14
_TITLE_SCORE, _WORD_SCORE, _NAME_SCORE = 6.0, 0.5, 1.5
_ENOUGH = 2.5
_FORM_LABELS = 5
_LISTING = re.compile(r"(?:目录|索引)$")
"""How the title of a list of papers ends: its lines name other papers, and are no titles of its own."""
_ITEM = re.compile(r"[2-9]\d?[.、．](?!\d)")
"""How a later item of a list begins: below the first line it names a paper enclosed, not this one."""
_HEADS = 3
"""Lines that may head a paper."""
_PLAIN_LABELS = 2
"""Labels of `MaterialRow.bears` that a plainly titled form must carry."""
_SIGNED = 6
"""Blocks at the end of a form among which it is dated."""
_LABEL = 12
"""Characters of a label at most."""
_LONG = 4000


@dataclass(frozen=True)
class Recognised:
    """A document with the material it most resembles; None below the threshold."""

    material: str | None
    score: float


def recognise(document: Document, checking: Checking) -> Recognised:
    """The material of a document: its first lines weigh most, words of the text next, its name least."""
    lines = _first_lines(document)
    text = squeeze(document.text)
    name = squeeze(PurePosixPath(document.path.replace("!", "/")).stem)
    labels = {bare_label(cell.text) for block in document.tables() for cell in block.cells}
    formed = sum(label in checking.fields_by_label for label in labels) >= _FORM_LABELS or not text
    labels |= {bare_label(line.partition(":")[0]) for line in lines if ":" in line}
    best = Recognised(None, 0.0)
    for row in checking.materials:
        plain = _plainly(row, lines, name, labels, checking)
        plain = plain and (_matches(row.about, text) or not _asks_otherwise(document, checking))
        score = _score(row, lines, text, name, formed=formed, plain=plain)
        if score > best.score:
            best = Recognised(row.id, score)
    if best.score >= _ENOUGH or (not text and best.score >= _NAME_SCORE):
        return best
    return Recognised(None, best.score)


def _first_lines(document: Document) -> list[str]:
    lines: list[str] = []
    for block in document.blocks:
        if block.kind in {"header", "footer", "comment", "annotation", "footnote"} or is_toc(block):
            continue
        lines += [line for line in (squeeze(raw) for raw in block.text.splitlines()) if line]
        if len(lines) >= _FIRST_LINES:
            break
    joined = ["".join(lines[i : i + 2]) for i in range(min(3, len(lines)))]
    return lines[:_FIRST_LINES] + joined


def _score(row: MaterialRow, lines: list[str], text: str, name: str, *, formed: bool, plain: bool) -> float:
    if any(re.search(p, line) for line in lines[:_HEADS] for p in row.not_heads):
        return 0.0
    if text and row.about and not plain and not any(re.search(p, text) for p in row.about):
        return 0.0
    if row.at_most and len(text) > row.at_most and not _titled(row, _own_title(lines)):
        return 0.0
    score = _TITLE_SCORE - 0.5 if plain else 0.0
    listing = _LISTING.search(_own_title(lines)) is not None
    for index, line in enumerate(lines[: _HEADS if listing else _FIRST_LINES]):
        if (listing and line != _own_title(lines)) or (index and _ITEM.match(line)):
            continue
        if len(line) <= 60 and "。" not in line and _titled(row, line):
            score = max(score, _TITLE_SCORE - 0.3 * index)
    joined = lines[_FIRST_LINES:] if not listing else []
    if not score and any(len(line) <= 60 and _titled(row, line) for line in joined):
        score = _TITLE_SCORE - 0.5
    if row.main and not score and not formed:
        # Words alone do not make a form: notices and plans speak of the same things.
        return 0.0
    if not score and len(text) > _LONG:
        # In a long text some of the words of any material stand somewhere.
        return 0.0
    score += min(4.0, sum(_WORD_SCORE for pattern in row.words if re.search(pattern, text)))
    return score + (_NAME_SCORE if _file_named(row, name) else 0.0)


def _file_named(row: MaterialRow, name: str) -> bool:
    """Whether a file's name, squeezed, says that it is this material."""
    return _titled(row, name) or any(
        squeeze(part) in name for part in re.split("[（、）]", row.name) if len(part) > 2
    )


def named_as_paper(path: str, checking: Checking) -> bool:
    """Whether a file's name says that it is one of the programme's papers."""
    name = squeeze(PurePosixPath(path.replace("!", "/")).stem)
    return any(_file_named(row, name) for row in checking.materials)


def _own_title(lines: list[str]) -> str:
    """The line that names a paper as a whole: the first, or the one below 附件1."""
    return next(
        (line for line in lines[:2] if not re.fullmatch(r"附件?[\d一二三四五六七八九十:]*", line)), ""
    )


def _plainly(row: MaterialRow, lines: list[str], name: str, labels: set[str], checking: Checking) -> bool:
    """Whether a paper titled, or a file named, 申报书 and no more bears the labels of this form.

    Such a title names no programme, so it may be this one's; not so when a line around it names another.
    """
    known = checking.fields_by_label
    borne = [label for label in labels if any(field.id in row.bears for field in known.get(label, ()))]
    if len(borne) < _PLAIN_LABELS or any(_matches(row.others, line) for line in lines[:_FIRST_LINES]):
        return False
    for line in lines[:_HEADS]:
        if _matches(row.plain, line):
            return True
        if not _matches(row.mute, line):
            break
    opens = lines[0] if lines else ""
    untitled = opens.endswith("。") or any(opens.startswith(label) for label in borne)
    return untitled and _matches(row.plain, name)


def _asks_otherwise(document: Document, checking: Checking) -> bool:
    """Whether most labels the paper asks for are none of this programme's: it names another one by what it asks."""
    asked = {bare_label(label) for label in _asked(document)} - {""}
    known = {label for label in asked if label in checking.fields_by_label}
    return len(asked - known) > len(known)


def _asked(document: Document) -> Iterator[str]:
    """Labels: every other cell of a row from the first, in tables of label and value; what stands before a colon."""
    for block in document.tables():
        for cell, _ in block.pairs:
            if cell.column % 2 and len(squeeze(cell.text)) <= _LABEL:
                yield cell.text
    for block in document.blocks:
        for line in block.text.splitlines() if block.kind == "paragraph" else ():
            label, colon, _ = squeeze(line).partition(":")
            if colon and len(label) <= _LABEL:
                yield label


def _matches(patterns: Iterable[str], line: str) -> bool:
    return any(re.search(pattern, line) for pattern in patterns)


def _titled(row: MaterialRow, line: str) -> bool:
    if any(re.search(pattern, line) for pattern in row.not_titles):
        return False
    return any(re.search(pattern, line) for pattern in row.titles)


def read_files(documents: Iterable[Document], checking: Checking) -> tuple[Reading, ...]:
    """Every document with the material it was recognised as."""
    return tuple(_read(document, checking) for document in documents)


def _read(document: Document, checking: Checking) -> Reading:
    """The document read for meaning; one that cannot be, by a fault of ours, is unread and costs no other."""
    try:
        found = recognise(document, checking)
        file = MaterialFile(document=document, material=found.material, score=found.score)
        reading = Reading(file, checking)
        reading.grasp()
        return reading
    except Exception as error:
        structlog.get_logger().error("a file was not grasped", **told_of(error))
        unread = (*document.unread, Unread(why=NOT_GRASPED))
        bare = document.model_copy(update={"blocks": (), "unread": unread})
        return Reading(MaterialFile(document=bare, material=None, score=0.0), checking)


def stage_of(readings: Iterable[Reading], checking: Checking) -> Stage | None:
    """The stage the strongest main material speaks for."""
    best: tuple[float, Stage] | None = None
    for reading in readings:
        row = checking.material(reading.file.material)
        if row is not None and row.stage is not None:
            score = reading.file.score + (1.0 if row.main else 0.0)
            if best is None or score > best[0]:
                best = (score, row.stage)
    return best[1] if best else None


def track_of(readings: Iterable[Reading], checking: Checking) -> Track | None:
    """The platform type: as the form's own line names it, else the type named most often, else the name's end."""
    readings = tuple(readings)
    for reading in readings:
        for item in reading.labelled:
            if any(row.id == "track_name" for row in fields_of(item.label, reading.file.material, checking)):
                track = _named(item.value, checking)
                if track:
                    return track
    counts = dict.fromkeys(get_args(Track), 0)
    for reading in readings:
        text = squeeze(reading.text)
        for track in counts:
            counts[track] += sum(text.count(name) for name in checking.type_words("track", track))
    best: Track = max(counts, key=lambda track: counts[track])
    if counts[best]:
        return best
    return (
        _by_platform_name(readings, checking)
        or _by_names_told(readings, checking)
        or _by_name_introduced(readings, checking)
    )


def _named(value: str, checking: Checking) -> Track | None:
    """The one type a value names; a list of ticked boxes counts only what is ticked."""
    marked = ticked(value)
    text = squeeze("".join(marked) if marked else value)
    hits = [t for t in get_args(Track) if any(n in text for n in checking.type_words("track", t))]
    if not hits:
        hits = [t for t in get_args(Track) if any(n in text for n in checking.type_words("track_ends", t))]
    return hits[0] if len(hits) == 1 else None


def _by_platform_name(readings: tuple[Reading, ...], checking: Checking) -> Track | None:
    for reading in readings:
        for item in reading.labelled:
            if any(
                row.id == "platform_name" for row in fields_of(item.label, reading.file.material, checking)
            ):
                track = _named(item.value, checking)
                if track:
                    return track
    return None


def _by_names_told(readings: tuple[Reading, ...], checking: Checking) -> Track | None:
    """The type by which most names in the text end; None where two types are about as frequent."""
    text = "。".join(squeeze(reading.text) for reading in readings)
    tracks: tuple[Track, ...] = get_args(Track)
    counts = {track: _named_so(text, checking.type_words("track_ends", track)) for track in tracks}
    first, second = sorted(counts.values(), reverse=True)[:2]
    best = max(tracks, key=lambda track: counts[track])
    return best if first >= 2 * max(1, second) else None


def _by_name_introduced(readings: tuple[Reading, ...], checking: Checking) -> Track | None:
    """The one type whose names main materials give in quotation marks or as what the applicant runs (我公司建设的…)."""
    main = {row.id for row in checking.materials if row.main}
    text = "。".join(squeeze(reading.text) for reading in readings if reading.file.material in main)
    before = "|".join(('[“"「]', *checking.words("own_platform")))
    hits = [
        track
        for track in get_args(Track)
        for ends in checking.type_words("track_ends", track)
        if re.search(rf"(?:{before})[\u4e00-\u9fffA-Za-z0-9]{{4,30}}?{ends}", text)
    ]
    return hits[0] if len(set(hits)) == 1 else None


def _named_so(text: str, ends: tuple[str, ...]) -> int:
    return len(re.findall(f"[\u4e00-\u9fff]{{4}}{ends[0]}", text)) if ends else 0


def year_of(readings: Iterable[Reading], stage: Stage | None, checking: Checking) -> int | None:
    """The year of the round, or the year an annual report says it is about; None when no date is given."""
    for reading in readings:
        about = stage == "annual" and reading.file.material == "annual-report"
        if about and (year := reported_year(reading, checking.words("report-year"))) is not None:
            return year
    for reading in readings:
        if reading.file.material in {"application-form", "change-filing"}:
            for part in (reading.body[:14], reading.body[-_SIGNED:]):
                if dates := [day for block in part for day in filled_in_dates(block.text)]:
                    return dates[-1].latest.year
    return None
