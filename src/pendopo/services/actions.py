"""Verbs of the catalogue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import versions
from pendopo.services.compiled import Compiled
from pendopo.services.facts import ServicePublished
from pendopo.services.models import ServiceVersion
from pendopo.services.policy import check_publish
from pendopo.services.problems import Refused
from pendopo.services.versions import Version


@ledger.within_region
def publish(
    *,
    package: Compiled,
    valid_from: datetime,
    valid_to: datetime | None = None,
    now: datetime,
    actor: directory.Actor | None = None,
) -> Version:
    """Put a version of a package into the region's catalogue, for good.

    It takes over from `valid_from` on; running cases keep the version they began with. Publishing
    the same bytes for the same period again changes nothing. actor=None is the command line.
    Raises `Refused`: "not-administrator", "period".
    """
    check_publish(actor, package)
    if valid_to is not None and valid_to <= valid_from:
        raise Refused(
            "period",
            "Masa berlaku harus berakhir setelah dimulai.",
            "The period must end after it begins.",
        )
    for one in versions.all_versions():
        same = (one.slug, one.hash, one.valid_from, one.valid_to)
        if same == (package.slug, package.hash, valid_from, valid_to):
            return one
    row = ServiceVersion(
        id=uuid7(now),
        slug=package.slug,
        hash=package.hash,
        valid_from=valid_from,
        valid_to=valid_to,
        files=versions.pack(package.source.files),
        created=now,
    )
    row.save(force_insert=True)
    fact = ServicePublished(
        service=package.slug,
        version=package.hash,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    ledger.append(
        [
            ledger.Entry(
                fact=fact,
                about=row.id,
                occurred_at=now,
                actor=actor.account_id if actor else None,
            )
        ],
        now=now,
    )
    region = ledger.current_region()
    versions.forget(region)
    transaction.on_commit(lambda: versions.forget(region))
    return Version(row.id, row.slug, row.hash, row.valid_from, row.valid_to)
