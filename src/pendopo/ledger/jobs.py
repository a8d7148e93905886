"""Jobs that a dead worker held in its hands are put back, whosever they are."""

from __future__ import annotations

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from pendopo.ledger.patience import Patience

log = logging.getLogger(__name__)
SILENT_SECONDS = 30
"""A worker that gave no sign of life for so long is dead (it gives one every ten seconds)."""


@app.periodic(cron="* * * * *")
@app.task(
    name="ledger.rescue_jobs",
    lock="ledger.rescue_jobs",
    queueing_lock="ledger.rescue_jobs",
    pass_context=True,
    retry=Patience(),
)
async def rescue_jobs(context: JobContext, timestamp: int) -> None:
    """Let a living worker do what a dead one began; every job is written so that it may."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        try:
            await manager.retry_job(job)
        except ConnectorException:
            log.info("job %s is in other hands already", job.id)
        else:
            log.warning("job %s (%s) of a dead worker is done again", job.id, job.task_name)
