"""What every face calls: ask and check as plain functions. Nothing here knows of a page or a terminal."""

from __future__ import annotations
