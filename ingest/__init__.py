"""Bytes in, a typed Document out. This package imports nothing of the advisor.

Public door: `read_document` for one file, `read_all` for files, folders and archives.
"""

from ingest.cache import Cache
from ingest.door import Progress, read_all, read_document
from ingest.limits import Limits

__all__ = ["Cache", "Limits", "Progress", "read_all", "read_document"]
