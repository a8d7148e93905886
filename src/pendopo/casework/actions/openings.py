"""Who looks at a task right now: shown to others as a hint, never a lock."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.casework import models, policy
from pendopo.casework.refusals import NotFound
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

LONGEST = dt.timedelta(hours=1)
"""After this a sign of life is swept away, whoever gave it."""

_MARK = """
WITH swept AS (
    DELETE FROM casework_opening
    WHERE at < %(old)s::timestamptz AND NOT (task_id = %(task)s::uuid AND account_id = %(me)s::uuid)
)
INSERT INTO casework_opening (id, region_code, task_id, account_id, at)
VALUES (gen_random_uuid(), %(region)s, %(task)s::uuid, %(me)s::uuid, %(now)s::timestamptz)
ON CONFLICT (task_id, account_id) DO UPDATE SET at = excluded.at
"""


@ledger.within_region
def mark_opened(*, task_id: UUID, who: directory.Actor, now: dt.datetime) -> None:
    """Remember for two minutes that the officer has the task open. No fact: it is not about the
    case but about a screen, and it is forgotten."""
    task = models.Task.objects.select_related("case").filter(id=task_id).first()
    if task is None or who.account_id is None:
        raise NotFound("task_unknown")
    policy.check_takes_part(task.case, who)
    parameters: dict[str, Any] = {
        "task": task_id, "me": who.account_id, "now": now, "old": now - LONGEST,
        "region": ledger.current_region(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MARK, parameters)
