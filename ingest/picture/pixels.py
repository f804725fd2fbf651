"""Pictures decoded within bounds, upright and on white, as arrays of blue, green, red."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from ingest.limits import Limits
from ingest.reading import Damaged, TooLarge

_LONGEST_SIDE = 2600
_PNG = b"\x89PNG\r\n\x1a\n"
_LOST = 0.1
"""How much of a file is zeros at its end where it was cut and filled up."""
_DRAWINGS = {"WMF", "EMF"}
Pixels = Any
"""An array of shape (height, width, 3), eight bits, in the order blue, green, red."""


def frames(data: bytes, limits: Limits) -> Iterator[Pixels]:
    """Every frame of a picture; Damaged when it cannot be decoded, TooLarge over the bound on pixels."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        _whole(data)
        with Image.open(io.BytesIO(data)) as picture:
            if picture.format in _DRAWINGS:
                raise Damaged(f"{picture.format} 矢量图不能识别文字，请改用 .png 或 .jpg 图片")
            _bound(picture, limits)
            for number in range(min(getattr(picture, "n_frames", 1), limits.pages)):
                if number:
                    picture.seek(number)
                    _bound(picture, limits)
                yield upright(picture)
    except Image.DecompressionBombError as error:
        raise TooLarge("图片的像素数超过上限，疑似图片炸弹") from error
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        TypeError,
    ) as error:
        raise Damaged("图片已损坏，无法打开") from error


def _whole(data: bytes) -> None:
    """Raises OSError for a picture whose end is lost though its beginning can be shown: a PNG with a part of its pixels
    whose checksum fails, a JPEG that has no end and of which much is zeros."""
    if data.startswith(_PNG):
        at = len(_PNG)
        while at + 12 <= len(data):
            length = int.from_bytes(data[at : at + 4])
            kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
            end = at + 8 + length
            if kind == b"IDAT" and zlib.crc32(kind + body) != int.from_bytes(data[end : end + 4]):
                raise OSError("pixels are lost")
            at = end + 4
    first = data.find(b"\xff\xda") if data.startswith(b"\xff\xd8") else -1
    zeros = len(data) - len(data.rstrip(b"\0"))
    if first >= 0 and data.find(b"\xff\xd9", first) < 0 and zeros > len(data) * _LOST:
        raise OSError("the end of the picture is lost")


def frame_count(data: bytes) -> int:
    """How many frames a picture says it has; 1 when it does not say."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return int(getattr(picture, "n_frames", 1))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 1


def _bound(picture: Any, limits: Limits) -> None:
    if picture.width * picture.height > limits.pixels:
        raise TooLarge(f"图片有 {picture.width}×{picture.height} 像素，超过上限")


def upright(picture: Any) -> Pixels:
    """A picture turned as its EXIF says, laid on white, made no larger than recognition needs."""
    import numpy
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(picture) or picture
    if turned.mode in {"P", "LA", "PA", "RGBA"} or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        ground = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(ground, turned)
    elif turned.mode in {"I;16", "I", "F"}:
        turned = ImageOps.autocontrast(turned.convert("F").convert("L"))
    turned = turned.convert("RGB")
    turned.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return numpy.ascontiguousarray(numpy.asarray(turned)[:, :, ::-1])
