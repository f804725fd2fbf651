"""Steps whose failure must not cost the rest of a submission: logged, told as 无法判定, and left there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import structlog

from advisor.errors import PackError
from advisor.logs import told_of

T = TypeVar("T")
D = TypeVar("D")

UNDONE = "{step}：程序没有做成，无法判定，请人工核对；其他内容不受影响"


def attempt(step: str, make: Callable[[], T], otherwise: D, undone: list[str]) -> T | D:
    """What `make` returns; `otherwise` where it breaks down, with a line for the reader added to `undone`.

    Raises PackError: that is the pack author's to mend, not the applicant's to hear.
    """
    try:
        return make()
    except PackError:
        raise
    except Exception as error:
        # The fault is ours, whatever brought it about; what else was found in the material still holds.
        structlog.get_logger().error("step broke down", step=step, **told_of(error))
        line = UNDONE.format(step=step)
        if line not in undone:
            undone.append(line)
        return otherwise
