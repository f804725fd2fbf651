"""Where on its drawn page a finding stands: the box of the recognised block it was found in."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.domain import Finding
from ingest.document import Document


def with_boxes(findings: Iterable[Finding], documents: Iterable[Document]) -> tuple[Finding, ...]:
    """The findings, each with its block's box where reading knows one (scans and pictures)."""
    by_path = {document.path: document for document in documents}
    return tuple(_with_box(finding, by_path.get(finding.file or "")) for finding in findings)


def _with_box(finding: Finding, document: Document | None) -> Finding:
    start = finding.place.start
    if document is None or start is None:
        return finding
    for block in document.blocks:
        place = block.place
        inside = place.start is not None and place.end is not None and place.start <= start < place.end
        if inside and block.box is not None:
            return finding.model_copy(update={"box": block.box})
    return finding
