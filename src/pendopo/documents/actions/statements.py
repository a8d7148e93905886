"""A file that came in: its row, what is known of it as a photo, and the fact, in one statement.

Three statements through the models cost a web process about as much as everything else about a
small file together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from pendopo.documents.models import Picture, StoredFile
from pendopo.ledger import api as ledger


def _insert(model: type[models.Model]) -> str:
    columns = [str(one.column) for one in model._meta.concrete_fields]
    values = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES ({values})"


_PLAIN = f"""
WITH file AS ({_insert(StoredFile)})
SELECT ledger_append(%s::jsonb)
"""
_PHOTO = f"""
WITH file AS ({_insert(StoredFile)}),
picture AS ({_insert(Picture)})
SELECT ledger_append(%s::jsonb)
"""


def insert(
    row: StoredFile, picture: Picture | None, told: Iterable[ledger.Entry], *, now: dt.datetime
) -> None:
    """Write all of it; the foreign key of the photo is checked when the statement ends."""
    given = _values(row)
    if picture is not None:
        given += _values(picture)
    with connection.cursor() as cursor:
        cursor.execute(
            _PLAIN if picture is None else _PHOTO, [*given, ledger.rows(list(told), now=now)]
        )


def _values(row: models.Model) -> list[Any]:
    return [
        one.get_db_prep_save(one.pre_save(row, add=True), connection)
        for one in row._meta.concrete_fields
    ]
