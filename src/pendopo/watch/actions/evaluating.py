"""The round that raises, moves, escalates and ends alarms; a few statements, however many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.ledger import api as ledger
from pendopo.watch import finding, policy
from pendopo.watch.facts import (
    AlarmEnded,
    AlarmEscalated,
    AlarmMoved,
    AlarmRaised,
    OrderLate,
)
from pendopo.watch.models import Alarm, Order, Rule
from pendopo.watch.owners import owner_of, step_owner
from pendopo.watch.recording import entry
from pendopo.watch.rules import Finding, RuleText, read_rule

_ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('watch:' || %s, 0))"


@dataclass
class Round:
    """What one round changes."""

    now: dt.datetime
    raised: list[Alarm] = field(default_factory=list)
    changed: dict[UUID, Alarm] = field(default_factory=dict)
    told: list[ledger.Entry] = field(default_factory=list)

    def tell(self, fact: ledger.Fact, row: Alarm) -> None:
        self.told.append(entry(fact, about=row.id, now=self.now, organisation=row.organisation_id))

    def change(self, row: Alarm) -> None:
        if row.id not in self.changed:
            row.version += 1
            self.changed[row.id] = row


@ledger.within_region
def evaluate(*, now: dt.datetime) -> int:
    """Bring the alarms of the region up to date; returns how many changed.

    One worker at a time; another leaves at once. Nine statements at most, plus a few bulk writes:
    rules, late cases, late orders, measures, open alarms, the shift, then one write for each sort.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [ledger.current_region()])
        if not cursor.fetchone()[0]:
            return 0
    rows = list(Rule.objects.filter(ended_at=None))
    rules = {row.id: read_rule(row.definition) for row in rows}
    items = finding.items(rules.values(), now=now)
    values = finding.values(rules.values(), now=now)
    open_ones = list(Alarm.objects.select_for_update().filter(ended_at=None))
    done = Round(now)
    _late_orders(done, now)
    for row in rows:
        found = finding.apply(rules[row.id], rule_id=row.id, items=items.found, now=now,
                              value=values.get(rules[row.id].slug))  # fmt: skip
        known = {one.subject: one for one in open_ones if one.rule_id == row.id}
        _raise(done, row, rules[row.id], found, known)
        if items.complete or rules[row.id].of == "measure":
            _end(done, known, {one.subject for one in found})
    _escalate(done, rules, [one for one in open_ones if one.ended_at is None])
    _write(done)
    return len(done.raised) + len(done.changed)


def _raise(
    done: Round, row: Rule, rule: RuleText, found: Sequence[Finding], known: dict[UUID, Alarm]
) -> None:
    for one in found:
        owner = owner_of(rule, one)
        before = known.get(one.subject)
        if before is None:
            _raise_one(done, row, rule, one, owner)
            continue
        if (before.owner_id, before.priority) != (owner, rule.priority):
            before.owner_id, before.priority = owner, rule.priority
            before.organisation_id = one.organisation_id
            done.change(before)
            done.tell(AlarmMoved(priority=rule.priority, owner=owner), before)


def _raise_one(done: Round, row: Rule, rule: RuleText, one: Finding, owner: UUID | None) -> None:
    made = Alarm(
        id=uuid7(done.now),
        rule=row,
        subject=one.subject,
        number=one.number,
        service=one.service,
        kind=one.kind,
        priority=rule.priority,
        organisation_id=one.organisation_id,
        owner_id=owner,
        at=one.at,
        value=one.value,
        raised_at=done.now,
        escalate_at=_next(rule, 0, done.now),
    )
    done.raised.append(made)
    fact = AlarmRaised(
        rule=rule.slug,
        subject=one.subject,
        kind=one.kind,
        priority=rule.priority,
        owner=owner,
        number=one.number or None,
        at=one.at,
        value=one.value,
    )
    done.tell(fact, made)


def _end(done: Round, known: dict[UUID, Alarm], still: set[UUID]) -> None:
    for subject, row in known.items():
        if subject not in still:
            row.ended_at, row.ending, row.escalate_at = done.now, "cleared", None
            done.change(row)
            done.tell(AlarmEnded(ending="cleared"), row)


def _escalate(done: Round, rules: dict[UUID, RuleText], rows: Iterable[Alarm]) -> None:
    due = [
        one
        for one in rows
        if one.acknowledged_at is None and one.escalate_at and one.escalate_at <= done.now
    ]
    if not due:
        return
    shift = policy.shift_now(done.now)
    for row in due:
        rule = rules[row.rule_id]
        if row.level >= len(rule.escalate):
            row.escalate_at = None
            done.change(row)
            continue
        to = step_owner(rule.escalate[row.level], row.organisation_id, shift)
        row.level, row.escalated_to = row.level + 1, to
        row.escalate_at = _next(rule, row.level, row.raised_at)
        done.change(row)
        done.tell(AlarmEscalated(level=row.level, to=to), row)


def _late_orders(done: Round, now: dt.datetime) -> None:
    """Orders whose day passed unreported: told once; the rule on orders makes the alarm."""
    late = Order.objects.select_for_update().filter(
        status__in=("given", "accepted"), due_at__lt=now, late_told_at=None
    )
    rows = list(late)
    for row in rows:
        row.late_told_at = now
        fact = OrderLate(to=row.to_id, giver=row.from_id)
        done.told.append(entry(fact, about=row.id, now=now, organisation=row.organisation_id))
    if rows:
        Order.objects.bulk_update(rows, ["late_told_at"])


def _next(rule: RuleText, level: int, raised_at: dt.datetime) -> dt.datetime | None:
    if level >= len(rule.escalate):
        return None
    return raised_at + dt.timedelta(minutes=rule.escalate[level].minutes)


_FIELDS: tuple[str, ...] = (
    "priority", "organisation_id", "owner_id", "at", "value", "level", "escalate_at",
    "escalated_to", "ended_at", "ending", "version",
)  # fmt: skip


def _write(done: Round) -> None:
    if done.raised:
        Alarm.objects.bulk_create(done.raised, batch_size=1000)
    if done.changed:
        Alarm.objects.bulk_update(done.changed.values(), _FIELDS, batch_size=500)
    for first in range(0, len(done.told), 1000):
        ledger.append(done.told[first : first + 1000], now=done.now)
