"""The kinds of check, found by discovery: every module of this folder with a `check` function is one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

import structlog
from pydantic import ValidationError, create_model
from pydantic.fields import FieldInfo

import advisor.checks
from advisor.checks.case import Case, Row
from advisor.domain import Finding
from advisor.errors import PackError
from advisor.logs import told_of
from advisor.pack.checking import Checking, CheckRow
from ingest.document import Frozen

Kind = Callable[..., Iterator[Finding]]


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Every kind by the name of its module."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(advisor.checks.__path__):
        check = getattr(importlib.import_module(f"advisor.checks.{module.name}"), "check", None)
        if callable(check):
            found[module.name] = check
    return found


@cache
def _schema(kind: str) -> type[Frozen]:
    """The kind's keyword arguments as a closed model."""
    parameters = inspect.signature(kinds()[kind], eval_str=True).parameters.values()
    fields: dict[str, Any] = {}
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            default = (
                FieldInfo(default=parameter.default) if parameter.default is not parameter.empty else ...
            )
            fields[parameter.name] = (parameter.annotation, default)
    return create_model(f"{kind}_parameters", __base__=Frozen, **fields)


def parameters_of(row: CheckRow) -> dict[str, Any]:
    """The row's parameters, checked against its kind. Raises PackError for an unknown kind or parameter."""
    if row.kind not in kinds():
        raise PackError(f"检查项 {row.id} 的类别“{row.kind}”不存在")
    try:
        model = _schema(row.kind).model_validate(row.parameters)
    except ValidationError as error:
        first = error.errors()[0]
        raise PackError(
            f"检查项 {row.id} 的参数 {'.'.join(map(str, first['loc']))} 有误：{first['msg']}"
        ) from error
    return {name: getattr(model, name) for name in type(model).model_fields}


def lint_checks(checking: Checking) -> tuple[str, ...]:
    """Faults of check rows: unknown kinds and parameters."""
    faults = []
    for row in checking.checks:
        try:
            parameters_of(row)
        except PackError as error:
            faults.append(str(error))
    return tuple(faults)


def run_row(row: CheckRow, case: Case) -> tuple[Finding, ...]:
    """All findings of one row, in order; a row that breaks down says so and stops no other.

    Raises PackError for a faulty row: that is the pack author's to mend, not the applicant's to hear.
    """
    parameters = parameters_of(row)
    try:
        return tuple(kinds()[row.kind](case, Row(row), **parameters))
    except Exception as error:
        # Whatever a document brings about in one check, the others still hold; the fault itself is logged, without
        # its variables: they hold what was handed in, and on a command line they would run to thousands of lines.
        structlog.get_logger().error("check broke down", check=row.id, **told_of(error))
        return (Row(row).broken_down(),)
