"""Bytes in, a typed Document out. This package imports nothing of the advisor.

Public door: `read_document` for one file, `read_all` for files, folders and archives, `at_hand` for the files themselves.
"""

from ingest.cache import Cache
from ingest.door import Progress, at_hand, read_all, read_document
from ingest.limits import Limits

__all__ = ["Cache", "Limits", "Progress", "at_hand", "read_all", "read_document"]
