"""Held reports: to whoever sent one, and to the coordinator, device by device."""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Count, Max, Min

from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.actions.holding import opened_text
from pendopo.voice.masking import masked
from pendopo.voice.models import HeldReport
from pendopo.voice.refusals import NotFound
from pendopo.voice.tickets import code_hash

DEVICES, SAMPLES, EXCERPT = 50, 20, 200


@dataclass(frozen=True, slots=True)
class HeldStanding:
    """mine: the code was the right one."""

    number: str
    status: Literal["held", "released", "discarded"]
    held_at: dt.datetime
    mine: bool = False


@dataclass(frozen=True, slots=True)
class HeldText:
    """text: its beginning, with what looks personal masked."""

    number: str
    sort: str
    held_at: dt.datetime
    photos: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HeldDevice:
    """What one device sent beyond its pace. device: a name for it, of no use elsewhere."""

    device: str
    count: int
    since: dt.datetime
    until: dt.datetime
    samples: tuple[HeldText, ...]


@ledger.within_region
def held_report(*, number: str, code: str = "") -> HeldStanding | None:
    """Whether a number is one of a report that was held; None for any other. One statement."""
    row = HeldReport.objects.filter(number=references.normalise(number) or number[:40]).first()
    if row is None:
        return None
    mine = bool(code) and hmac.compare_digest(bytes(row.code_hash), code_hash(code))
    status: Literal["held", "released", "discarded"] = (
        "released" if row.status == "released"
        else "discarded" if row.status == "discarded" else "held"
    )  # fmt: skip
    return HeldStanding(row.number, status, row.held_at, mine)


@ledger.within_region
def waiting_devices(*, who: directory.Actor, now: dt.datetime) -> tuple[HeldDevice, ...]:
    """By device, most first; the oldest texts of each. Raises `NotFound` for whoever coordinates no
    reports."""
    sorts = policy.coordinated_sorts(who, now)
    if not sorts:
        raise NotFound("report_unknown")
    rows = HeldReport.objects.filter(status="held", sort__in=sorts)
    counted = (
        rows.values("device_hash")
        .annotate(count=Count("id"), since=Min("held_at"), until=Max("held_at"))
        .order_by("-count", "since")[:DEVICES]
    )
    return tuple(
        HeldDevice(
            device=bytes(one["device_hash"]).hex(),
            count=one["count"],
            since=one["since"],
            until=one["until"],
            samples=_samples(bytes(one["device_hash"]), sorts),
        )
        for one in counted
    )


def _samples(device: bytes, sorts: tuple[str, ...]) -> tuple[HeldText, ...]:
    rows = HeldReport.objects.filter(status="held", device_hash=device, sort__in=sorts)
    return tuple(
        HeldText(
            number=row.number,
            sort=row.sort,
            held_at=row.held_at,
            photos=len(row.files),
            text=masked(opened_text(row)).text[:EXCERPT],
        )
        for row in rows.order_by("held_at", "id")[:SAMPLES]
    )
