"""Who acts: the one value that policies of every context look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from pendopo.directory.values import Mandate, Position

ActorKind = Literal["citizen", "officer", "service", "anonymous"]


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work in a region, with what its mandates allow today.

    `roles` are (organisation, role) pairs of the mandates in force today; while a definitive
    holder is recorded as away, "signer" rests with the Plh.; a delegation of a named power gives
    "signer:<power>" and nothing else (see `may_sign`). `needs_second_factor` is true when
    the installation asks officers for one and this account has none: roles are then empty. `at`:
    the moment it was made for; without one it acts under no power of attorney.
    """

    account_id: UUID | None
    person_id: UUID | None
    region_code: str
    kind: ActorKind
    name: str = field(repr=False)
    organisation_ids: frozenset[UUID] = frozenset()
    positions: tuple[Position, ...] = ()
    roles: frozenset[tuple[UUID, str]] = frozenset()
    mandates: tuple[Mandate, ...] = ()
    scopes: frozenset[str] = frozenset()  # of an application's token
    second_factor: bool = False
    needs_second_factor: bool = False
    at: datetime | None = None

    def may(self, role: str, organisation_id: UUID | None = None) -> bool:
        """Whether a mandate of today gives `role` in the organisation (None: in any)."""
        if organisation_id is None:
            return any(name == role for _, name in self.roles)
        return (organisation_id, role) in self.roles

    def may_sign(self, organisation_id: UUID, *, power: str | None = None) -> bool:
        """Whether a mandate of today signs for the organisation; by delegation only `power`."""
        return (organisation_id, "signer") in self.roles or (
            power is not None and (organisation_id, f"signer:{power}") in self.roles
        )

    def position_in(self, organisation_id: UUID) -> Position | None:
        """The first position held in the organisation, if any."""
        found = (one for one in self.positions if one.organisation_id == organisation_id)
        return next(found, None)


ANONYMOUS = Actor(account_id=None, person_id=None, region_code="", kind="anonymous", name="")
