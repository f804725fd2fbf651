"""Bytes in, a typed Document out. This package imports nothing of the advisor.

Public door: `read_document` for one file, `read_all` for files, folders and archives.
"""
