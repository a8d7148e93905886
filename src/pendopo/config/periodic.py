"""What the worker does by the clock, for every region."""

from __future__ import annotations

import datetime as dt

import psycopg

from pendopo.casework import api as casework
from pendopo.config import environment
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from pendopo.watch import api as watch

KEEP_COMMANDS = dt.timedelta(days=30)
PARTITIONS_AHEAD = 4  # this month and three more


def often() -> int:
    """Fire what is due and look after alarms, in every region; returns how many timers fired."""
    now = ledger.clock().now()
    fired = 0
    for region in directory.regions():
        with ledger.use_region(region.code):
            fired += casework.fire_due_timers(now=now)
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
            with ledger.region_transaction():
                ledger.forget_commands(before=now - KEEP_COMMANDS)
            documents.prepare_waiting(now=now)
            documents.sweep(now=now)
            voice.order_reputation()
