"""Regions and places. Regions are asked on every request, so a process remembers them."""

from __future__ import annotations

import threading
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from pendopo.directory.models import Place as PlaceRow
from pendopo.directory.models import Region as RegionRow
from pendopo.directory.values import Place, Region
from pendopo.ledger import api as ledger

REMEMBER_SECONDS = 10.0
DEFAULT_ZONE = "Asia/Jakarta"
_lock = threading.Lock()
_remembered: tuple[float, tuple[Region, ...]] | None = None


def regions() -> tuple[Region, ...]:
    """All regions of this installation, by code. At most `REMEMBER_SECONDS` old; no SQL else."""
    global _remembered
    known = _remembered
    if known is not None and time.monotonic() - known[0] < REMEMBER_SECONDS:
        return known[1]
    with _lock:
        found = tuple(_region(row) for row in RegionRow.objects.order_by("code"))
        _remembered = (time.monotonic(), found)
    return found


def forget_regions() -> None:
    """Ask the database again next time (after a load; other processes wait their seconds)."""
    global _remembered
    _remembered = None


def region(code: str) -> Region | None:
    return next((one for one in regions() if one.code == code), None)


def region_of_host(host: str) -> Region | None:
    """The region that answers to this host name (without port); else the installation's
    default region (the demo has one); else None."""
    name = host.lower().rstrip(".")
    named = next((one for one in regions() if name in one.hosts), None)
    return named or region(settings.DEFAULT_REGION)


def zone_of(code: str) -> ZoneInfo:
    found = region(code)
    return ZoneInfo(found.zone if found else DEFAULT_ZONE)


def today(now: datetime) -> date:
    """The date of `now` in the current region."""
    return now.astimezone(zone_of(ledger.current_region())).date()


@ledger.within_region
def places(*, parent_code: str | None = None) -> tuple[Place, ...]:
    """Kecamatan, desa and kelurahan of the region by code; those below `parent_code` if given."""
    rows = PlaceRow.objects.order_by("code")
    if parent_code is not None:
        rows = rows.filter(parent_code=parent_code)
    return tuple(Place(row.code, row.kind, row.name, row.parent_code) for row in rows)


def _region(row: RegionRow) -> Region:
    hosts = tuple(str(host) for host in row.hosts)
    return Region(
        code=row.code,
        name=row.name,
        kind=row.kind,
        host=hosts[0] if hosts else "",
        zone=row.zone,
        hosts=hosts,
        recap_classification=row.recap_classification,
        recap_example=row.recap_example,
    )
