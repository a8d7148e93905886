"""Verbs of notices."""

from __future__ import annotations

import datetime as dt
import json
from typing import Literal
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import choosing, gsm
from pendopo.messages.adapters import Failed, Outgoing, Rejected
from pendopo.messages.facts import MessageHeard, NoticeFailed, NoticeMade, NoticeSent
from pendopo.messages.gateways import TEXTING, Channel, gateway
from pendopo.messages.links import link
from pendopo.messages.models import Heard, Notice

ATTEMPTS = 6
TABLE = "notices_notice"
NEWS = "Ada kabar untuk Anda. Buka {place}"
"""To a telephone, from whoever has no shorter words: a body may name what others must not read."""


@ledger.within_region
def notify(
    *,
    person_id: UUID,
    about_id: UUID,
    dedupe: str,
    subject: str,
    body: str,
    short: str = "",
    now: dt.datetime,
    came_by: str = "",
    by: str = "",
) -> UUID | None:
    """Keep a notice for a person, once per `dedupe`; a job sends it.

    Goes by the channel that the person chose, else back to the telephone that they came by
    (came_by: the channel of origin), else by e-mail, else by SMS. by: the channel that they chose
    for this matter alone, "none" for silence. short: what a telephone gets,
    which others may read: the number and how it stands, nothing else; without one it only hears
    that there is news. None when this notice was made before, and for whoever cannot be reached or
    wants to hear nothing.
    """
    if Notice.objects.filter(region_code=ledger.current_region(), dedupe=dedupe).exists():
        return None
    contact = directory.contact(person_id=person_id)
    way = choosing.way_to(person_id, contact, came_by, by) if contact else None
    if contact is None or way is None:
        return None
    channel, address = way
    texting = channel in TEXTING
    message = {
        "address": address,
        "subject": "" if texting else subject,
        "body": gsm.fitted(short or NEWS.format(place=link(path="/"))) if texting else body,
    }
    return _keep(channel, message, contact.key, about_id, dedupe, now, person_id)


@ledger.within_region
def hear(*, channel: str, message_id: str, now: dt.datetime) -> UUID | None:
    """Note that a text came in; its id here. None when the gateway brought it before."""
    heard: Literal["sms", "whatsapp"] = "whatsapp" if channel == "whatsapp" else "sms"
    row, made = Heard.objects.get_or_create(
        region_code=ledger.current_region(),
        message_hash=directory.lookup_hash("message", f"{channel}|{message_id}"),
        defaults={"id": uuid7(now), "channel": heard, "at": now},
    )
    if not made:
        return None
    fact = MessageHeard(channel=heard)
    ledger.append([ledger.Entry(fact=fact, about=row.id, occurred_at=now)], now=now)
    return row.id


@ledger.within_region
def answer(*, heard: UUID, channel: str, address: str, text: str, now: dt.datetime) -> UUID:
    """Answer a text on the channel that it came by; sent by a job like every notice."""
    used: Channel = "whatsapp" if channel == "whatsapp" else "sms"
    message = {"address": address, "subject": "", "body": gsm.fitted(text)}
    key = directory.new_key(now)
    return _keep(used, message, key, heard, f"answer:{heard}", now, None)


def _keep(
    channel: Channel,
    message: dict[str, str],
    key: directory.DataKey,
    about_id: UUID,
    dedupe: str,
    now: dt.datetime,
    person_id: UUID | None,
) -> UUID:
    notice_id = uuid7(now)
    Notice.objects.create(
        id=notice_id,
        person_id=person_id,
        about_id=about_id,
        dedupe=dedupe,
        channel=channel,
        key_id=key.id,
        sealed=directory.sealer.seal(
            key,
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
    except Rejected as rejected:
        return _failed(notice_id, str(rejected), now, final=True)
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
        **json.loads(directory.sealer.open(key, bytes(row.sealed), aad=aad)), id=str(row.id)
    )


@ledger.within_region
def _sent(notice_id: UUID, gateway_name: str, now: dt.datetime) -> None:
    row = Notice.objects.select_for_update().get(id=notice_id)
    row.status, row.sent_at, row.attempts = Notice.Status.SENT, now, row.attempts + 1
    row.save(update_fields=["status", "sent_at", "attempts"])
    fact = NoticeSent(notice=notice_id, gateway=gateway_name)
    ledger.append([ledger.Entry(fact=fact, about=row.about_id, occurred_at=now)], now=now)


@ledger.within_region
def _failed(notice_id: UUID, problem: str, now: dt.datetime, *, final: bool = False) -> bool:
    row = Notice.objects.select_for_update().get(id=notice_id)
    row.attempts += 1
    row.problem = problem[:120]
    final = final or row.attempts >= ATTEMPTS
    row.status = Notice.Status.FAILED if final else Notice.Status.WAITING
    row.save(update_fields=["status", "attempts", "problem"])
    fact = NoticeFailed(notice=notice_id, attempts=row.attempts)
    ledger.append([ledger.Entry(fact=fact, about=row.about_id, occurred_at=now)], now=now)
    return final
