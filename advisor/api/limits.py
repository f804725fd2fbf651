"""Where the HTTP interface stands and how much a request may carry."""

from __future__ import annotations

from advisor.settings import settings

PREFIX = "/api/v1"
TALK_BYTES = 512 * 1024
"""largest body of a request of the interface that uploads nothing"""
PAGE_BYTES = 16 * 2**20
"""largest body of a page's event, which carries what stands in its fields"""
_UPLOADS = (f"{PREFIX}/checks", f"{PREFIX}/drafts", "/gradio_api/upload", "/mcp", "/staff/register")
_TO_THE_DESK = "/staff/upload"
"""where clerks hand in whole batches; the desk itself asks who is there"""


def largest_body(path: str) -> int:
    """The bytes a request to this path may carry."""
    if path.startswith(_UPLOADS):
        return settings().upload_mb * 2**20
    if path == _TO_THE_DESK:
        return (settings().staff_upload_mb + 1) * 2**20
    return TALK_BYTES if path.startswith(PREFIX) else PAGE_BYTES
