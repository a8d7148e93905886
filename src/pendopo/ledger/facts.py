"""Kinds of facts and how one becomes a leaf of the log.

A kind is a frozen struct whose fields can hold no free text and nothing personal: ids,
numbers, dates, enums, and `Code`s (machine words such as a service slug or a task name).
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import secrets
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

import msgspec

from pendopo.core import merkle
from pendopo.core.identity import uuid7
from pendopo.ledger.region import current_region

Code = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$")]
"""A machine word: slug, element id, enum value, content hash. Never a sentence or a name."""

_PLAIN: tuple[Any, ...] = (bool, int, Decimal, UUID, dt.date, dt.datetime, Code)
_kinds: dict[str, type[Fact]] = {}


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every kind of fact; a subclass names itself with `KIND = "context.happened"`."""

    KIND: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.KIND in _kinds and _kinds[cls.KIND].__qualname__ != cls.__qualname__:
            raise TypeError(f"two facts are called {cls.KIND}")
        _kinds[cls.KIND] = cls


def kinds() -> dict[str, type[Fact]]:
    """Every kind of fact that the loaded contexts declare, by name."""
    return dict(_kinds)


def untyped_fields(kind: type[Fact]) -> list[str]:
    """Names of fields that could carry free text or personal data (a test wants none)."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return [name for name in kind.__struct_fields__ if not _is_plain(hints[name])]


def _is_plain(hint: Any) -> bool:
    arguments = typing.get_args(hint)
    origin = typing.get_origin(hint)
    if hint in _PLAIN or hint is type(None):
        return True
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return True
    if origin is typing.Literal:
        return True
    if origin is Annotated or hint is str:
        return False
    return bool(arguments) and all(_is_plain(one) for one in arguments if one is not Ellipsis)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact on its way into the ledger: what, about whom or what, by whom, when."""

    fact: Fact
    about: UUID
    occurred_at: dt.datetime
    actor: UUID | None = None
    organisation: UUID | None = None


def rows(entries: Sequence[Entry], *, now: dt.datetime) -> str:
    """The JSON that `ledger_append(jsonb)` takes; callers may put it into their own statement."""
    region = current_region()
    return json.dumps(
        [
            {
                "recorded_at": stamp(now),
                "id": str(uuid7(now)),
                "region_code": region,
                "kind": entry.fact.KIND,
                "occurred_at": stamp(entry.occurred_at),
                "actor": str(entry.actor) if entry.actor else None,
                "organisation": str(entry.organisation) if entry.organisation else None,
                "about": str(entry.about),
                "data": msgspec.to_builtins(entry.fact, str_keys=True),
                "salt": secrets.token_hex(16),
            }
            for entry in entries
        ]
    )


def stamp(at: dt.datetime) -> str:
    """UTC with microseconds, the one way a moment is written in a leaf."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


LEAF_FIELDS = (
    "id", "region_code", "kind", "occurred_at", "recorded_at",
    "actor", "organisation", "about", "data", "salt",
)  # fmt: skip


def leaf_fields(row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a stored fact as plain JSON values, the way receipts carry them."""
    return {name: _plain(row[name]) for name in LEAF_FIELDS}


def leaf_of_fields(fields: dict[str, Any]) -> bytes:
    """RFC 6962 leaf hash over the canonical bytes: sorted JSON, no spaces, UTF-8."""
    plain = {name: fields[name] for name in LEAF_FIELDS}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return merkle.leaf_hash(text.encode())


def leaf(row: dict[str, Any]) -> bytes:
    """Leaf hash of a fact as the database returns it."""
    return leaf_of_fields(leaf_fields(row))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return stamp(value)
    return str(value) if isinstance(value, UUID) else value
