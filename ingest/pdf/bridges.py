"""Words joined over a gap that another glyph fills: LibreOffice draws quotation marks after the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.spans import Span


@dataclass(frozen=True)
class Bridge:
    """A gap inside a span: the span's index, how many characters stand before the gap, and its edges."""

    span: int
    at: int
    left: float
    right: float


def apart(spans: list[Span], bridges: Sequence[Bridge]) -> list[Span]:
    """The spans, those parted whose gap holds the middle of another span on their line."""
    cuts: dict[int, list[Bridge]] = {}
    for bridge in bridges:
        if any(_fills(other, bridge, spans[bridge.span]) for other in spans):
            cuts.setdefault(bridge.span, []).append(bridge)
    parted: list[Span] = []
    for index, span in enumerate(spans):
        parted += _parted(span, cuts[index]) if index in cuts else [span]
    return parted


def _fills(other: Span, bridge: Bridge, span: Span) -> bool:
    level = span.top < other.middle < span.bottom
    return other is not span and level and bridge.left < (other.left + other.right) / 2 < bridge.right


def _parted(span: Span, cuts: list[Bridge]) -> list[Span]:
    pieces, begin, left = [], 0, span.left
    for cut in sorted(cuts, key=lambda bridge: bridge.at):
        pieces.append(replace(span, text=span.text[begin : cut.at].rstrip(), left=left, right=cut.left))
        begin, left = cut.at, cut.right
    return [*pieces, replace(span, text=span.text[begin:], left=left)]
