"""Who signs, as a letter names them: the holder of the position, or a delegate "a.n." it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import models, policy
from pendopo.casework.refusals import Refused
from pendopo.directory import api as directory
from pendopo.documents import api as documents

SIGNER = "signer"


def identity(
    who: directory.Actor, task: models.Task, case: models.Case, now: dt.datetime
) -> documents.SignerIdentity:
    """The signer by the mandate of today. Raises `Refused` for who has none.

    A delegate signs with the own office, name and NIP under "a.n." and the office that delegated
    (Permendagri 1/2023); the holder of the office signs as such, with Plt., Plh. or Pj.
    """
    held = _held(who, task.organisation_id, now)
    if held is not None:
        return _named(who, *held, now)
    principal = policy.delegated_by(task, case, who)
    if principal is None:
        raise Refused("not_for_you")
    own, kind = _own_office(who, principal)
    return _named(who, own, kind, now, principal=principal)


def of_agency(
    who: directory.Actor, organisation_id: UUID, now: dt.datetime
) -> documents.SignerIdentity:
    """The signer of a letter of an agency that belongs to no task. Raises `Refused` for who does
    not hold the office that signs."""
    held = _held(who, organisation_id, now)
    if held is None:
        raise Refused("not_for_you")
    return _named(who, *held, now)


def _held(
    who: directory.Actor, organisation_id: UUID | None, now: dt.datetime
) -> tuple[directory.Position, directory.MandateKind] | None:
    """The office of the agency that signs, when this officer holds it today."""
    for position in who.positions:
        if position.organisation_id != organisation_id or SIGNER not in position.roles:
            continue
        holder = directory.holder_of(position.id, now)
        if holder is not None and holder.person_id == who.person_id:
            return position, holder.kind
    return None


def _own_office(
    who: directory.Actor, principal: directory.Position
) -> tuple[directory.Position, directory.MandateKind]:
    """The delegate's own office, in the same agency where there is one."""
    kinds = {one.position_id: one.kind for one in who.mandates if one.kind != "delegation"}
    own = [one for one in who.positions if one.id in kinds]
    own.sort(key=lambda one: one.organisation_id != principal.organisation_id)
    if not own:
        raise Refused("delegate_without_office")
    return own[0], kinds[own[0].id]


def _named(
    who: directory.Actor,
    position: directory.Position,
    kind: directory.MandateKind,
    now: dt.datetime,
    *,
    principal: directory.Position | None = None,
) -> documents.SignerIdentity:
    if who.account_id is None or who.person_id is None:
        raise Refused("not_for_you")
    own = directory.profile(who.person_id, viewer=who, purpose="own", now=now)
    return documents.SignerIdentity(
        account_id=who.account_id,
        person_id=who.person_id,
        name=own.name,
        nip=own.nip,
        rank=own.rank,
        position=position.title,
        prefix=directory.PREFIX[kind],
        nik=own.nik,
        organisation_id=position.organisation_id,
        on_behalf_of=principal.title if principal else "",
        principal_id=_id(principal),
    )


def _id(position: directory.Position | None) -> UUID | None:
    return position.id if position else None
