"""The questions a pack shows on an empty page."""

from __future__ import annotations

from ingest.document import Frozen


class ExampleGroup(Frozen):
    """examples.yaml: who asks, and what they ask; shown on an empty page."""

    role: str
    asks: tuple[str, ...]
