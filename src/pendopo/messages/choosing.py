"""How a person hears of their cases: their own choice, else what there is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages.facts import ChannelChosen
from pendopo.messages.gateways import Channel
from pendopo.messages.models import Choice
from pendopo.messages.refusals import Refused

Wanted = Literal["email", "sms", "whatsapp", "none"]
WANTED: tuple[Wanted, ...] = ("email", "sms", "whatsapp", "none")


@dataclass(frozen=True, slots=True)
class Channels:
    """chosen: None before any choice; used: where notices go now; offered: those for which there is
    an address."""

    chosen: Wanted | None
    used: Channel | None
    offered: tuple[Channel, ...]


@ledger.within_region
def channels(*, person_id: UUID) -> Channels:
    """Nobody's right is checked: a face asks for its own visitor."""
    found = directory.contact(person_id=person_id)
    return _channels(person_id, found)


@ledger.within_region
def choose_channel(
    *, person_id: UUID, channel: str, now: dt.datetime, actor: UUID | None = None
) -> None:
    """Hear by this channel from now on, or not at all. Raises `Refused` for one that there is not,
    or without an address. Nobody's right is checked: the face knows whose it is."""
    wanted = next((one for one in WANTED if one == channel), None)
    if wanted is None:
        raise Refused("channel")
    if wanted != "none" and wanted not in channels(person_id=person_id).offered:
        raise Refused("no_address")
    Choice.objects.update_or_create(
        person_id=person_id, defaults={"channel": wanted, "chosen_at": now}
    )
    told = ChannelChosen(channel=wanted)
    ledger.append([ledger.Entry(fact=told, about=person_id, actor=actor, occurred_at=now)], now=now)


BY_PHONE: dict[str, Channel] = {"sms": "sms", "whatsapp": "whatsapp", "phone": "sms"}
"""Channels of origin that are answered by telephone, as long as nobody chose another way."""


def way_to(
    person_id: UUID, found: directory.Contact, came_by: str = "", by: str = ""
) -> tuple[Channel, str] | None:
    """Channel and address; None for whoever wants to hear nothing or cannot be reached. came_by:
    the channel on which they came; whoever wrote by WhatsApp has asked to be written to there. by:
    what they chose for this matter, before everything else."""
    if by == "none":
        return None
    known = _channels(person_id, found)
    used = known.used
    if known.chosen is None and BY_PHONE.get(came_by) in known.offered:
        used = BY_PHONE[came_by]
    if (wanted := next((one for one in known.offered if one == by), None)) is not None:
        used = wanted
    if used is None:
        return None
    return used, found.email if used == "email" else found.phone


def _channels(person_id: UUID, found: directory.Contact | None) -> Channels:
    row = Choice.objects.filter(person_id=person_id).first()
    chosen = next((one for one in WANTED if row is not None and one == row.channel), None)
    offered: list[Channel] = []
    if found is not None and found.email:
        offered.append("email")
    if found is not None and found.phone:
        offered += ["sms", "whatsapp"]
    used: Channel | None = None
    if chosen is None:
        # WhatsApp is a company's service: nobody is written to there who has not asked for it.
        used = next((one for one in offered if one != "whatsapp"), None)
    elif chosen != "none":
        used = chosen if chosen in offered else next(iter(offered), None)
    return Channels(chosen, used, tuple(offered))
