"""Orders (arahan): given by a leader, accepted and reported by their owner, ended by the giver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import get_args
from uuid import UUID

from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.watch import policy, words
from pendopo.watch.facts import OrderGiven, OrderMoved, OrderStep, Priority, Topic
from pendopo.watch.models import Order
from pendopo.watch.recording import tell
from pendopo.watch.refusals import Refused, Stale

FARTHEST = dt.timedelta(days=366)
TOPICS: tuple[Topic, ...] = get_args(Topic)


@dataclass(frozen=True, slots=True)
class Proof:
    """A photo or PDF that shows that it was done."""

    name: str
    data: bytes


@ledger.within_region
def give_order(
    *,
    to: UUID,
    text: str,
    due_on: dt.date,
    topic: Topic = "tile",
    code: str = "",
    priority: Priority = "high",
    wants_proof: bool = False,
    who: directory.Actor,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> UUID:
    """Order the position `to` to do something until the end of `due_on`; returns the order's id.

    The regent, the deputy or the Sekda. topic, code: what it is about, such as ("case", number) or
    ("tile", "late"). Raises `Refused`.
    """
    giver = policy.check_leads(who)
    clean = words.checked(text)
    asked = directory.chart().positions.get(to)
    if asked is None or not asked.roles:
        raise Refused("position_unknown")
    if to in policy.held(who):
        raise Refused("order_to_self")
    _check_topic(topic, code)
    today = directory.calendar().local_date(now)
    if due_on < today:
        raise Refused("due_past")
    if due_on > today + FARTHEST:
        raise Refused("due_far")

    def act() -> dict[str, str]:
        key, row_id = directory.new_key(now), uuid7(now)
        row = Order.objects.create(
            id=row_id,
            number=references.new_reference(),
            from_id=giver.id,
            to_id=to,
            organisation_id=asked.organisation_id,
            topic=topic,
            code=code,
            priority=priority,
            wants_proof=wants_proof,
            due_on=due_on,
            due_at=directory.calendar().end_of(due_on),
            status="given",
            given_at=now,
            key_id=key.id,
            sealed=words.seal_order(key, clean, row=row_id),
        )
        fact = OrderGiven(
            number=row.number, giver=giver.id, to=to, topic=topic, code=code or None,
            priority=priority, due_on=due_on, wants_proof=wants_proof,
        )  # fmt: skip
        tell(fact, about=row.id, now=now, who=who, organisation=asked.organisation_id)
        return {"order": str(row_id)}

    return UUID(ledger.once(command, act)["order"])


@ledger.within_region
def accept_order(*, order_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> None:
    """Its owner says: understood, at work."""
    row = _locked(order_id, who, version)
    _check(policy.owns(row, who))
    _check_status(row, "given")
    row.status, row.accepted_at = "accepted", now
    _moved(row, "accepted", who, now, "accepted_at")


@ledger.within_region
def report_order(
    *,
    order_id: UUID,
    who: directory.Actor,
    version: int,
    text: str,
    proof: Proof | None = None,
    now: dt.datetime,
) -> None:
    """Its owner reports that it is done, with proof where it is wanted. Raises `Refused`, also
    `documents.Refused` for a file that is no photo or PDF."""
    row = _locked(order_id, who, version)
    _check(policy.owns(row, who))
    _check_status(row, "given", "accepted")
    if row.wants_proof and proof is None:
        raise Refused("proof_missing")
    words.write(
        about=row.id, sort="report", position_id=row.to_id, text=words.checked(text), now=now
    )
    if proof is not None:
        row.proof_id = documents.store(
            name=proof.name,
            data=proof.data,
            purpose="attachment",
            key=directory.load_key(row.key_id),
            owner_id=row.id,
            now=now,
            actor_id=who.account_id,
        ).id
    row.status, row.reported_at = "reported", now
    _moved(row, "reported", who, now, "reported_at", "proof_id")


@ledger.within_region
def return_order(
    *, order_id: UUID, who: directory.Actor, version: int, text: str, now: dt.datetime
) -> None:
    """The giver wants more: it is at work again, with words that say what is missing."""
    row = _locked(order_id, who, version)
    _check(policy.gave(row, who))
    _check_status(row, "reported")
    words.write(
        about=row.id, sort="return", position_id=row.from_id, text=words.checked(text), now=now
    )
    row.status, row.returned = "accepted", row.returned + 1
    _moved(row, "returned", who, now, "returned")


@ledger.within_region
def close_order(*, order_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> None:
    """The giver is content."""
    row = _locked(order_id, who, version)
    _check(policy.gave(row, who))
    _check_status(row, "reported")
    row.status, row.closed_at = "closed", now
    _moved(row, "closed", who, now, "closed_at")


@ledger.within_region
def withdraw_order(*, order_id: UUID, who: directory.Actor, version: int, now: dt.datetime) -> None:
    """The giver takes it back before it is closed."""
    row = _locked(order_id, who, version)
    _check(policy.gave(row, who))
    _check_status(row, "given", "accepted", "reported")
    row.status, row.closed_at = "withdrawn", now
    _moved(row, "withdrawn", who, now, "closed_at")


def _locked(order_id: UUID, who: directory.Actor, version: int) -> Order:
    row = policy.check_sees(Order.objects.select_for_update().filter(id=order_id).first(), who)
    if row.version != version:
        raise Stale("stale")
    return row


def _check(allowed: bool) -> None:
    if not allowed:
        raise Refused("not_for_you")


def _check_status(row: Order, *wanted: str) -> None:
    if row.status not in wanted:
        raise Refused("order_status")


def _moved(
    row: Order, step: OrderStep, who: directory.Actor, now: dt.datetime, *fields: str
) -> None:
    row.version += 1
    row.save(update_fields=["status", "version", *fields])
    proof = row.proof_id if step == "reported" else None
    fact = OrderMoved(step=step, late=now > row.due_at, proof=proof)
    tell(fact, about=row.id, now=now, who=who, organisation=row.organisation_id)


def _check_topic(topic: str, code: str) -> None:
    if (
        topic not in TOPICS
        or len(code) > 80
        or not all(one.isascii() and (one.isalnum() or one in "._:/@+-") for one in code)
    ):
        raise Refused("topic_unknown")
