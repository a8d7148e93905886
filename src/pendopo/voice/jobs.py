"""Slow work of voice: reading what a report is about, and learning how to."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pendopo.ledger import api as ledger
from pendopo.voice import trained
from pendopo.voice.actions import report_lists
from pendopo.voice.actions.advising import advise, teach_routing
from pendopo.voice.actions.publishing import refresh_reputation
from pendopo.voice.catalogue import topics
from pendopo.voice.queries.suggesting import unread

AFTER = 60
"""Seconds between the first change and the new table, so that many changes make one."""
PATIENCE = ledger.Patience(tries=5, base=3)


@app.task(name="voice.advise", retry=PATIENCE)
def read_report(region: str, case_id: str) -> None:
    """Suggest who should answer a report; done twice, it says nothing new."""
    with ledger.use_region(region):
        advise(case_id=UUID(case_id), now=ledger.clock().now())


@app.task(name="voice.teach", retry=PATIENCE, queueing_lock="voice.teach", lock="voice.teach")
def teach(region: str) -> None:
    """Teach a region that has topics and no model yet; then the reports that waited are read."""
    with ledger.use_region(region):
        if topics().topics and trained.model() is None:
            teach_routing(now=ledger.clock().now())
        for case_id in unread():
            advise(case_id=case_id, now=ledger.clock().now())


@app.task(name="voice.judge_list", retry=PATIENCE)
def judge_list(region: str, list_id: str) -> None:
    """Judge a list from SP4N-LAPOR!, some rows a transaction; started again it goes on."""
    with ledger.use_region(region):
        while report_lists.judge_next(list_id=UUID(list_id), now=ledger.clock().now()):
            pass


@app.task(name="voice.bring_list", retry=PATIENCE)
def bring_list(region: str, list_id: str) -> None:
    """Its reports come in, some a transaction; started again it goes on where it was. Then the
    routing reads those that wait for the coordinator."""
    with ledger.use_region(region):
        while report_lists.bring_next(list_id=UUID(list_id), now=ledger.clock().now()):
            pass
        while waiting := unread():
            read = [advise(case_id=one, now=ledger.clock().now()) for one in waiting]
            if not any(read):
                break  # without a model they wait for it


def learn_topics() -> None:
    """Have the current region's routing taught from its own topics, when it has no model yet."""
    try:
        teach.defer(region=ledger.current_region())
    except AlreadyEnqueued:
        return


@app.task(name="voice.reputation", retry=PATIENCE, lock="voice.reputation")
def make_reputation(region: str) -> None:
    """Make the published table anew, from all that happened until now."""
    with ledger.use_region(region):
        refresh_reputation(now=ledger.clock().now())


@ledger.within_region
def order_reputation() -> None:
    """Have the current region's table made within a minute; ordered many times, it is made once."""
    region = ledger.current_region()
    task = make_reputation.configure(
        queueing_lock=f"voice.reputation:{region}", schedule_in={"seconds": AFTER}
    )
    try:
        with transaction.atomic():
            task.defer(region=region)
    except AlreadyEnqueued:
        return
