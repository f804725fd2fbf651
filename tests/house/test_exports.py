"""The doors of the packages: what `__all__` names is there, and nothing private is promised."""

from __future__ import annotations

import importlib

import pytest

from tests.house.tree import ROOT, python_files

PACKAGES = [
    ".".join(path.parent.relative_to(ROOT).parts)
    for path in python_files("advisor", "ingest")
    if path.name == "__init__.py"
]


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_promises_is_there(package: str) -> None:
    module = importlib.import_module(package)
    promised = getattr(module, "__all__", [])
    assert [each for each in promised if each.startswith("_") or not hasattr(module, each)] == []
    assert len(promised) == len(set(promised))
