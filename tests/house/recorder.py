"""Which verbs and queries of the contexts ran, and when: to tell a silent change's author."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from tests.house.source import CONTEXTS
from tests.house.witness import Transaction


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function of an api. `name`: `casework.submit`."""

    name: str
    start: dt.datetime
    end: dt.datetime
    failed: bool

    def covers(self, transaction: Transaction) -> bool:
        """Whether the transaction changed something while the call ran."""
        return self.start <= transaction.last and transaction.first <= self.end


def functions() -> dict[str, tuple[ModuleType, str, Callable[..., Any]]]:
    """`context.name` -> where it stands: every function that an api exports."""
    found = {}
    for context in CONTEXTS:
        api = import_module(f"pendopo.{context}.api")
        for name in api.__all__:
            one = getattr(api, name)
            if inspect.isfunction(one):
                found[f"{context}.{name}"] = (api, name, one)
    return found


@contextmanager
def recording(names: Iterable[str]) -> Iterator[list[Call]]:
    """Write every call of these functions down; faces and contexts call through their apis."""
    calls: list[Call] = []
    known = functions()
    replaced = [known[name] for name in names]
    for name in names:
        api, attribute, function = known[name]
        setattr(api, attribute, _noted(name, function, calls))
    try:
        yield calls
    finally:
        for api, attribute, function in replaced:
            setattr(api, attribute, function)


def _noted(name: str, function: Callable[..., Any], calls: list[Call]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        start, failed = _now(), True
        try:
            answer = function(*args, **kwargs)
            failed = False
            return answer
        finally:
            calls.append(Call(name, start, _now(), failed))

    return call


def _now() -> dt.datetime:
    """The machine's clock, which the database shares."""
    return dt.datetime.now(dt.UTC)
