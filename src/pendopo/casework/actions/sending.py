"""What a process sends leaves its case: to the applicant, to one case, to all that wait. By jobs,
after the fact; each part may run twice and acts once."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pendopo.casework import flow_facts, models, notices
from pendopo.casework.actions import delivery, starting
from pendopo.ledger import api as ledger
from pendopo.services import api as services

BATCH = 200


def send_out(*, case_id: UUID, token: int, now: dt.datetime) -> int:
    """Deliver one message or signal of a case; how many cases took it, or were opened by it. 0 too
    when it is gone already."""
    sending, to = _find(case_id, token)
    if sending is None:
        return 0
    if sending.kind == "signal":
        taken = _broadcast(case_id, sending, now)
        taken += starting.start_from_case(sender=case_id, sending=sending, now=now)
    elif to == "applicant":
        _tell(case_id, sending, now)
        taken = 1
    else:
        receiver = case_id if to == "same" else _waiting(case_id, sending)
        taken = int(
            receiver is not None
            and delivery.deliver_from_case(
                receiver=receiver, sender=case_id, sending=sending, now=now
            )
        )
        if not taken and to == "case":
            taken = starting.start_from_case(sender=case_id, sending=sending, now=now)
    _sent(case_id, token, sending.name, taken, now)
    return taken


@ledger.within_region
def _find(case_id: UUID, token: int) -> tuple[services.flow.Sending | None, str]:
    case = models.Case.objects.get(id=case_id)
    state = services.flow.CaseState.decode(bytes(case.state))
    sending = next((one for one in state.sends if one.token == token), None)
    known = services.version(hash=case.version_hash).service.messages
    message = known.get(sending.name) if sending else None
    return sending, message.to if message else ""


@ledger.within_region
def _tell(case_id: UUID, sending: services.flow.Sending, now: dt.datetime) -> None:
    notices.tell_message(case_id=case_id, name=sending.name, token=sending.token, now=now)


@ledger.within_region
def _waiting(case_id: UUID, sending: services.flow.Sending) -> UUID | None:
    """The other case that has waited longest for a message with this key."""
    if not sending.key:
        return None
    rows = models.Subscription.objects.filter(kind="message", name=sending.name, key=sending.key)
    rows = rows.exclude(case_id=case_id).order_by("since", "id")
    return rows.values_list("case_id", flat=True).first()


def _broadcast(case_id: UUID, sending: services.flow.Sending, now: dt.datetime) -> int:
    """Give a signal to every other case of the region that waits for it, each on its own."""
    taken, after = 0, UUID(int=0)
    while found := _subscribed(case_id, sending.name, after):
        for receiver in found:
            after = receiver
            taken += delivery.deliver_from_case(
                receiver=receiver, sender=case_id, sending=sending, now=now
            )
    return taken


@ledger.within_region
def _subscribed(case_id: UUID, name: str, after: UUID) -> list[UUID]:
    rows = models.Subscription.objects.filter(kind="signal", name=name, case_id__gt=after)
    rows = rows.exclude(case_id=case_id).order_by("case_id")
    return list(rows.values_list("case_id", flat=True).distinct()[:BATCH])


@ledger.within_region
def _sent(case_id: UUID, token: int, name: str, receivers: int, now: dt.datetime) -> None:
    case = models.Case.objects.select_for_update().get(id=case_id)
    state = services.flow.CaseState.decode(bytes(case.state))
    if all(one.token != token for one in state.sends):
        return
    case.state = services.flow.sent(state, token=token).encode()
    case.save(update_fields=["state"])
    fact = flow_facts.MessageDelivered(token=token, name=name, receivers=receivers)
    entry = ledger.Entry(
        fact=fact, about=case.id, organisation=case.organisation_id, occurred_at=now
    )
    ledger.append([entry], now=now)
