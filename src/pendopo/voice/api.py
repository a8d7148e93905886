"""The front door of voice: reporting, following a report, and how well each agency answers."""

from pendopo.voice.actions.identities import PURPOSES, Revealed, reveal_identity
from pendopo.voice.actions.moderating import (
    Proposal,
    cluster,
    leave_cluster,
    moderate,
    propose_text,
    set_lapor_number,
)
from pendopo.voice.actions.proving import CheckIn, capture, check_in
from pendopo.voice.actions.rating import rate
from pendopo.voice.actions.reporting import PHOTOS, report
from pendopo.voice.actions.responding import confirm, reopen, reply, write
from pendopo.voice.actions.supporting import support
from pendopo.voice.facts import Visibility
from pendopo.voice.masking import Masked, masked
from pendopo.voice.places import CELL, Cell, Point, metres
from pendopo.voice.queries.following import Followed, follow, my_tickets, report_of_case
from pendopo.voice.queries.listing import report_card, reports
from pendopo.voice.queries.mapping import MapCell, MapView, map_cells
from pendopo.voice.queries.nearby import Nearby, find_nearby
from pendopo.voice.queries.proofs import ProofView, proofs
from pendopo.voice.queries.results import AgencyResult, ExportRow, agency_results, export_rows
from pendopo.voice.queries.updates import Update, report_updates
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.standing import CLOSED
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
    "CLOSED",
    "PHOTOS",
    "PURPOSES",
    "STATUSES",
    "VISIBILITIES",
    "AgencyResult",
    "Cell",
    "CheckIn",
    "ExportRow",
    "Filters",
    "Followed",
    "MapCell",
    "MapView",
    "Masked",
    "Nearby",
    "NotFound",
    "Order",
    "Page",
    "Photo",
    "Place",
    "Point",
    "ProofView",
    "Proposal",
    "Receipt",
    "Refused",
    "ReportCard",
    "Reporter",
    "Revealed",
    "Update",
    "Visibility",
    "agency_results",
    "capture",
    "check_in",
    "cluster",
    "confirm",
    "export_rows",
    "find_nearby",
    "follow",
    "leave_cluster",
    "map_cells",
    "masked",
    "metres",
    "moderate",
    "my_tickets",
    "proofs",
    "propose_text",
    "rate",
    "reopen",
    "reply",
    "report",
    "report_card",
    "report_of_case",
    "report_updates",
    "reports",
    "reveal_identity",
    "set_lapor_number",
    "support",
    "write",
]
