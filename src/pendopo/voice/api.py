"""The front door of voice: reporting, following a report, and how well each agency answers."""

from pendopo.voice.actions.reporting import PHOTOS, report
from pendopo.voice.facts import Visibility
from pendopo.voice.places import CELL, Cell, Point
from pendopo.voice.queries.listing import report_card, reports
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.values import (
    CLASSES,
    STATUSES,
    VISIBILITIES,
    Filters,
    Order,
    Page,
    Photo,
    Place,
    Receipt,
    ReportCard,
    Reporter,
)

__all__ = [
    "CELL",
    "CLASSES",
    "PHOTOS",
    "STATUSES",
    "VISIBILITIES",
    "Cell",
    "Filters",
    "NotFound",
    "Order",
    "Page",
    "Photo",
    "Place",
    "Point",
    "Receipt",
    "Refused",
    "ReportCard",
    "Reporter",
    "Visibility",
    "report",
    "report_card",
    "reports",
]
