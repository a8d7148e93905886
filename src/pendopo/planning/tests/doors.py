"""Front doors that open at first use: Django is set up by a fixture, after these files are read."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Door:
    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


casework: Any = Door("pendopo.casework.api")
directory: Any = Door("pendopo.directory.api")
documents: Any = Door("pendopo.documents.api")
ledger: Any = Door("pendopo.ledger.api")
measures: Any = Door("pendopo.measures.api")
planning: Any = Door("pendopo.planning.api")
plan_command: Any = Door("pendopo.faces.cli.plan")
