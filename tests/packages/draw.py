"""Papers drawn as scans: pages of text and ruled tables with a seal, a little noise, a little askew."""

from __future__ import annotations

import io
import random
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.packages.shape import Paper

SIZE = (1240, 1754)
EDGE = 130
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")


@lru_cache(maxsize=8)
def _font(size: int) -> Any:
    names = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "wqy-zenhei.ttc")
    found = next(path for name in names for base in _FONTS for path in Path(base).rglob(name))
    return ImageFont.truetype(str(found), size)


def seal() -> io.BytesIO:
    """A red ring with a star's worth of red in it, as a picture."""
    image = Image.new("RGB", (240, 240), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((8, 8, 232, 232), outline=(214, 30, 40), width=8)
    pen.regular_polygon((120, 120, 44), 5, fill=(214, 30, 40))
    data = io.BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return data


class _Pen:
    """A page after the other, filled from the top."""

    def __init__(self) -> None:
        self.pages: list[Image.Image] = []
        self.turn()

    def turn(self) -> None:
        self.pages.append(Image.new("RGB", SIZE, "white"))
        self.draw, self.y = ImageDraw.Draw(self.pages[-1]), EDGE

    def line(self, text: str, size: int = 28, *, centre: bool = False) -> None:
        font, width = _font(size), SIZE[0] - 2 * EDGE
        for piece in _wrap(text, max(1, int(width / size))):
            if self.y + 2 * size > SIZE[1] - EDGE:
                self.turn()
            x = (SIZE[0] - font.getlength(piece)) / 2 if centre else EDGE
            self.draw.text((x, self.y), piece, font=font, fill=(20, 20, 20))
            self.y += int(size * 1.7)

    def table(self, rows: list[list[str]]) -> None:
        columns, size = max(len(row) for row in rows), 24
        width = (SIZE[0] - 2 * EDGE) // columns
        for row in rows:
            cells = [_wrap(text, max(1, (width - 16) // size)) for text in row]
            height = max(len(lines) for lines in cells) * int(size * 1.5) + 16
            if self.y + height > SIZE[1] - EDGE:
                self.turn()
            for index, lines in enumerate(cells):
                left = EDGE + index * width
                right = SIZE[0] - EDGE if index == len(row) - 1 else left + width
                self.draw.rectangle((left, self.y, right, self.y + height), outline=(30, 30, 30), width=2)
                for at, piece in enumerate(lines):
                    spot = (left + 8, self.y + 8 + at * int(size * 1.5))
                    self.draw.text(spot, piece, font=_font(size), fill=(20, 20, 20))
            self.y += height

    def stamp(self) -> None:
        self.pages[-1].paste(Image.open(seal()), (SIZE[0] - EDGE - 300, min(self.y, SIZE[1] - 300)))
        self.y += 250


def _wrap(text: str, most: int) -> list[str]:
    return [text[at : at + most] for at in range(0, len(text), most)] or [""]


def pages(paper: Paper, cells: list[list[str]], titles: list[str]) -> list[Image.Image]:
    """The paper's pages, clean; `titles` are the headings with their numbers."""
    pen = _Pen()
    for line in paper.title:
        pen.line(line, 40 if len(line) < 24 else 30, centre=True)
    if cells:
        pen.table(cells)
    for title, part in zip(titles, paper.parts, strict=True):
        if title:
            pen.line(title, 34)
        for text in part.paragraphs:
            pen.line(("　　" if title else "") + text)
        if part.table:
            pen.table(part.table[1])
    for line in paper.signature:
        pen.line(line)
    if paper.sealed and paper.signature:
        pen.stamp()
    return pen.pages


def scanned(page: Image.Image, rng: random.Random, *, blurred: bool = False) -> Image.Image:
    """A page as a scanner gives it; `blurred` past reading."""
    image = page.rotate(rng.uniform(-0.5, 0.5), fillcolor="white", resample=Image.Resampling.BICUBIC)
    noise = Image.effect_noise(image.size, 14).convert("RGB")
    image = Image.blend(image, noise, 0.06)
    if blurred:
        small = image.resize((image.width // 9, image.height // 9))
        return small.resize(image.size).filter(ImageFilter.GaussianBlur(3))
    return image


def save(images: list[Image.Image], path: Path) -> Path:
    """One page as a picture, more as a PDF of pictures; the path written."""
    if len(images) == 1:
        path = path.with_suffix(".jpg")
        images[0].save(path, quality=85)
    else:
        path = path.with_suffix(".pdf")
        images[0].save(path, save_all=True, append_images=images[1:], resolution=150)
    return path
