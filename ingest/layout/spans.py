"""Words with their boxes, ruling lines, and lines of words. Units are the page's; y grows downwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, median

from ingest.document import Flag

_LATIN = re.compile(r"[A-Za-z0-9.,;:!?%)\]]$")
_BROKEN = re.compile(r"[A-Za-z]{2}-$")
_LATIN_START = re.compile(r"[A-Za-z0-9(\[]")
_MEASURE = re.compile("[一二三四五六七八九十百千万亿两\\d批个条项种类家套台门期次年月日维度元位名人所中]")
_ORDINAL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾]{1,3}|附?[表图][一二三四五六七八九十\d]{1,3})"
)


@dataclass(frozen=True)
class Span:
    """Words on one line without a gap; `size` is the height of its characters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    font: str | None = None
    flag: Flag | None = None
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return (self.top + self.bottom) / 2

    @property
    def pitch(self) -> float:
        """The width of one of its characters."""
        return (self.right - self.left) / max(1, len(self.text))


@dataclass(frozen=True)
class Rule:
    """A straight horizontal or vertical line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """True for a horizontal one."""
        return self.right - self.left >= self.bottom - self.top


@dataclass
class Line:
    """The spans of one line of text, left to right."""

    spans: list[Span] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.spans[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(span.right for span in self.spans)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(span.top for span in self.spans)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(span.bottom for span in self.spans)

    @property
    def size(self) -> float:
        """The height of most of its characters."""
        return max(self.spans, key=lambda span: len(span.text)).size

    @property
    def bold(self) -> bool:
        """True when most of its characters are bold."""
        bold = sum(len(span.text) for span in self.spans if span.bold)
        return 2 * bold > sum(len(span.text) for span in self.spans)

    @property
    def confidence(self) -> float | None:
        """The mean confidence of recognised spans."""
        known = [span.confidence for span in self.spans if span.confidence is not None]
        return fmean(known) if known else None

    @property
    def text(self) -> str:
        """Its words; a gap of more than two characters becomes a tab, one between Latin words a space."""
        text = ""
        for before, span in zip([None, *self.spans], self.spans, strict=False):
            if before is not None:
                gap = span.left - before.right
                text += "\t" if gap > 2.2 * self.size else seam(text, span.text, gap > 0.2 * self.size)
            text += span.text
        return text


def seam(before: str, after: str, apart: bool = True) -> str:
    """What joins two pieces of one sentence: a space between Latin words and behind a number that stands by itself
    (贰 工作基础, 表三 课程体系), nothing in Chinese."""
    titled = _ORDINAL.fullmatch(before) and not _MEASURE.match(after)
    spaced = (_LATIN.search(before) and _LATIN_START.match(after)) or titled
    return " " if apart and spaced else ""


def run_on(before: str, after: str) -> str:
    """Two lines of one sentence; a word broken by a hyphen is whole again, other hyphens stay."""
    if _BROKEN.search(before) and after[:1].islower():
        return before[:-1] + after
    tight = before.endswith("-") and after[:1].isalnum()
    return before + ("" if tight else seam(before, after)) + after


def lines_of(spans: Iterable[Span]) -> list[Line]:
    """Spans gathered into lines, top to bottom."""
    lines: list[Line] = []
    for span in sorted(spans, key=lambda s: (s.middle, s.left)):
        home = next((line for line in lines[-6:] if _same_line(line, span)), None)
        if home is None:
            lines.append(Line([span]))
        else:
            home.spans.append(span)
    for line in lines:
        line.spans.sort(key=lambda s: s.left)
    return sorted(lines, key=lambda line: (line.top + line.bottom, line.left))


def _same_line(line: Line, span: Span) -> bool:
    overlap = min(line.bottom, span.bottom) - max(line.top, span.top)
    return overlap > 0.5 * min(line.bottom - line.top, span.bottom - span.top)


def split_at(span: Span, edges: Sequence[float]) -> list[Span]:
    """A span cut where vertical rules cross it, by the share of its characters on each side."""
    margin = 0.6 * span.size
    inner = sorted(edge for edge in edges if span.left + margin < edge < span.right - margin)
    if not inner or len(span.text) < 2:
        return [span]
    pieces = []
    begin, done = span.left, 0
    for edge in [*inner, span.right]:
        until = round((edge - span.left) / (span.right - span.left) * len(span.text))
        text = span.text[done:until].strip()
        if text:
            pieces.append(replace(span, text=text, left=begin, right=edge))
        begin, done = edge, max(done, until)
    return pieces


def body_size(lines: Iterable[Line]) -> float:
    """The height of most characters; 0 without any."""
    sizes = [line.size for line in lines for _ in range(min(len(line.text), 60))]
    return median(sizes) if sizes else 0.0


def least_sure(spans: Iterable[Span]) -> float | None:
    """The confidence of the span recognised least surely; None where none was recognised."""
    return min((span.confidence for span in spans if span.confidence is not None), default=None)
