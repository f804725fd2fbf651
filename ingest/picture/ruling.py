"""Ruling lines of a picture, for tables."""

from __future__ import annotations

from ingest.layout.spans import Rule
from ingest.picture.pixels import Pixels

_MOST = 600


def find_rules(pixels: Pixels) -> list[Rule]:
    """Long straight dark lines, horizontal and vertical, in pixels."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    height, width = ink.shape
    rules: list[Rule] = []
    for size, flat in (((max(30, width // 28), 1), True), ((1, max(22, height // 60)), False)):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
        bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
        lines = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), bridge)
        contours, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours[:_MOST]:
            x, y, w, h = cv2.boundingRect(contour)
            thin, long = (h, w) if flat else (w, h)
            if thin <= max(10, 0.012 * width) and long >= size[0] * size[1]:
                rules.append(_centred(x, y, w, h, flat))
    return rules


def _centred(x: int, y: int, w: int, h: int, flat: bool) -> Rule:
    if flat:
        middle = y + h / 2
        return Rule(x, middle, x + w, middle)
    middle = x + w / 2
    return Rule(middle, y, middle, y + h)
