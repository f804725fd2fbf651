"""Text recognition of a drawn page: spans with confidence, upright and level, with rules and marks."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, median
from typing import Any

from ingest.layout.spans import Rule, Span
from ingest.picture.pixels import Pixels
from ingest.picture.rings import find_rings
from ingest.picture.ruling import find_rules
from ingest.picture.seals import Stamp, find_seals, find_signatures, ring_strips, without_red
from ingest.reading import ReadingError

_DETECTION_SIDE = 1280
_LEVEL_DEGREES = 0.25
_DOUBTFUL = 0.8
_CERTAIN = 0.985
_ASKS = re.compile(r"签\s*[字名章署]")
_SEALED = re.compile(r"盖\s*章|[公签印]\s*章|[（(]章[）)]")
"""Words of a page that is to be sealed."""
_DASH = re.compile(r"(?<=[月日年])一(?=(?:20|19)\d\d年)")
"""A dash between two dates that was recognised as 一."""
_SPECK = re.compile(r"^(?:[·'`](\d+(?:\.\d+)?)|(\d{3,}|\d+\.\d+)[.,·'`])$")
"""A speck before or behind a number that stands by itself (·300, 155., 109.2.); behind one or two digits it may be a
numbering, a point before them may have lost its nought."""


class RecognitionMissing(ReadingError):
    """The optional part for recognising text is not installed."""


@dataclass
class Recognised:
    """A drawn page as recognised; all in pixels of the levelled picture."""

    width: int
    height: int
    spans: list[Span] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    seals: list[Stamp] = field(default_factory=list)
    signatures: list[Stamp] = field(default_factory=list)

    @property
    def confidence(self) -> float | None:
        """The mean over all characters; None without any."""
        known = [(span.confidence or 0.0, len(span.text)) for span in self.spans]
        total = sum(length for _, length in known)
        return round(sum(c * length for c, length in known) / total, 3) if total else None


_local = threading.local()


def _engine() -> Any:
    """The recogniser of this thread: it keeps state between calls, so threads cannot share one."""
    if not hasattr(_local, "engine"):
        _local.engine = _new_engine()
    return _local.engine


def _new_engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise RecognitionMissing("没有安装文字识别组件，图像中的文字未读取") from error

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": 4000,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION_SIDE,
            "Rec.rec_batch_num": 1,
            # Pages are read side by side; threads within one page would only wait for each other.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
    )


def recognise(pixels: Pixels) -> Recognised:
    """The words of a picture; a page lying on its side or head is turned first."""
    _engine()
    seals = find_seals(pixels)
    spans, angle = _read(without_red(pixels, seals))
    turns = _turns(spans)
    if turns:
        best, score = 0, _sureness(spans)
        for turn in turns:
            tried, _ = _read(without_red(_rotated(pixels, turn), []))
            if _sureness(tried) > score * 1.05:
                best, score = turn, _sureness(tried)
        if best:
            pixels = _rotated(pixels, best)
            seals = find_seals(pixels)
            spans, angle = _read(without_red(pixels, seals))
    return _levelled(pixels, spans, angle, seals)


def _sureness(spans: Sequence[Span]) -> float:
    return sum((span.confidence or 0) ** 3 * len(span.text) for span in spans)


def _turns(spans: Sequence[Span]) -> list[int]:
    """Which quarter turns to try: none while the words read well as they lie."""
    if not spans:
        return []
    upright = [s for s in spans if s.right - s.left >= s.bottom - s.top]
    if len(upright) < 0.5 * len(spans):
        return [1, 3]
    return [2] if fmean(span.confidence or 0 for span in spans) < _DOUBTFUL else []


def _rotated(pixels: Pixels, turns: int) -> Pixels:
    import numpy

    return numpy.ascontiguousarray(numpy.rot90(pixels, turns))


def _read(pixels: Pixels) -> tuple[list[Span], float]:
    """Spans of the picture as it lies, and the angle of its lines in degrees."""
    result = _engine()(pixels, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None or result.txts is None:
        return [], 0.0
    spans, angles = [], []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if _is_noise(str(text).strip()):
            continue
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((float(x), float(y)) for x, y in box)
        if x1 - x0 > 6 * abs(y3 - y0):
            angles.append(math.degrees(math.atan2(y1 - y0, x1 - x0)))
        size = (math.hypot(x3 - x0, y3 - y0) + math.hypot(x2 - x1, y2 - y1)) / 2
        middle_x, middle_y = (x0 + x1 + x2 + x3) / 4, (y0 + y1 + y2 + y3) / 4
        wide = (math.hypot(x1 - x0, y1 - y0) + math.hypot(x2 - x3, y2 - y3)) / 2
        if size > wide and len(str(text)) > 1:
            wide, size = size, wide
            spans.append(_span(text, score, middle_x, middle_y, size, wide, size))
        else:
            spans.append(_span(text, score, middle_x, middle_y, wide, size, size))
    return spans, median(angles) if len(angles) >= 3 else 0.0


def _is_noise(text: str) -> bool:
    """Nothing, or the same few characters over and over: an ornament taken for words."""
    return not text or (len(text) >= 12 and len(set(text)) <= 4)


def mended(text: str) -> str:
    """The words of a span without what recognition is known to put in: 一 for a dash, a speck behind a number."""
    return _SPECK.sub(r"\1\2", _DASH.sub("—", text))


def _span(text: Any, score: Any, x: float, y: float, wide: float, tall: float, high: float) -> Span:
    words = mended(str(text))
    # The detector's boxes stand outside the characters by a varying margin; their pitch is steadier.
    pitch = wide / max(1.0, sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in words))
    size = min(0.85 * high, pitch) if len(words) >= 3 else 0.75 * high
    box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return Span(words, *box, size, confidence=round(float(score), 4))


def _levelled(pixels: Pixels, spans: list[Span], angle: float, seals: list[Stamp]) -> Recognised:
    """Turn picture and spans so that lines run level, then look for rules and marks."""
    height, width = pixels.shape[:2]
    if abs(angle) >= _LEVEL_DEGREES:
        spans = [_turned(span, angle, width / 2, height / 2) for span in spans]
        pixels = _turned_pixels(pixels, angle)
        seals = find_seals(pixels) or seals
    named = [_named(pixels, seal) for seal in seals]
    if not named and any(_SEALED.search(span.text) for span in spans):
        named = find_rings(pixels)
    signatures = find_signatures(pixels, spans, lambda text: bool(_ASKS.search(text)))
    return Recognised(width, height, spans, find_rules(pixels), named, signatures)


def _turned(span: Span, angle: float, x: float, y: float) -> Span:
    turn = math.radians(-angle)
    dx, dy = (span.left + span.right) / 2 - x, span.middle - y
    to_x = x + dx * math.cos(turn) - dy * math.sin(turn)
    to_y = y + dx * math.sin(turn) + dy * math.cos(turn)
    half_w, half_h = (span.right - span.left) / 2, (span.bottom - span.top) / 2
    return replace(span, left=to_x - half_w, right=to_x + half_w, top=to_y - half_h, bottom=to_y + half_h)


def _turned_pixels(pixels: Pixels, angle: float) -> Pixels:
    import cv2

    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255, 255, 255))


def _named(pixels: Pixels, seal: Stamp) -> Stamp:
    """The seal with the words around its rim, as far as they can be read."""
    best, sureness = "", 0.8
    for strip in ring_strips(pixels, seal):
        result = _engine()(strip, use_det=False, use_cls=False, use_rec=True)
        scores = [float(score) for score in result.scores or ()]
        text = re.sub(r"^[^\w（(]+|[^\w）)]+$", "", "".join(map(str, result.txts or ())))
        if text and scores and fmean(scores) > sureness:
            best, sureness = text, fmean(scores)
        if sureness > _CERTAIN:
            break
    return replace(seal, text=best)


def seal_in(pixels: Pixels) -> Stamp | None:
    """The seal a small picture shows, with its words; None when it shows none."""
    _engine()
    seals = find_seals(pixels, small_picture=True)
    return _named(pixels, max(seals, key=lambda s: s.right - s.left)) if seals else None
