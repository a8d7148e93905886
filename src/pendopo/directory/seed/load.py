"""Load a region's folder into the directory; run again, it adds only what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.hashers import make_password
from django.db import transaction

from pendopo.core.identity import uuid7
from pendopo.directory.actions.boundaries import keep_boundaries
from pendopo.directory.actions.organisations import (
    create_position,
    register_organisation,
    set_letterhead,
)
from pendopo.directory.actions.recording import record
from pendopo.directory.facts import RegionLoaded
from pendopo.directory.models import BoundarySet as BoundarySetRow
from pendopo.directory.models import Organisation as OrganisationRow
from pendopo.directory.models import Place as PlaceRow
from pendopo.directory.models import Position as PositionRow
from pendopo.directory.models import Region as RegionRow
from pendopo.directory.queries.regions import forget_regions
from pendopo.directory.seed.files import Folder, OrganisationEntry, read_folder
from pendopo.directory.seed.people import load_people
from pendopo.directory.values import BoundaryLevel
from pendopo.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Counts:
    """What this run added."""

    region: str
    organisations: int
    positions: int
    places: int
    people: int
    mandates: int
    accounts: int


def load_region(folder: Path | str, *, now: datetime, demo_password: str = "") -> Counts:
    """Load `region.yaml`, `organisations.yaml`, `people.yaml` and `territory.csv` of `folder`;
    with `centroids.csv` and `extent.csv` also approximate boundaries, while there are no others.

    One transaction, idempotent: rows are found again by their codes, people by NIP or NIK.
    With `demo_password` every person of people.yaml gets an account with it. Raises
    `Refused("region_file")`.
    """
    read = read_folder(Path(folder))
    encoded = make_password(demo_password) if demo_password else ""
    with ledger.use_region(read.region.code), ledger.region_transaction():
        changed = _region(read)
        organisations, positions = _organisations(read, now=now)
        places = _places(read, now=now)
        _cells(read, now=now)
        people, mandates, accounts = load_people(read.people, encoded=encoded, now=now)
        if changed or organisations or positions or places:
            fact = RegionLoaded(
                content=read.content,
                organisations=organisations,
                positions=positions,
                places=places,
            )
            record((uuid5(NAMESPACE_URL, f"region:{read.region.code}"), fact), now=now)
        transaction.on_commit(forget_regions)
    return Counts(read.region.code, organisations, positions, places, people, mandates, accounts)


def _region(read: Folder) -> bool:
    wanted = {
        "name": read.region.name,
        "kind": read.region.kind,
        "hosts": [host.lower() for host in read.region.hosts],
        "zone": read.region.zone,
    }
    row, made = RegionRow.objects.get_or_create(code=read.region.code, defaults=wanted)
    if made or all(getattr(row, name) == value for name, value in wanted.items()):
        return made
    RegionRow.objects.filter(pk=row.pk).update(**wanted)
    return True


def _organisations(read: Folder, *, now: datetime) -> tuple[int, int]:
    by_code = {row.code: row for row in OrganisationRow.objects.exclude(code="")}
    added = positions = 0
    for entry in read.organisations:
        if entry.code not in by_code:
            parent = by_code.get(entry.parent) if entry.parent else None
            register_organisation(
                kind=entry.kind,
                name=entry.name,
                short_name=entry.short,
                code=entry.code,
                parent_id=parent.pk if parent else None,
                source_year=entry.source_year,
                example=entry.example,
                actor=None,
                now=now,
            )
            row = by_code[entry.code] = OrganisationRow.objects.get(code=entry.code)
            if entry.address or entry.contact:
                set_letterhead(
                    organisation_id=row.pk,
                    address=entry.address,
                    contact=entry.contact,
                    actor=None,
                    now=now,
                )
            added += 1
        positions += _positions(entry, by_code[entry.code], now=now)
    return added, positions


def _positions(entry: OrganisationEntry, row: OrganisationRow, *, now: datetime) -> int:
    if not entry.positions:
        return 0
    known = set(PositionRow.objects.filter(organisation=row).values_list("code", flat=True))
    missing = [one for one in entry.positions if one.code not in known]
    for one in missing:
        create_position(
            organisation_id=row.pk,
            code=one.code,
            title=one.title,
            roles=one.roles,
            head=one.head,
            actor=None,
            now=now,
        )
    return len(missing)


def _places(read: Folder, *, now: datetime) -> int:
    known = set(PlaceRow.objects.values_list("code", flat=True))
    missing = [one for one in read.places if one.code not in known]
    PlaceRow.objects.bulk_create(
        PlaceRow(
            id=uuid7(now),
            region_code=read.region.code,
            code=one.code,
            kind=one.kind,
            name=one.name,
            parent_code=one.parent_code,
        )
        for one in missing
    )
    return len(missing)


def _cells(read: Folder, *, now: datetime) -> None:
    if not read.centroids or not read.extent or BoundarySetRow.objects.exists():
        return
    kinds = {one.code: one.kind for one in read.places}
    villages = {code: at for code, at in read.centroids.items() if kinds[code] != "kecamatan"}
    # Cells of villages, joined, tell districts apart better than cells of districts do.
    level: BoundaryLevel = "desa" if villages else "kecamatan"
    # Shapes are needed once in the life of a region; shapely takes half a second to come.
    from pendopo.directory.territory.cells import cells

    keep_boundaries(
        level=level,
        shapes=cells(villages or read.centroids, read.extent),
        approximate=True,
        content=read.content,
        source="perkiraan dari titik tengah",
        now=now,
        actor=None,
    )
