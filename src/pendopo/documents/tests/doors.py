"""Front doors that open when a test first goes through them.

Django is set up by a fixture, after pytest has read every test; so these modules cannot be
imported at the top of a test file.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class _Door:
    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


documents: Any = _Door("pendopo.documents.api")
directory: Any = _Door("pendopo.directory.api")
ledger: Any = _Door("pendopo.ledger.api")
models: Any = _Door("pendopo.documents.models")
ports: Any = _Door("pendopo.documents.ports")
