"""Which ladder a delay climbs, and which offices stand on a rung."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.voice.ladders.values import (
    COORDINATOR,
    DISTRICT,
    DIVISION,
    HEAD,
    LATE_AGENCY,
    PLAIN,
    SUPERVISOR,
    Ladder,
    Rung,
    Tier,
)


def chosen(ladders: Sequence[Ladder], *, tier: Tier | None, on: dt.date, named: str = "") -> Ladder:
    """The ladder in force on the day `on` for a late organisation of this tier (None: outside the
    territory). named: the one that the topic of the report asks for, first."""
    holding = [one for one in ladders if one.holds(on)]
    found = [one for one in holding if named and one.code == named]
    found += [one for one in holding if tier is not None and tier in one.tiers]
    found += [one for one in holding if not one.tiers]
    return found[0] if found else PLAIN


def offices(
    rung: Rung,
    *,
    late: directory.Organisation,
    district: str,
    coordinator: UUID,
    chart: directory.Chart,
) -> tuple[directory.Position, ...]:
    """The positions of a rung, by the structure of the organisation: none where it has no such
    office. district: code of the kecamatan's organisation, "" when the place is not known."""
    organisation = _organisation(rung, late, district, coordinator, chart)
    if organisation is None:
        return ()
    own = [one for one in chart.positions.values() if one.organisation_id == organisation.id]
    head = organisation.head_position_id
    if rung.office == HEAD:
        found = [one for one in own if one.id == head]
    elif rung.office == DIVISION:
        found = [one for one in own if SUPERVISOR in one.roles and one.id != head]
    else:
        found = [one for one in own if rung.office in one.roles]
    return tuple(sorted(found, key=lambda one: one.code))


def tier_of(
    organisation: directory.Organisation, places: Mapping[str, str], districts: Sequence[str]
) -> Tier | None:
    """places: kind by code of the territory (kecamatan, desa, kelurahan); districts: codes of the
    organisations that are a kecamatan."""
    if organisation.code in districts or organisation.kind == "district":
        return "kecamatan"
    kind = places.get(organisation.code, "")
    if kind == "kelurahan":
        return "kelurahan"
    if kind == "desa" or organisation.kind == "village":
        return "desa"
    return None


def _organisation(
    rung: Rung,
    late: directory.Organisation,
    district: str,
    coordinator: UUID,
    chart: directory.Chart,
) -> directory.Organisation | None:
    if rung.of == LATE_AGENCY:
        return late
    if rung.of == DISTRICT:
        return chart.by_code.get(district)
    if rung.of == COORDINATOR:
        return chart.organisations.get(coordinator)
    return chart.by_code.get(rung.of)
