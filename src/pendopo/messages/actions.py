"""Verbs of notices."""

from __future__ import annotations

import datetime as dt
import json
from typing import Literal
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages.adapters import Failed, Outgoing
from pendopo.messages.facts import NoticeFailed, NoticeMade, NoticeSent
from pendopo.messages.gateways import gateway
from pendopo.messages.models import Notice

ATTEMPTS = 6
TABLE = "notices_notice"

BY_PHONE = frozenset({"sms", "whatsapp", "phone"})
"""Channels of origin that are answered by SMS, or by what the gateway makes of it."""


@ledger.within_region
def notify(
    *,
    person_id: UUID,
    about_id: UUID,
    dedupe: str,
    subject: str,
    body: str,
    now: dt.datetime,
    came_by: str = "",
) -> UUID | None:
    """Keep a notice for a person, once per `dedupe`; a job sends it.

    came_by: the channel on which the person came; whoever came by phone (`BY_PHONE`) is answered
    there. Otherwise by e-mail when there is an address, else by SMS; None when there is neither, or
    when this notice was made before.
    """
    if Notice.objects.filter(region_code=ledger.current_region(), dedupe=dedupe).exists():
        return None
    contact = directory.contact(person_id=person_id)
    if contact is None or not (contact.email or contact.phone):
        return None
    by_phone = bool(contact.phone) and (came_by in BY_PHONE or not contact.email)
    channel: Literal["email", "sms"] = "sms" if by_phone else "email"
    address = contact.phone if by_phone else contact.email
    notice_id = uuid7(now)
    message = {"address": address, "subject": subject, "body": body}
    Notice.objects.create(
        id=notice_id,
        person_id=person_id,
        about_id=about_id,
        dedupe=dedupe,
        channel=channel,
        key_id=contact.key.id,
        sealed=directory.sealer.seal(
            contact.key,
            json.dumps(message).encode(),
            aad=directory.bound_to(TABLE, "sealed", notice_id),
        ),
        made_at=now,
    )
    made = NoticeMade(notice=notice_id, channel=channel)
    ledger.append([ledger.Entry(fact=made, about=about_id, occurred_at=now)], now=now)
    return notice_id


def send(*, notice_id: UUID, now: dt.datetime) -> bool:
    """Send a waiting notice; False when the gateway refused and another try may help.

    The gateway is called outside any transaction; a crash between sending and remembering can
    send a message twice, never lose it.
    """
    message = _waiting(notice_id)
    if message is None:
        return True
    channel, outgoing = message
    way = gateway(channel)
    try:
        way.send(outgoing)
    except Failed as failed:
        return _failed(notice_id, str(failed), now)
    _sent(notice_id, way.name, now)
    return True


@ledger.within_region
def _waiting(notice_id: UUID) -> tuple[str, Outgoing] | None:
    row = Notice.objects.filter(id=notice_id, status=Notice.Status.WAITING).first()
    if row is None:
        return None
    key = directory.load_key(row.key_id)
    aad = directory.bound_to(TABLE, "sealed", row.id)
    return row.channel, Outgoing(
        **json.loads(directory.sealer.open(key, bytes(row.sealed), aad=aad))
    )


@ledger.within_region
def _sent(notice_id: UUID, gateway_name: str, now: dt.datetime) -> None:
    row = Notice.objects.select_for_update().get(id=notice_id)
    row.status, row.sent_at, row.attempts = Notice.Status.SENT, now, row.attempts + 1
    row.save(update_fields=["status", "sent_at", "attempts"])
    fact = NoticeSent(notice=notice_id, gateway=gateway_name)
    ledger.append([ledger.Entry(fact=fact, about=row.about_id, occurred_at=now)], now=now)


@ledger.within_region
def _failed(notice_id: UUID, problem: str, now: dt.datetime) -> bool:
    row = Notice.objects.select_for_update().get(id=notice_id)
    row.attempts += 1
    row.problem = problem[:120]
    final = row.attempts >= ATTEMPTS
    row.status = Notice.Status.FAILED if final else Notice.Status.WAITING
    row.save(update_fields=["status", "attempts", "problem"])
    fact = NoticeFailed(notice=notice_id, attempts=row.attempts)
    ledger.append([ledger.Entry(fact=fact, about=row.about_id, occurred_at=now)], now=now)
    return final
