"""Front doors that open at first use: Django is set up by a fixture, after these files are read."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class _Door:
    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


cli: Any = _Door("pendopo.faces.cli.voice")
casework: Any = _Door("pendopo.casework.api")
districts: Any = _Door("pendopo.voice.queries.districts")
directory: Any = _Door("pendopo.directory.api")
ladders: Any = _Door("pendopo.voice.ladders")
ledger: Any = _Door("pendopo.ledger.api")
mapping: Any = _Door("pendopo.voice.queries.mapping")
models: Any = _Door("pendopo.voice.models")
squares: Any = _Door("pendopo.voice.squares")
standing: Any = _Door("pendopo.voice.standing")
voice: Any = _Door("pendopo.voice.api")
