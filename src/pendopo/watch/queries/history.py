"""What happened to one thing, read from its facts."""

from __future__ import annotations

from uuid import UUID

from pendopo.ledger import api as ledger
from pendopo.watch.values import Step

_POSITION = ("position", "to", "substitute", "owner", "giver")
_DETAIL = ("step", "ending", "level", "rule")


def steps(about: UUID) -> tuple[Step, ...]:
    """Facts of watch about it, oldest first; one statement."""
    return tuple(
        _step(one) for one in ledger.facts_about(about=about) if one.kind.startswith("watch.")
    )


def _step(one: ledger.Read) -> Step:
    position = next((one.data[name] for name in _POSITION if one.data.get(name)), None)
    detail = next((one.data[name] for name in _DETAIL if one.data.get(name)), "")
    return Step(one.kind, one.occurred_at, UUID(str(position)) if position else None, str(detail))
