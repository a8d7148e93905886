"""The sweep: abandoned uploads, bytes without a row, drafts of crashed processes."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from pendopo.documents import ports
from pendopo.documents.actions.recording import record
from pendopo.documents.facts import UploadAbandoned
from pendopo.documents.models import StoredFile
from pendopo.documents.models import Upload as UploadRow
from pendopo.ledger import api as ledger

ABANDONED_AFTER = dt.timedelta(days=2)
ORPHAN_AFTER = dt.timedelta(days=1)  # longer than any transaction that still writes its row


@dataclass(frozen=True, slots=True)
class Swept:
    uploads: int
    orphans: int
    drafts: int


@ledger.within_region
def sweep(*, now: dt.datetime) -> Swept:
    """Clean the current region's files; safe to run at any time, also twice at once."""
    abandoned = list(
        UploadRow.objects.select_for_update(skip_locked=True).filter(
            created_at__lt=now - ABANDONED_AFTER
        )
    )
    record(*((row.pk, UploadAbandoned(size=row.size)) for row in abandoned), now=now)
    UploadRow.objects.filter(pk__in=[row.pk for row in abandoned]).delete()
    for row in abandoned:
        ports.incoming(row.pk).remove()
    # Files carry the machine's time: a story's clock ahead of it must not age them.
    edge = min(now.timestamp(), time.time()) - ORPHAN_AFTER.total_seconds()
    return Swept(
        uploads=len(abandoned),
        orphans=_orphans(edge) + _leftovers(edge),
        drafts=ports.shelf().clear_drafts(older_than=edge),
    )


def _orphans(edge: float) -> int:
    shelf, gone = ports.shelf(), 0
    waiting = shelf.names(older_than=edge)
    while names := list(islice(waiting, 500)):
        known = set(
            StoredFile.objects.filter(shelf_name__in=names).values_list("shelf_name", flat=True)
        )
        for name in names:
            if name not in known:
                shelf.remove(name)
                gone += 1
    return gone


def _leftovers(edge: float) -> int:
    """Files of uploads that were finished or whose row never came."""
    folder, gone = ports.var() / "uploads" / ledger.current_region(), 0
    old = {
        UUID(hex=path.name): path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if len(path.name) == 32 and path.stat().st_mtime < edge
    }
    known = set(UploadRow.objects.filter(pk__in=list(old)).values_list("pk", flat=True))
    for upload_id, path in old.items():
        if upload_id not in known:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
