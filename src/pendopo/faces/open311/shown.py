"""A report as a request of the specification: only what anyone may see.

lat and long are the middle of the public cell, description the words that an officer published.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from pendopo.directory import api as directory
from pendopo.faces.open311 import catalogue, words
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

DIGITS = 3  # decimals of a degree: the middle of a cell
REMEMBER_SECONDS = 60.0
_remembered: dict[str, tuple[float, dict[str, str]]] = {}


def zone() -> ZoneInfo:
    return directory.zone_of(ledger.current_region())


def w3c(moment: dt.datetime | None, zone: ZoneInfo) -> str | None:
    """A moment on the region's clock, with its zone."""
    return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None


def updated(card: voice.ReportCard) -> dt.datetime:
    """When its state last changed, as far as the card tells."""
    known = (card.reported_at, card.forwarded_at, card.answered_at, card.closed_at)
    return max(one for one in known if one)


def requests(
    cards: Iterable[voice.ReportCard], *, language: int, extended: bool, places: dict[str, str]
) -> list[dict[str, Any]]:
    """One entry for each card. places: names of districts and villages by code."""
    here, chart = zone(), directory.chart()
    found = []
    for card in cards:
        code = catalogue.code_of(card)
        middle = card.cell.centre if card.cell else None
        line: dict[str, Any] = {
            "service_request_id": card.number,
            "status": "open" if words.is_open(card.status) else "closed",
            "status_notes": words.STATUSES[card.status][language],
            "service_name": catalogue.name_of(code, language),
            "service_code": code,
            "description": card.text or None,
            "agency_responsible": chart.name_of(card.agency_id) or None,
            "service_notice": notice(card, language),
            "requested_datetime": w3c(card.reported_at, here),
            "updated_datetime": w3c(updated(card), here),
            "expected_datetime": None,
            "address": address(card, places),
            "address_id": card.village or card.district,
            "zipcode": None,
            "lat": round(middle.lat, DIGITS) if middle else None,
            "long": round(middle.lon, DIGITS) if middle else None,
            "media_url": None,
        }
        if extended:
            line["extended_attributes"] = extension(card)
            line["notes"] = notes(card, language, here)
        found.append(line)
    return found


def notice(card: voice.ReportCard, language: int) -> str | None:
    told = [words.LATE["verify"]] if card.verify_late else []
    told += [words.LATE["answer"]] if card.answer_late else []
    return " ".join(one[language] for one in told) or None


def address(card: voice.ReportCard, places: dict[str, str]) -> str | None:
    """Village and district; never the words of the reporter."""
    names = [places.get(code or "", "") for code in (card.village, card.district)]
    return ", ".join(name for name in names if name) or None


def extension(card: voice.ReportCard) -> dict[str, Any]:
    """What Pendopo knows besides: machine words, numbers, codes."""
    return {
        "class": card.sort,
        "state": card.status,
        "district": card.district,
        "village": card.village,
        "late": card.late,
        "on_time": card.on_time,
        "confirmed": card.confirmed,
        "reopen_count": card.reopen_count,
        "rating": card.rating,
        "supporters": card.supporters,
        "duplicate_of": card.cluster or None,
        "lapor_number": card.lapor_number or None,
        "photos": card.photos,
    }


def notes(card: voice.ReportCard, language: int, here: ZoneInfo) -> list[dict[str, Any]]:
    """The life of the request so far, oldest first."""
    steps = [("received", card.reported_at)]
    steps += [("forwarded", card.forwarded_at)] if card.forwarded_at else []
    steps += [("answered", card.answered_at)] if card.answered_at else []
    steps += [(card.status, card.closed_at)] if card.closed_at else []
    return [
        {
            "datetime": w3c(at, here),
            "type": status,
            "summary": words.STATUSES[status][language],  # type: ignore[index]  # a word of the context
        }
        for status, at in steps
    ]


def place_names(region: str) -> dict[str, str]:
    """Names of the region's districts and villages by code, at most `REMEMBER_SECONDS` old."""
    known = _remembered.get(region)
    if known is None or time.monotonic() - known[0] > REMEMBER_SECONDS:
        found = {one.code: one.name for one in directory.places()}
        known = _remembered[region] = (time.monotonic(), found)
    return known[1]
