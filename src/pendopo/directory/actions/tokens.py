"""Verbs over tokens of applications: issue, revoke, recognise."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.directory.actions.recording import record
from pendopo.directory.actor import ANONYMOUS, Actor
from pendopo.directory.facts import TokenIssued, TokenRevoked
from pendopo.directory.models import ApiToken as TokenRow
from pendopo.directory.policy import check_administers
from pendopo.directory.refusals import Refused
from pendopo.directory.values import ApiToken
from pendopo.ledger import api as ledger

SCOPES = frozenset(
    {"catalogue", "apply", "track", "tasks", "verify", "facts", "open311", "open311_updates"}
)
PREFIX = "pdp_"
_KNOWN = (
    "SELECT id, region_code, name, organisation_id, scopes FROM directory_apitoken"
    " WHERE secret_hash = %s AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %s)"
)


@ledger.within_region
def issue_token(
    *,
    organisation_id: UUID,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None = None,
    actor: Actor,
    now: datetime,
) -> ApiToken:
    """A token for an application of the organisation. `secret` is in this answer only: the
    database keeps its SHA-256 (enough for 256 random bits)."""
    check_administers(actor, organisation_id)
    if actor.account_id is None:
        raise Refused("not_for_you")
    chosen = sorted(set(scopes))
    for scope in chosen:
        if scope not in SCOPES:
            raise Refused("scope_unknown", name=scope)
    if not name.strip():
        raise Refused("name_missing")
    secret = PREFIX + secrets.token_urlsafe(32)
    row = TokenRow.objects.create(
        id=uuid7(now),
        organisation_id=organisation_id,
        name=name.strip()[:80],
        secret_hash=_hash(secret),
        hint=secret[-4:],
        scopes=chosen,
        created_by=actor.account_id,
        created_at=now,
        expires_at=expires_at,
    )
    fact = TokenIssued(organisation=organisation_id, scopes=tuple(chosen), expires_at=expires_at)
    record((row.pk, fact), now=now, actor=actor, organisation_id=organisation_id)
    return replace(token_value(row), secret=secret)


@ledger.within_region
def revoke_token(*, token_id: UUID, actor: Actor, now: datetime) -> None:
    """The token stops at once. Revoking twice changes nothing."""
    row = TokenRow.objects.select_for_update().filter(pk=token_id).first()
    if row is None:
        raise Refused("token_unknown")
    check_administers(actor, row.organisation_id)
    if row.revoked_at is not None:
        return
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    record((row.pk, TokenRevoked()), now=now, actor=actor, organisation_id=row.organisation_id)


@ledger.within_region
def tokens_of(organisation_id: UUID) -> tuple[ApiToken, ...]:
    """Tokens of the organisation, newest first, without their secrets."""
    rows = TokenRow.objects.filter(organisation_id=organisation_id).order_by("-created_at")
    return tuple(token_value(row) for row in rows)


@ledger.within_region
def token_actor(secret: str, now: datetime) -> Actor:
    """The application behind a token; `ANONYMOUS` when unknown here, revoked or expired.

    Its `account_id` is the token's id; it has scopes and an organisation, no roles.
    """
    if not secret.startswith(PREFIX):
        return ANONYMOUS
    with connection.cursor() as cursor:  # every call of an application passes here
        cursor.execute(_KNOWN, [_hash(secret), now])
        row = cursor.fetchone()
    if row is None:
        return ANONYMOUS
    token_id, region, name, organisation, scopes = row
    return Actor(
        account_id=token_id,
        person_id=None,
        region_code=region,
        kind="service",
        name=name,
        organisation_ids=frozenset({organisation}),
        scopes=frozenset(scopes),
    )


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def token_value(row: TokenRow) -> ApiToken:
    return ApiToken(
        id=row.pk,
        organisation_id=row.organisation_id,
        name=row.name,
        hint=row.hint,
        scopes=frozenset(row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
