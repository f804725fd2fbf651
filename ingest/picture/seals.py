"""Red round or oval stamps on a picture, their text, and handwriting-like marks. Never more than 疑似."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.layout.spans import Span
from ingest.picture.pixels import Pixels

_SMALLEST = 0.045
_LARGEST = 0.6
_SURE = 0.7
"""Confidence in a signature that stands on a picture in colour."""
_TINT, _REDDISH, _TRACE = 3, 30, 0.0002
"""Difference of the channels of tinted paper, of reddish paste; the share of a picture that may be reddish by chance."""


@dataclass(frozen=True)
class Stamp:
    """A seal-like or signature-like mark, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    text: str = ""


def red_mask(pixels: Pixels) -> Any:
    """Where the picture is as red as seal paste."""
    import cv2

    colours = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)
    low = cv2.inRange(colours, (0, 60, 90), (10, 255, 255))
    high = cv2.inRange(colours, (165, 60, 90), (180, 255, 255))
    return cv2.bitwise_or(low, high)


def find_seals(pixels: Pixels, small_picture: bool = False) -> list[Stamp]:
    """Round or oval red marks; in a small picture of its own a seal may fill the frame."""
    import cv2

    mask = red_mask(pixels)
    height, width = mask.shape
    side = min(height, width)
    if cv2.countNonZero(mask) < 0.0004 * height * width:
        return []
    reach = max(3, round(side * 0.008)) | 1
    closed = cv2.morphologyEx(
        mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    )
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = 1.05 if small_picture else _LARGEST
    found = []
    for contour in contours:
        x, y, w, h = cv2.boundingRect(contour)
        if not _SMALLEST * side < max(w, h) < largest * max(side, 1) or min(w, h) < 0.4 * max(w, h):
            continue
        confidence = _roundness(contour, mask[y : y + h, x : x + w], w, h)
        if confidence >= 0.5:
            found.append(Stamp(x, y, x + w, y + h, round(confidence, 2)))
    return sorted(_outer(found), key=lambda seal: (seal.top, seal.left))


def _roundness(contour: Any, inside: Any, w: int, h: int) -> float:
    """How much a red patch looks like a seal: an oval outline, a rim, and much white within."""
    import cv2

    hull = cv2.convexHull(contour)
    area = cv2.contourArea(hull)
    oval = area / (math.pi * w * h / 4)
    filled = cv2.countNonZero(inside) / max(1.0, area)
    if not 0.85 <= oval <= 1.18 or not 0.06 <= filled <= 0.7:
        return 0.0
    rim = _rim(inside, w, h)
    return min(0.99, rim * (1 - abs(1 - oval)) * 1.05)


def _rim(inside: Any, w: int, h: int) -> float:
    """The share of directions from the centre in which red stands near the edge."""
    seen = 0
    for step in range(72):
        angle = math.tau * step / 72
        for part in (0.99, 0.97, 0.95, 0.93, 0.91, 0.88, 0.85):
            x = int(w / 2 + math.cos(angle) * w / 2 * part)
            y = int(h / 2 + math.sin(angle) * h / 2 * part)
            if inside[min(h - 1, max(0, y)), min(w - 1, max(0, x))]:
                seen += 1
                break
    return seen / 72


def _outer(seals: list[Stamp]) -> list[Stamp]:
    return [
        seal
        for seal in seals
        if not any(
            other is not seal
            and other.left <= seal.left
            and other.top <= seal.top
            and other.right >= seal.right
            and other.bottom >= seal.bottom
            for other in seals
        )
    ]


def without_red(pixels: Pixels, seals: Sequence[Stamp]) -> Pixels:
    """The picture with red paste bleached inside the seals, so that the words below can be read."""
    import numpy

    if not seals:
        return pixels
    cleaned = pixels.copy()
    for seal in seals:
        area = cleaned[int(seal.top) : int(seal.bottom) + 1, int(seal.left) : int(seal.right) + 1]
        # Black ink is dark in the red channel too, red paste is bright in it.
        red = area[:, :, 2].astype("float32")
        paste = float(numpy.median(red[red_mask(area) > 0])) if red_mask(area).any() else 255.0
        bleached = numpy.clip((red - 30) * 255 / max(60.0, 0.82 * paste - 30), 0, 255)
        area[:, :, :] = bleached[:, :, None].astype("uint8")
    return cleaned


