"""Requests as CSV, with the columns of the GeoReport bulk specification."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from pendopo.faces.open311 import shown
from pendopo.faces.open311.formats import TYPES
from pendopo.voice import api as voice

MOST = 10_000
"""Lines of one file; `page` gives the next."""
SOURCE = "Pendopo"
COLUMNS = (
    "service_request_id", "requested_datetime", "expected_datetime", "closed_date",
    "updated_datetime", "status_description", "source", "service_name", "service_subtype",
    "description", "agency_responsible", "address", "lat", "long",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file(lines: Iterable[dict[str, Any]], cards: Iterable[voice.ReportCard]) -> HttpResponse:
    """lines: requests as they are shown, in the order of their cards."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    zone = shown.zone()
    for line, card in zip(lines, cards, strict=True):
        row = {
            **line,
            "closed_date": shown.w3c(card.closed_at, zone),
            "status_description": line["status"],
            "source": SOURCE,
            "service_subtype": card.sort,
        }
        writer.writerow([_safe(row[name]) for name in COLUMNS])
    response = HttpResponse(out.getvalue().encode(), content_type=TYPES["csv"])
    response["Content-Disposition"] = 'attachment; filename="requests.csv"'
    return response


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula stays a text."""
    if isinstance(value, str) and value.startswith(_STARTS_FORMULA):
        return f"'{value}"
    return "" if value is None else value
