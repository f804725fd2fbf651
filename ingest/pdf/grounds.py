"""White words that are seen after all, since what is drawn below them is not white."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ingest.pdf.page import Drawn

_SCALE = 1.5
_PALE = 235
"""Brightness, of 255, from which a ground is as good as white."""
_COLOURED = 0.5
"""Share of a word's area that is darker where white words stand on a coloured ground; black words over them cover less."""


def on_colour(page: Any, drawn: Drawn) -> None:
    """Clear the flag of white words whose area is coloured on the page as it is shown."""
    if not any(span.flag == "white" for span in drawn.spans):
        return
    image = page.render(scale=_SCALE).to_pil().convert("L")
    if abs(image.width - _SCALE * drawn.width) > 2 or abs(image.height - _SCALE * drawn.height) > 2:
        # The words stand upright on a page shown lying: their areas are not those of the picture.
        return
    for index, span in enumerate(drawn.spans):
        if span.flag != "white":
            continue
        box = tuple(round(_SCALE * side) for side in (span.left, span.top, span.right, span.bottom))
        left, top, right, bottom = box
        if right <= left or bottom <= top:
            continue
        counts = image.crop((left, top, right, bottom)).histogram()
        if sum(counts[:_PALE]) > _COLOURED * sum(counts):
            drawn.spans[index] = replace(span, flag=None)
