"""What the worker does by the clock, for every region."""

from __future__ import annotations

import datetime as dt
import logging

import psycopg

from pendopo.casework import api as casework
from pendopo.config import environment
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from pendopo.watch import api as watch

log = logging.getLogger(__name__)
FORGET_BATCHES = 100
KEEP_COMMANDS = dt.timedelta(days=30)
PARTITIONS_AHEAD = 4  # this month and three more


def often() -> int:
    """Fire what is due, open the cases whose moment has come and look after alarms, in every
    region; returns how many timers fired and cases were opened."""
    now = ledger.clock().now()
    fired = 0
    for region in directory.regions():
        with ledger.use_region(region.code):
            fired += casework.fire_due_timers(now=now)
            fired += casework.start_due_cases(now=now)
            watch.evaluate(now=now)
    return fired


def hourly() -> None:
    """Housekeeping: partitions ahead, answers forgotten after 30 days, orphan files swept,
    lists whose day is over or that nobody let in, photos whose job was lost, licences whose term is
    over, and how well agencies answer."""
    now = ledger.clock().now()
    with psycopg.connect(environment.database("sealer").conninfo) as connection:
        connection.execute("SELECT ledger_make_partitions(%s, %s)", [now.date(), PARTITIONS_AHEAD])
    for region in directory.regions():
        with ledger.use_region(region.code):
            casework.recompute_deadlines(now=now)
            casework.remove_old_drafts(now=now)
            casework.remove_old_books(now=now)
            casework.mark_expired(now=now)
            voice.remove_old_lists(now=now)
            _forget(now)
            with ledger.region_transaction():
                ledger.forget_commands(before=now - KEEP_COMMANDS)
            documents.prepare_waiting(now=now)
            documents.sweep(now=now)
            voice.order_reputation()


def _forget(now: dt.datetime) -> None:
    """What the rules of the region say is over, some reports a transaction; the rest next hour."""
    try:
        for _batch in range(FORGET_BATCHES):
            if not voice.forget_next(now=now):
                break
    except voice.RulesRefused:
        log.exception("the rules of forgetting cannot be used; nothing was forgotten")
