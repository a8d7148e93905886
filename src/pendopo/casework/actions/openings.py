"""Who looks at a task right now: shown to others as a hint, never a lock."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import connection

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


@ledger.within_region
def mark_opened(*, task_id: UUID, who: directory.Actor, now: dt.datetime) -> None:
    """Remember for two minutes that the officer has the task open. No fact: it is not about the
    case but about a screen, and it is forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_opening (task_id, region_code, account_id, at)"
            " SELECT t.id, t.region_code, %s::uuid, %s::timestamptz"
            " FROM casework_task t WHERE t.id = %s::uuid"
            " ON CONFLICT (task_id) DO UPDATE SET account_id = excluded.account_id,"
            " at = excluded.at",
            [who.account_id, now, task_id],
        )
