"""Verbs: declare a measure, count it anew."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import building, policy
from pendopo.measures.checking import check
from pendopo.measures.definition import Definition
from pendopo.measures.facts import MeasureDeclared
from pendopo.measures.models import Measure, Version
from pendopo.measures.refusals import DefinitionRefused, Refused


@ledger.within_region
def declare(definition: Definition, *, actor: directory.Actor | None, now: dt.datetime) -> int:
    """A measure, or a new version of it; returns the version's number. It gives values once it has
    been counted from the first fact on (a job; `rebuild` waits for it); the version before gives
    them until then. Declared again unchanged, nothing happens.

    Raises `Refused`, and `DefinitionRefused` with everything wrong.
    """
    policy.check_declares(actor)
    if problems := check(definition):
        raise DefinitionRefused(problems)
    measure = _measure(definition.slug, now)
    newest = Version.objects.filter(measure=measure).order_by("-number").first()
    if newest is not None and newest.hash == definition.hash:
        return newest.number
    number = newest.number + 1 if newest else 1
    Version.objects.create(
        measure=measure,
        number=number,
        declared_at=now,
        definition=definition.plain(),
        hash=definition.hash,
    )
    told = MeasureDeclared(slug=definition.slug, version=number, definition=definition.hash)
    account = actor.account_id if actor else None
    entry = ledger.Entry(fact=told, about=measure.pk, actor=account, occurred_at=now)
    ledger.append([entry], now=now)
    return number


def _measure(slug: str, now: dt.datetime) -> Measure:
    """The row of the measure, locked: two declarations at once get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO measures_measure (id, region_code, slug) VALUES (%s, %s, %s)"
            " ON CONFLICT (region_code, slug) DO NOTHING",
            [uuid7(now), ledger.current_region(), slug],
        )
    return Measure.objects.select_for_update().get(slug=slug)


def rebuild(*, slug: str, actor: directory.Actor | None = None, now: dt.datetime) -> int:
    """Count a measure from the first fact on and wait for it; returns the number of its version.
    A version that was being built takes over; else the current one is counted anew. In
    transactions of its own, a page of facts each. Raises `Refused`."""
    with ledger.region_transaction():
        policy.check_declares(actor)
        if not Measure.objects.filter(slug=slug).exists():
            raise Refused("measure_unknown", slug=slug)
    built = building.build(slug=slug, now=now)
    if built is not None:
        return built
    return building.again(slug=slug, actor=actor.account_id if actor else None, now=now)
