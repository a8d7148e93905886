"""Messages and signals into cases: from people, from other cases, from contexts above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from pendopo.casework import facts, models, movement, policy
from pendopo.casework.refusals import NotFound, Refused, as_ours
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Sender = Literal["applicant", "officer", "context", "case"]


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that a case has taken."""

    case_id: UUID
    number: str
    status: str
    repeated: bool = False


@ledger.within_region
def deliver(
    *,
    message: str,
    case_id: UUID | None = None,
    correlation: str = "",
    who: directory.Actor,
    key: str = "",
    context: str = "",
    data: Mapping[str, Any] | None = None,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> Delivered:
    """Give a message to the case `case_id`, or to the one that waits for it with the key
    `correlation`, longest waiting first. data: raw answers to the message's form.

    who: the applicant (`key`: the case's code) or an officer, as the package allows. context: the
    name of the part of the platform that has checked the sender's right itself, where the package
    opens the message to "context". Raises `NotFound`, `Refused` (nobody may, or the case does not
    wait for it), `Invalid`.
    """
    case = _locked(case_id, "message", message, correlation)
    compiled = services.version(hash=case.version_hash)
    sender = policy.check_may_send(
        case, _senders(compiled, "message", message), who, key, context=bool(context)
    )
    return _deliver(
        case, compiled, message, dict(data or {}), sender, who=who, now=now, command=command
    )


@ledger.within_region
def deliver_from_case(
    *,
    receiver: UUID,
    sender: UUID,
    sending: services.flow.Sending,
    now: dt.datetime,
) -> bool:
    """What the process of one case sends, into another or the same; False when it is not waited
    for there, or not open to other cases. Twice is once."""
    command = ledger.Command(
        sender, f"{sending.kind}:{sending.token}:{receiver}", sending.name.encode()
    )
    case = models.Case.objects.select_for_update().get(id=receiver)
    compiled = services.version(hash=case.version_hash)
    if sending.kind == "signal":
        take = _signal(case, compiled, sending, sender, now)
        return bool(ledger.once(command, take)["taken"])
    senders = _senders(compiled, "message", sending.name)
    if receiver != sender and (senders is None or "case" not in senders):
        return False
    data = services.flow.brought(compiled, sending.name, sending.values)
    try:
        _deliver(case, compiled, sending.name, data, "case", from_case=sender, now=now,
                 command=command)  # fmt: skip
    except Refused:
        return False
    return True


def _locked(case_id: UUID | None, kind: str, name: str, key: str) -> models.Case:
    if case_id is None and key:
        rows = models.Subscription.objects.filter(kind=kind, name=name, key=key)
        case_id = rows.order_by("since", "id").values_list("case_id", flat=True).first()
        if case_id is None:
            raise Refused("message_unawaited")
    case = models.Case.objects.select_for_update().filter(id=case_id).first() if case_id else None
    if case is None:
        raise NotFound("case_unknown")
    return case


def _senders(compiled: services.Compiled, kind: str, name: str) -> tuple[str, ...] | None:
    """Who may send it; None when the package knows no such message."""
    known = compiled.service.messages if kind == "message" else compiled.service.signals
    return known[name].senders if name in known else None


def _deliver(
    case: models.Case,
    compiled: services.Compiled,
    message: str,
    data: dict[str, Any],
    sender: Sender,
    *,
    who: directory.Actor | None = None,
    from_case: UUID | None = None,
    now: dt.datetime,
    command: ledger.Command | None,
) -> Delivered:
    acted = []

    def act() -> dict[str, Any]:
        acted.append(True)
        state = services.flow.CaseState.decode(bytes(case.state))
        try:
            move = services.flow.receive(
                compiled, state, message=message, data=data, now=now, calendar=directory.calendar()
            )
        except services.Refused as refused:
            raise as_ours(refused) from refused
        taken = facts.MessageReceived(
            kind="message", name=message, sender=sender, from_case=from_case
        )
        _carry_out(case, compiled, move, taken, who, now)
        return {"case": str(case.id), "number": case.number, "status": str(case.status)}

    result = ledger.once(command, act)
    return Delivered(UUID(result["case"]), result["number"], result["status"], repeated=not acted)


def _signal(
    case: models.Case,
    compiled: services.Compiled,
    sending: services.flow.Sending,
    sender: UUID,
    now: dt.datetime,
) -> Callable[[], dict[str, Any]]:
    def take() -> dict[str, Any]:
        state = services.flow.CaseState.decode(bytes(case.state))
        try:
            move = services.flow.signalled(
                compiled,
                state,
                signal=sending.name,
                data=sending.values,
                now=now,
                calendar=directory.calendar(),
            )
        except services.Refused:
            return {"taken": False}
        taken = facts.MessageReceived(
            kind="signal", name=sending.name, sender="case", from_case=sender
        )
        _carry_out(case, compiled, move, taken, None, now)
        return {"taken": True}

    return take


def _carry_out(
    case: models.Case,
    compiled: services.Compiled,
    move: services.flow.Move,
    taken: facts.MessageReceived,
    who: directory.Actor | None,
    now: dt.datetime,
) -> None:
    actor = who.account_id if who else None
    entry = ledger.Entry(
        fact=taken,
        about=case.id,
        actor=actor,
        organisation=case.organisation_id,
        occurred_at=now,
    )
    movement.carry_out(case, move, compiled=compiled, now=now, entries=[entry], actor=actor)
