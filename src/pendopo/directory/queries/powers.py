"""Powers of attorney as their two sides see them, and whether one holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from pendopo.core import references
from pendopo.directory.actor import Actor
from pendopo.directory.models import Account
from pendopo.directory.models import Power as PowerRow
from pendopo.directory.people import sealed
from pendopo.directory.policy import acts_by
from pendopo.directory.queries.actors import actor_of
from pendopo.directory.queries.organisations import position_value
from pendopo.directory.queries.regions import today
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import bound_to, lookup_hash, sealer
from pendopo.directory.values import Power, Principal
from pendopo.ledger import api as ledger

TABLE = "directory_power"
MOST = 200


@ledger.within_region
def power_of(*, power_id: UUID, who: Actor) -> Power | None:
    """The power, when it lets `who` act at their moment: it is theirs, it holds that day, nobody
    has ended it, and they still hold the position it names. At most two statements."""
    if who.account_id is None or who.at is None:
        return None
    row = rows().filter(pk=power_id, account_id=who.account_id).first()
    if row is None or not power_value(row).covers(today(who.at)):
        return None
    acting = who if who.kind == "officer" else actor_of(who.account_id, who.at)
    return power_value(row) if acts_by(acting, position_value(row.position)) else None


@ledger.within_region
def agent_of(*, power_id: UUID, now: datetime) -> UUID | None:
    """The person who acts under the power, while it lets them; to tell them the news."""
    found = PowerRow.objects.filter(pk=power_id).values_list("account_id", flat=True).first()
    who = actor_of(found, now) if found else None
    if who is None or power_of(power_id=power_id, who=who) is None:
        return None
    return who.person_id


@ledger.within_region
def powers(*, power_ids: Iterable[UUID]) -> dict[UUID, Power]:
    """Powers by id, whoever looks: the caller knows that the viewer may. One statement."""
    return {row.pk: power_value(row) for row in rows().filter(pk__in=set(power_ids))}


@ledger.within_region
def powers_held(*, account_id: UUID) -> tuple[Power, ...]:
    """Powers that the account got, newest first."""
    found = rows().filter(account_id=account_id).order_by("-given_at", "-id")
    return tuple(power_value(row) for row in found[:MOST])


@ledger.within_region
def powers_given(*, person_id: UUID) -> tuple[Power, ...]:
    """Powers that the person gave, newest first."""
    found = rows().filter(person_id=person_id).order_by("-given_at", "-id")
    return tuple(power_value(row) for row in found[:MOST])


@ledger.within_region
def power_by_code(*, number: str, code: str) -> Power:
    """For a person without an account. Raises `Refused("power_unknown")` whatever is wrong."""
    wanted, given = references.normalise(number), references.normalise(code)
    row = rows().filter(number=wanted).first() if wanted and given else None
    if row is None or lookup_hash("access", str(given)) != bytes(row.code_hash):
        raise Refused("power_unknown")
    return power_value(row)


@ledger.within_region
def told_of(*, power_id: UUID) -> Principal:
    """What its paper says of the person; the caller knows that the viewer may read it."""
    row = PowerRow.objects.select_related("person__data_key").get(pk=power_id)
    data = sealer.open(
        sealed.key_of(row.person), bytes(row.sealed), aad=bound_to(TABLE, "sealed", row.pk)
    )
    return msgspec.json.decode(data, type=Principal)


@ledger.within_region
def agent_names(*, account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names of those who act for others, for the people they act for and for officers."""
    found = Account.objects.filter(
        pk__in=set(account_ids), region_code=ledger.current_region(), person__isnull=False
    ).select_related("person__data_key")
    return {row.pk: sealed.open_all(row.person).name for row in found if row.person}


def rows() -> QuerySet[PowerRow]:
    return PowerRow.objects.select_related("person", "position__organisation")


def power_value(row: PowerRow, code: str = "") -> Power:
    return Power(
        id=row.pk,
        number=row.number,
        person_id=row.person_id,
        principal_masked=row.person.masked_name,
        account_id=row.account_id,
        position_id=row.position_id,
        position=row.position.title,
        organisation_id=row.position.organisation_id,
        organisation=row.position.organisation.name,
        service=row.service,
        case_id=row.case_id,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        file_id=row.file_id,
        given_at=row.given_at,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
        code_hash=bytes(row.code_hash),
        code=code,
    )
