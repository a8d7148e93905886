"""The region we work for: set once per request, job or reader batch, known to the database."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")

_region: ContextVar[str] = ContextVar("pendopo_region", default="")
_open: ContextVar[str] = ContextVar("pendopo_region_open", default="")


class NoRegion(RuntimeError):
    """A verb or query ran without saying for which region."""


def current_region() -> str:
    """Code of the region we work for (Kemendagri, `35.11`)."""
    code = _region.get()
    if not code:
        raise NoRegion("say the region first: `with use_region(code): ...`")
    return code


@contextmanager
def use_region(code: str) -> Iterator[None]:
    """Work for region `code`; opens no transaction."""
    token = _region.set(code)
    try:
        yield
    finally:
        _region.reset(token)


@contextmanager
def region_transaction() -> Iterator[None]:
    """One transaction whose row-level security sees the current region and nothing else.

    Inside another one of the same region it joins that one, so a verb that calls a verb is
    still one transaction.
    """
    code = current_region()
    if _open.get() == code and connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pendopo.region', %s, true)", [code])
        token = _open.set(code)
        try:
            yield
        finally:
            _open.reset(token)


def within_region(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator of every verb and query in an `api`: runs in the region's transaction."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with region_transaction():
            return function(*args, **kwargs)

    return run
