"""The public map: a picture of ours with the numbers beside it, from the region to a village."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import etag, require_safe

from pendopo.faces.components import maps
from pendopo.faces.components.access import clock, open_to_all
from pendopo.faces.portal.page import show
from pendopo.faces.portal.reports import filters, vocabulary
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice


def _stamp(request: HttpRequest) -> str | None:
    """What a view depends on: the counts, the hour (periods move on), who looks, and our files.

    The page's forms carry a token of the browser's own cookie: a browser that has lost it gets the
    page anew.
    """
    if "If-None-Match" in request.headers and settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return None
    changed = voice.map_changed_at()
    kept = {one: said for one, said in request.COOKIES.items() if one != settings.CSRF_COOKIE_NAME}
    depends = (
        ledger.current_region(),
        changed.isoformat() if changed else "",
        clock().strftime("%Y%m%d%H"),
        request.get_full_path(),
        sorted(kept.items()),
        staticfiles_storage.url("pendopo.css"),
    )
    return f'"{hashlib.sha256(repr(depends).encode()).hexdigest()[:32]}"'


@open_to_all
@require_safe
@etag(_stamp)
def view(request: HttpRequest) -> HttpResponse:
    """Three zooms: the districts of the region, the villages of a district, one village."""
    asked = filters.read(request.GET, clock())
    places = vocabulary.places()
    district, village = asked.filters.district or "", asked.filters.village or ""
    areas = _areas(asked, places)
    looked_at = [one for one in areas if not village or one["code"] == village]
    response = show(
        request,
        "reports/map",
        asked=asked,
        choices=filters.choices(places.districts),
        district=places.districts.get(district, ""),
        village=places.villages.get(district, {}).get(village, ""),
        names=places.villages.get(district, {}),
        picture=_picture(asked, areas, places),
        rows=sorted(areas, key=lambda one: (-one["count"], one["name"])),
        total=sum(one["count"] for one in looked_at),
        waiting=sum(one["waiting"] for one in looked_at),
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _picture(
    asked: filters.Asked, areas: list[dict[str, Any]], places: vocabulary.Places
) -> dict[str, Any] | None:
    district = asked.filters.district or ""
    ground = maps.canvas(
        level="desa" if district else "kecamatan",
        codes={one["code"] for one in areas},
        focus=asked.filters.village or "",
    )
    if ground is None:
        return None
    shown = [maps.Area(one["code"], one["name"], one["count"], one["href"]) for one in areas]
    if not district:
        found = voice.map_cells(filters=asked.filters, size=max(ground.size, voice.SQUARE))
        return maps.drawn(ground, shown, found)
    low, high = ground.frame.corners
    found = voice.map_cells(
        filters=asked.filters, size=ground.size, south_west=low, north_east=high
    )
    around = [
        maps.Area(code, name, 0, _way(asked, kecamatan=code, desa=""))
        for code, name in places.districts.items()
    ]
    return maps.drawn(ground, shown, found, around=around, here=district)


def _way(asked: filters.Asked, **place: str) -> str:
    return f"{reverse('portal-reports-map')}?{asked.query(**place)}"


def _areas(asked: filters.Asked, places: vocabulary.Places) -> list[dict[str, Any]]:
    """The rows of the table: every district, or every village of one, also those without any."""
    district = asked.filters.district
    if district is None:
        counts: dict[str, Any] = {
            one.district: one for one in voice.district_counts(filters=asked.filters)
        }
        names, word = places.districts, "kecamatan"
    else:
        around = replace(asked.filters, village=None)
        counts = {one.village: one for one in voice.village_counts(filters=around)}
        names, word = places.villages.get(district, {}), "desa"
    return [
        {
            "code": code,
            "name": name,
            "href": _way(asked, **{word: code}),
            "current": code == asked.filters.village,
            "count": counts[code].count if code in counts else 0,
            "waiting": counts[code].waiting if code in counts else 0,
            "late": counts[code].late if code in counts else 0,
        }
        for code, name in names.items()
    ]