def ring_strips(pixels: Pixels, seal: Stamp) -> Iterator[Pixels]:
    """The text around a seal's rim unrolled to a line from the bottom on, black on white, several ways."""
    import cv2
    import numpy

    left, top, right, bottom = int(seal.left), int(seal.top), int(seal.right) + 1, int(seal.bottom) + 1
    area = pixels[top:bottom, left:right].astype("int16")
    redness = area[:, :, 2] - numpy.maximum(area[:, :, 0], area[:, :, 1])
    side = 480
    length = round(math.tau * side / 2 * 0.75)
    for strength in (2, 4):
        ink = (255 - numpy.clip(redness * strength, 0, 255)).astype("uint8")
        ink = cv2.resize(ink, (side, side), interpolation=cv2.INTER_CUBIC)
        rolled = cv2.warpPolar(
            ink, (side // 2, length), (side / 2, side / 2), side / 2, cv2.WARP_POLAR_LINEAR
        )
        strip = numpy.roll(numpy.rot90(rolled, 1), -length // 4, axis=1)
        for begin, end in ((0.035, 0.21), (0.05, 0.19), (0.03, 0.25)):
            band = strip[int(side * begin) : int(side * end)]
            band = cv2.copyMakeBorder(band, 6, 6, 6, 6, cv2.BORDER_CONSTANT, value=255)
            yield cv2.cvtColor(numpy.ascontiguousarray(band), cv2.COLOR_GRAY2BGR)


def find_signatures(pixels: Pixels, spans: Sequence[Span], asks: Callable[[str], bool]) -> list[Stamp]:
    """Handwriting-like ink right of a label that asks for a signature: larger than print, or blue. One is surer where the
    picture is in colour and nothing red on it, so that a seal beside it would have been seen."""
    found = []
    sure = in_colour(pixels)
    for label in spans:
        if not asks(label.text):
            continue
        right = min(pixels.shape[1] - 1, label.right + 14 * label.size)
        room = (label.left + 0.35 * (label.right - label.left), label.top - 0.9 * label.size)
        ink = _ink(pixels, room[0], room[1], right, label.bottom + 0.9 * label.size, label)
        if ink is not None:
            found.append(replace(ink, confidence=max(ink.confidence, _SURE)) if sure else ink)
    return found


def in_colour(pixels: Pixels) -> bool:
    """Whether the paper itself has a tint, as in no grey scan, and hardly anything on it is reddish."""
    parts = pixels[::4, ::4].astype("int16")
    tint = parts.max(axis=2) - parts.min(axis=2)
    reddish = parts[:, :, 2] - parts[:, :, :2].min(axis=2) > _REDDISH
    return bool((tint >= _TINT).mean() > 0.5 and reddish.mean() < _TRACE)


def _ink(pixels: Pixels, left: float, top: float, right: float, bottom: float, label: Span) -> Stamp | None:
    import cv2

    x0, y0 = max(0, int(left)), max(0, int(top))
    area = pixels[y0 : int(bottom), x0 : int(right)]
    if area.size == 0:
        return None
    blue = area.astype("int16")
    bluish = ((blue[:, :, 0] - blue[:, :, 2]) > 35) & (blue.min(axis=2) < 170)
    dark = (area.max(axis=2) < 110).astype("uint8")
    ink = bluish.astype("uint8") if bluish.sum() > 0.004 * bluish.size else dark
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    tall = [
        stats[i]
        for i in range(1, count)
        if stats[i][3] > (0.5 if ink is not dark else 1.25) * label.size and stats[i][2] < 12 * label.size
    ]
    if not tall:
        return None
    box = (
        min(s[0] for s in tall),
        min(s[1] for s in tall),
        max(s[0] + s[2] for s in tall),
        max(s[1] + s[3] for s in tall),
    )
    confidence = _SURE if ink is not dark else 0.55
    return Stamp(float(x0 + box[0]), float(y0 + box[1]), float(x0 + box[2]), float(y0 + box[3]), confidence)
