"""Modules imported at first use: Django is set up only when the tests' database runs."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class _Late:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


directory: Any = _Late("pendopo.directory.api")
models: Any = _Late("pendopo.directory.models")
