"""What a file may cost."""

from __future__ import annotations

from dataclasses import dataclass

PATIENCE = 4
"""How many times its time a file may take on a machine that is busy with other work."""


@dataclass(frozen=True)
class Limits:
    """The bounds of reading one file; over one of them the file ends with a fault and the others go on."""

    bytes: int = 100 * 2**20
    """Size of one file."""
    pages: int = 1000
    """Pages of one file; the rest is listed as unread."""
    entries: int = 2000
    """Files inside one archive, nested ones together."""
    unpacked: int = 1000 * 2**20
    """Bytes an archive may unpack to, nested ones together."""
    ratio: int = 200
    """How many times its packed size a large member may unpack to."""
    depth: int = 3
    """Archives within archives."""
    cells: int = 500_000
    """Cells of one sheet or table."""
    pixels: int = 80_000_000
    """Pixels of one picture."""
    seconds: int = 45
    """Time without a finished page after which reading is ended; drawn pages are recognised one by one."""
    drawn_seconds: int = 180
    """Time for all drawn pages of one file; the rest is listed as unread."""
    memory: int = 1536 * 2**20
    """Memory of the reading process; it is looked at ten times a second, so that the peak stays under 2 GB."""
