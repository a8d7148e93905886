"""Many rows of one table in one statement, a parameter per column: with a parameter per cell an
INSERT of some thousand cells costs far more to build than to run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models

_AS_TEXT = ("varchar", "text", "jsonb")
"""Written as text and cast: a cast of an array of varchar(n) would cut off without a word."""


def insert_many(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model, as `bulk_create` does, in the caller's transaction; defaults are
    those of the model. One statement, none without rows."""
    if not rows:
        return
    meta = type(rows[0])._meta
    fields = meta.concrete_fields
    columns, sources, values = [], [], []
    for at, field in enumerate(fields):
        kind = str(field.db_type(connection))
        plain = not kind.startswith(_AS_TEXT) and not kind.endswith("[]")
        columns.append(f'"{field.column}"')
        sources.append(f"u.c{at}" if plain else f"u.c{at}::{kind}")
        cells = [getattr(row, field.attname) for row in rows]
        values.append(cells if plain else [_text(field, cell) for cell in cells])
    arrays = ", ".join(f"%s::{_array(field)}" for field in fields)
    names = ", ".join(f"c{at}" for at in range(len(fields)))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{meta.db_table}" ({", ".join(columns)})'
            f" SELECT {', '.join(sources)} FROM unnest({arrays}) AS u({names})",
            values,
        )


def _array(field: models.Field[Any, Any]) -> str:
    kind = str(field.db_type(connection))
    text = kind.startswith(_AS_TEXT) or kind.endswith("[]")
    return "text[]" if text else f"{kind}[]"


def _text(field: models.Field[Any, Any], cell: Any) -> str | None:
    if cell is None:
        return None
    if isinstance(field, models.JSONField):
        return json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, list | tuple):  # an array of plain values
        return "{" + ",".join(f'"{one}"' for one in cell) + "}"
    return str(cell)
