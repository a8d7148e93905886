"""Cases that nobody applies for: a message or a signal opens them, or their moment has come.

Such a case belongs to somebody without a name, whose key seals it; no deemed decision grows of it.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pendopo.casework import flow_facts, models, movement, policy
from pendopo.casework.actions.delivery import Delivered
from pendopo.casework.actions.opening import Owned, insert
from pendopo.casework.refusals import NotFound, Refused, as_ours
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

log = logging.getLogger(__name__)
CHANNEL, LANGUAGE = "process", "id"
BACK_TO = dt.timedelta(days=31)
"""How long a version that is no longer in force is still looked at for moments that were missed."""
AT_ONCE = 200
"""Moments of one start that are caught up in one round, after the worker stood still."""


@ledger.within_region
def start_by_message(
    *,
    service: str,
    message: str,
    who: directory.Actor,
    context: str = "",
    data: Mapping[str, Any] | None = None,
    now: dt.datetime,
    command: ledger.Command,
) -> Delivered:
    """Open a case of a service by a message that its drawing begins with. data: raw answers to the
    message's form. The same command again gets the same case.

    who: an officer of the service's own agency with a role that the package names; context: as in
    `deliver`. Raises `NotFound` (no such service, or no such start), `Refused`, `Invalid`.
    """
    compiled = services.service_at(slug=service, at=now)
    start = services.flow.started_by(compiled, "message", message) if compiled else None
    if compiled is None or start is None:
        raise NotFound("service_unknown")
    senders = compiled.service.messages[message].senders
    sender = policy.check_may_start(
        movement.owner(compiled).id, senders, who, context=bool(context)
    )
    started = flow_facts.CaseStarted(
        service=compiled.slug,
        version=compiled.hash,
        number=references.new_reference(),
        element=start.element,
        trigger="message",
        sender=sender,
    )
    return _open(compiled, start, started, dict(data or {}), who.account_id, command, now)


def start_from_case(*, sender: UUID, sending: services.flow.Sending, now: dt.datetime) -> int:
    """Open a case of every service that begins with this signal, or of the first one that begins
    with this message and takes it from cases. How many; twice is once."""
    found = services.starters(trigger=sending.kind, name=sending.name, at=now)
    if sending.kind == "message":
        known = [one.service.messages[sending.name] for one in found]
        found = tuple(
            one for one, message in zip(found, known, strict=True) if "case" in message.senders
        )[:1]
    return sum(_from_case(one, sender, sending, now) for one in found)


@ledger.within_region
def _from_case(
    compiled: services.Compiled, sender: UUID, sending: services.flow.Sending, now: dt.datetime
) -> bool:
    start = services.flow.started_by(compiled, sending.kind, sending.name)
    assert start is not None  # the catalogue has just said so
    data = sending.values
    if sending.kind == "message":
        data = services.flow.brought(compiled, sending.name, sending.values)
    started = flow_facts.CaseStarted(
        service=compiled.slug,
        version=compiled.hash,
        number=references.new_reference(),
        element=start.element,
        trigger=sending.kind,
        sender="case",
        from_case=sender,
    )
    command = ledger.Command(sender, _key(str(sending.token), compiled.slug), b"start")
    try:
        _open(compiled, start, started, data, None, command, now)
    except Refused:
        return False
    return True


def start_due_cases(*, now: dt.datetime) -> int:
    """Open the cases whose moment has come in the current region, each in its own transaction.
    Moments that passed while the worker stood still are caught up, oldest first. How many.

    One that fails stays due and is tried again; it never keeps the other services waiting.
    """
    schedules = services.schedules(at=now, back_to=now - BACK_TO)
    if not schedules:
        return 0
    opened, latest, calendar = 0, _latest(), directory.calendar()
    for one in schedules:
        for start in one.starts:
            place = one.package.slug, start.element
            after = max(latest.get(place, one.since), one.since - dt.timedelta(microseconds=1))
            node = one.package.graph.nodes[start.element]
            due = services.flow.moments(
                node, since=one.since, after=after, until=one.until, calendar=calendar
            )
            try:
                for _, at in zip(range(AT_ONCE), due, strict=False):
                    opened += start_at(compiled=one.package, start=start, due_at=at, now=now)
            except Exception:
                log.exception("start %s of %s failed; it stays due", start.element, place[0])
    return opened


@ledger.within_region
def start_at(
    *,
    compiled: services.Compiled,
    start: services.flow.Start,
    due_at: dt.datetime,
    now: dt.datetime,
) -> bool:
    """Open the case of one moment; False when that was done before."""
    case_id = uuid7(now)
    _, first = models.TimedStart.objects.get_or_create(
        service=compiled.slug,
        element=start.element,
        due_at=due_at,
        defaults={"id": uuid7(now), "case_id": case_id},
    )
    if not first:
        return False
    started = flow_facts.CaseStarted(
        service=compiled.slug,
        version=compiled.hash,
        number=references.new_reference(),
        element=start.element,
        trigger="timer",
        due_at=due_at,
    )
    command = ledger.Command(case_id, _key(start.element, due_at.isoformat()), b"start")
    _open(compiled, start, started, {}, None, command, now, case_id=case_id)
    return True


@ledger.within_region
def _latest() -> dict[tuple[str, str], dt.datetime]:
    """Up to where the clock of each start has come."""
    rows = models.TimedStart.objects.values_list("service", "element").annotate(at=Max("due_at"))
    return {(service, element): at for service, element, at in rows}


def _open(
    compiled: services.Compiled,
    start: services.flow.Start,
    started: flow_facts.CaseStarted,
    data: Mapping[str, Any],
    account_id: UUID | None,
    command: ledger.Command,
    now: dt.datetime,
    *,
    case_id: UUID | None = None,
) -> Delivered:
    try:
        move = services.flow.begin_at(
            compiled, start, data=data, now=now, calendar=directory.calendar()
        )
    except services.Refused as refused:
        raise as_ours(refused) from refused
    nobody = directory.admit_applicant(known={}, now=now)
    case_id = case_id or uuid7(now)
    told = ledger.Entry(
        fact=started,
        about=case_id,
        actor=account_id,
        organisation=movement.owner(compiled).id,
        occurred_at=now,
    )
    opened = insert(
        move,
        compiled=compiled,
        case_id=case_id,
        number=str(started.number),
        owned=Owned(nobody.person_id, nobody.masked_name, nobody.key),
        channel=CHANNEL,
        language=LANGUAGE,
        told=told,
        command=command,
        now=now,
    )
    if opened is None:
        before = ledger.recall(command) or {}
        case = models.Case.objects.get(id=UUID(before["case"]))
        transaction.set_rollback(True)  # what was prepared for a second case is no more
        return Delivered(case.id, case.number, str(case.status), repeated=True)
    status = models.Case.objects.values_list("status", flat=True).get(id=case_id)
    return Delivered(case_id, opened.number, status)


def _key(*parts: str) -> str:
    """A command's key of what makes an opening one of its kind."""
    return "start:" + blake2b("|".join(parts).encode(), digest_size=16).hexdigest()
