"""Personal answers at rest: JSON sealed with the person's key, bound to its row."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from pendopo.casework.plain import dumps
from pendopo.directory import api as directory


def seal(key: directory.DataKey, value: Any, *, table: str, field: str, row: UUID) -> bytes:
    """Sealed JSON of `value`, openable only at this table, field and row."""
    data = dumps(value).encode()
    return directory.sealer.seal(key, data, aad=directory.bound_to(table, field, row))


def unseal(
    key: directory.DataKey, sealed: bytes | memoryview, *, table: str, field: str, row: UUID
) -> Any:
    """The value again. Raises `directory.Broken` when it was tampered with or moved."""
    aad = directory.bound_to(table, field, row)
    return json.loads(directory.sealer.open(key, bytes(sealed), aad=aad))
