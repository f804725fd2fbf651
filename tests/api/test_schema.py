"""The interface does what its description says, for requests nobody thought of (schemathesis)."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from advisor.answer.ask import index_of
from advisor.pack import open_pack

# `st run` on a running server tries many more; docs/evaluation.md has the command and what it found.
BOUNDED = settings(
    max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
# What the facts of a programme are called stands in its pack, not in the description.
EXCUSED = {"POST /assess": [positive_data_acceptance]}


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_the_interface_keeps_to_its_description(app: FastAPI, mode: GenerationMode) -> None:
    index_of(open_pack())
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) >= 17
    faults = [fault for each in operations for fault in faults_of(each, mode)]
    assert not faults, "\n\n".join(faults)


def faults_of(operation: Any, mode: GenerationMode) -> list[str]:
    """What schemathesis finds wrong with one operation; some take no request that could be wrong."""

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=EXCUSED.get(operation.label))

    try:
        keeps()
    except Unsatisfiable:
        return [] if mode is GenerationMode.NEGATIVE else [f"{operation.label}: no request can be made"]
    except BaseExceptionGroup as error:
        return [f"{operation.label}: {each}" for each in error.exceptions]
    return []
