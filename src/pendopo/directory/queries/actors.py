"""Who acts: one statement, because it runs on each page of an officer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db import connection

from pendopo.directory.actor import ANONYMOUS, Actor
from pendopo.directory.people.sealed import open_name
from pendopo.directory.sealing import unwrap
from pendopo.directory.values import Mandate, MandateKind, Position
from pendopo.ledger import api as ledger

_SQL = """
SELECT a.id, a.person_id, a.region_code, a.username,
       p.name_sealed, k.id, k.wrapped,
       EXISTS (SELECT 1 FROM mfa_authenticator f
               WHERE f.user_id = a.id AND f.type IN ('totp', 'webauthn')),
       held.rows
FROM directory_account a
LEFT JOIN directory_person p ON p.id = a.person_id
LEFT JOIN directory_datakey k ON k.id = p.data_key_id
LEFT JOIN directory_region r ON r.code = a.region_code
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(
               m.id, m.kind, m.valid_from, m.valid_to, m.basis, to_jsonb(m.powers),
               o.id, o.organisation_id, o.code, o.title, to_jsonb(o.roles),
               EXISTS (SELECT 1 FROM directory_absence b
                       WHERE b.mandate_id = m.id AND d.day BETWEEN b.valid_from AND b.valid_to)
           ) ORDER BY m.valid_from, m.id) AS rows
    FROM (SELECT (%s::timestamptz AT TIME ZONE coalesce(r.zone, 'Asia/Jakarta'))::date AS day) d
    JOIN directory_mandate m ON m.person_id = a.person_id
         AND m.valid_from <= d.day AND coalesce(m.valid_to, 'infinity') >= d.day
    JOIN directory_position o ON o.id = m.position_id
) held ON true
WHERE a.id = %s::uuid AND a.is_active
  AND a.region_code = current_setting('pendopo.region', true)
"""


@ledger.within_region
def actor_of(account_id: UUID | None, now: datetime) -> Actor:
    """The actor behind an account at a moment; `ANONYMOUS` when there is none, when it is
    inactive, or when its home is another region. Exactly one statement."""
    if account_id is None:
        return ANONYMOUS
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [now, account_id])
        row = cursor.fetchone()
    if row is None:
        return ANONYMOUS
    account, person, region, username, name_sealed, key_id, wrapped, second, held = row
    name = username
    if name_sealed is not None and wrapped is not None:
        name = open_name(unwrap(key_id, region, wrapped), person, bytes(name_sealed))
    return _actor(account, person, region, name, second, _rows(held), now)


def _rows(held: Any) -> list[list[Any]]:
    return json.loads(held) if isinstance(held, str) else held or []


def _actor(
    account: UUID,
    person: UUID | None,
    region: str,
    name: str,
    second: bool,
    rows: list[list[Any]],
    now: datetime,
) -> Actor:
    mandates: list[Mandate] = []
    positions: dict[UUID, Position] = {}
    roles: set[tuple[UUID, str]] = set()
    for one in rows:
        mandate, position, away = _read(person, one)
        mandates.append(mandate)
        positions.setdefault(position.id, position)
        granted = roles_granted(mandate, position, away=away)
        roles.update((position.organisation_id, role) for role in granted)
    needs = bool(mandates) and not second and settings.DIRECTORY_OFFICERS_NEED_SECOND_FACTOR
    return Actor(
        account_id=account,
        person_id=person,
        region_code=region,
        kind="officer" if mandates else "citizen",
        name=name,
        organisation_ids=frozenset(one.organisation_id for one in positions.values()),
        positions=tuple(positions.values()),
        roles=frozenset() if needs else frozenset(roles),
        mandates=tuple(mandates),
        second_factor=bool(second),
        needs_second_factor=needs,
        at=now,
    )


def roles_granted(mandate: Mandate, position: Position, *, away: bool) -> frozenset[str]:
    """Roles a mandate of today gives: a delegation gives the signature for its powers only,
    and a holder who is away leaves the signature to the Plh."""
    if mandate.kind == "delegation":
        signs = "signer" in position.roles
        return frozenset(f"signer:{power}" for power in mandate.powers if signs)
    return position.roles - {"signer"} if away else position.roles


def _read(person: UUID | None, one: list[Any]) -> tuple[Mandate, Position, bool]:
    (
        mandate_id, kind, first, last, basis, powers,
        position_id, organisation_id, code, title, roles, away,
    ) = one  # fmt: skip
    day: Callable[[str], date] = date.fromisoformat
    mandate = Mandate(
        id=UUID(mandate_id),
        person_id=cast(UUID, person),
        position_id=UUID(position_id),
        kind=cast(MandateKind, kind),
        valid_from=day(first),
        valid_to=day(last) if last else None,
        basis=basis,
        powers=tuple(powers),
    )
    position = Position(UUID(position_id), UUID(organisation_id), code, title, frozenset(roles))
    return mandate, position, bool(away)
