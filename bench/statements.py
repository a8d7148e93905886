"""The SQL that one request runs, as the application sends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

NOT_COUNTED = ("select set_config", "begin", "commit", "savepoint", "release")


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    parameters: Any

    @property
    def counted(self) -> bool:
        return not self.sql.lstrip().lower().startswith(NOT_COUNTED)


@contextmanager
def watched() -> Iterator[list[Statement]]:
    """Every statement of this process's connection within the block, in order."""
    seen: list[Statement] = []

    def look(
        execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any
    ) -> Any:
        seen.append(Statement(str(sql), parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(look):
        yield seen
