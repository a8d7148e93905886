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
    What it calls must be published here, in the very version that it holds.
    Raises `Refused`: "not-administrator", "period", "called-unpublished".
    """
    check_publish(actor, package)
    _check_called(package)
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
        calls=tuple(sorted({one.hash for one in package.called.values()})),
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
    return Version(row.id, row.slug, row.hash, row.valid_from, row.valid_to, row.created)


def _check_called(package: Compiled) -> None:
    known = {one.hash for one in versions.all_versions()} if package.called else set()
    for call, one in package.called.items():
        if one.hash not in known:
            raise Refused(
                "called-unpublished",
                f"Langkah {call} memanggil paket {one.slug} {one.hash[:12]}, yang belum terbit di"
                " sini. Terbitkan paket itu dahulu.",
                f"The step {call} calls the package {one.slug} {one.hash[:12]}, which is not"
                " published here. Publish that package first.",
            )
