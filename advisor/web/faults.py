"""What people read when something goes wrong: one Chinese line that says what to do."""

from __future__ import annotations

from uuid import uuid4

import structlog

from advisor.errors import AdvisorError

log = structlog.get_logger(__name__)


def explain(error: Exception) -> str:
    """The line for people. An error that is not ours is logged with its traceback under a number."""
    if isinstance(error, AdvisorError):
        return str(error)
    number = uuid4().hex[:8]
    log.error("page.failed", number=number, exc_info=error)
    return (
        f"程序出错，这一步没有完成；您填的内容都还在，可以再试一次。仍然不行，请把编号 {number} 告诉管理员。"
    )
