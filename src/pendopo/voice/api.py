"""The front door of voice: reporting, following a report, and how well each agency answers."""

from pendopo.voice.actions.forgetting import REASONS as HOLD_REASONS
from pendopo.voice.actions.forgetting import forget_next, hold, release_hold
from pendopo.voice.actions.holding import REASONS as DISCARD_REASONS
from pendopo.voice.actions.holding import discard_held, hold_report, release_held
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
from pendopo.voice.actions.publishing import refresh_reputation
from pendopo.voice.actions.rating import rate
from pendopo.voice.actions.rating_services import ELEMENTS, rate_agency, rate_service
from pendopo.voice.actions.reclassifying import reclassify
from pendopo.voice.actions.report_lists import (
    begin_list,
    bring_next,
    choose_columns,
    judge_next,
    receive_list,
    remove_old_lists,
)
from pendopo.voice.actions.report_takings import take_list
from pendopo.voice.actions.reporting import PHOTOS, report
from pendopo.voice.actions.responding import confirm, reopen, reply, write
from pendopo.voice.actions.supporting import support
from pendopo.voice.actions.texting import hear_text
from pendopo.voice.catalogue import topics
from pendopo.voice.dated import REPUTATION, DatedRefused, Pace, ReputationValues, load_reputation
from pendopo.voice.facts import Visibility
from pendopo.voice.jobs import learn_topics, order_reputation
from pendopo.voice.lapor.columns import Field as ListField
from pendopo.voice.masking import Masked, masked
from pendopo.voice.places import CELL, Cell, Point, metres
from pendopo.voice.queries.answered import Answered, answers
from pendopo.voice.queries.answering import answering_agencies
from pendopo.voice.queries.climbing import Climb, RungView, climb_of
from pendopo.voice.queries.districts import (
    DistrictCount,
    VillageCount,
    district_counts,
    village_counts,
)
from pendopo.voice.queries.elsewhere import ToldThere, told_elsewhere
from pendopo.voice.queries.exporting import export_csv, export_rows, reputation
from pendopo.voice.queries.figures import pace, reputation_figures
from pendopo.voice.queries.following import Followed, follow, my_tickets, report_of_case
from pendopo.voice.queries.holding import (
    HeldDevice,
    HeldStanding,
    HeldText,
    held_report,
    waiting_devices,
)
from pendopo.voice.queries.listing import report_card, reports
from pendopo.voice.queries.mapping import MapCell, MapView, map_cells
from pendopo.voice.queries.months import MonthResult, agency_months
from pendopo.voice.queries.nearby import Nearby, find_nearby
from pendopo.voice.queries.own_rating import (
    AgencyRatingAsked,
    ServiceRatingAsked,
    agency_rating,
    service_rating,
)
from pendopo.voice.queries.past import PastMap, past_map
from pendopo.voice.queries.promises import Promised, promises
from pendopo.voice.queries.proofs import ProofView, WantedProof, proofs, wanted_proof
from pendopo.voice.queries.published import (
    AgencyRecord,
    Published,
    Run,
    agency_record,
    published_file,
    published_reputation,
)
from pendopo.voice.queries.rating_rows import rating_rows, ratings_csv
from pendopo.voice.queries.report_lists import (
    ListLine,
    ReportListView,
    list_columns,
    list_lines,
    report_list,
    report_lists,
)
from pendopo.voice.queries.results import AgencyResult, agency_results
from pendopo.voice.queries.retention import (
    Ahead,
    HeldReport,
    RuleView,
    forgetting_ahead,
    held,
    held_reports,
    retention,
)
from pendopo.voice.queries.suggesting import Advice, suggestion
from pendopo.voice.queries.updates import Update, report_updates
from pendopo.voice.refusals import NotFound, Refused
from pendopo.voice.reputation import (
    ExportRefused,
    RatingLine,
    RatingRow,
    Standing,
    compute_ratings,
    parse_export,
    parse_ratings,
    read_export,
    values_for,
)
from pendopo.voice.reputation import Row as ReportRow
from pendopo.voice.reputation import Table as ReputationTable
from pendopo.voice.reputation import compute as compute_reputation
from pendopo.voice.reputation.table import Dimension, score_of
from pendopo.voice.reputation.wilson import wilson
from pendopo.voice.retention.rules import RulesRefused
from pendopo.voice.routing import (
    BadRow,
    Catalogue,
    Estimate,
    Example,
    Examples,
    RoutingRefused,
    Suggestion,
    Topic,
    TopicsRefused,
    load_topics,
    parse_examples,
    read_examples,
)
from pendopo.voice.routing import examples as topic_examples
from pendopo.voice.routing import guards as sensitive_topics
from pendopo.voice.routing import load_model as load_routing_model
from pendopo.voice.routing import save_model as save_routing_model
from pendopo.voice.routing import suggest as suggest_agencies
from pendopo.voice.routing import train as train_routing
from pendopo.voice.settling import settle
from pendopo.voice.squares import SIDE as SQUARE
from pendopo.voice.squares import map_changed_at
from pendopo.voice.standing import CLOSED
from pendopo.voice.values import (
    CLASSES,
    HEARS,
    STATUSES,
    VISIBILITIES,
    Filters,
    Hears,
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
    "DISCARD_REASONS",
    "ELEMENTS",
    "HEARS",
    "HOLD_REASONS",
    "PHOTOS",
    "PURPOSES",
    "REPUTATION",
    "SQUARE",
    "STATUSES",
    "VISIBILITIES",
    "Advice",
    "AgencyRatingAsked",
    "AgencyRecord",
    "AgencyResult",
    "Ahead",
    "Answered",
    "BadRow",
    "Catalogue",
    "Cell",
    "CheckIn",
    "Climb",
    "DatedRefused",
    "Dimension",
    "DistrictCount",
    "Estimate",
    "Example",
    "Examples",
    "ExportRefused",
    "Filters",
    "Followed",
    "Hears",
    "HeldDevice",
    "HeldReport",
    "HeldStanding",
    "HeldText",
    "ListField",
    "ListLine",
    "MapCell",
    "MapView",
    "Masked",
    "MonthResult",
    "Nearby",
    "NotFound",
    "Order",
    "Pace",
    "Page",
    "PastMap",
    "Photo",
    "Place",
    "Point",
    "Promised",
    "ProofView",
    "Proposal",
    "Published",
    "RatingLine",
    "RatingRow",
    "Receipt",
    "Refused",
    "ReportCard",
    "ReportListView",
    "ReportRow",
    "Reporter",
    "ReputationTable",
    "ReputationValues",
    "Revealed",
    "RoutingRefused",
    "RuleView",
    "RulesRefused",
    "Run",
    "RungView",
    "ServiceRatingAsked",
    "Standing",
    "Suggestion",
    "ToldThere",
    "Topic",
    "TopicsRefused",
    "Update",
    "VillageCount",
    "Visibility",
    "WantedProof",
    "agency_months",
    "agency_rating",
    "agency_record",
    "agency_results",
    "answering_agencies",
    "answers",
    "begin_list",
    "bring_next",
    "capture",
    "check_in",
    "choose_columns",
    "climb_of",
    "cluster",
    "compute_ratings",
    "compute_reputation",
    "confirm",
    "discard_held",
    "district_counts",
    "export_csv",
    "export_rows",
    "find_nearby",
    "follow",
    "forget_next",
    "forgetting_ahead",
    "hear_text",
    "held",
    "held_report",
    "held_reports",
    "hold",
    "hold_report",
    "judge_next",
    "learn_topics",
    "leave_cluster",
    "list_columns",
    "list_lines",
    "load_reputation",
    "load_routing_model",
    "load_topics",
    "map_cells",
    "map_changed_at",
    "masked",
    "metres",
    "moderate",
    "my_tickets",
    "order_reputation",
    "pace",
    "parse_examples",
    "parse_export",
    "parse_ratings",
    "past_map",
    "promises",
    "proofs",
    "propose_text",
    "published_file",
    "published_reputation",
    "rate",
    "rate_agency",
    "rate_service",
    "rating_rows",
    "ratings_csv",
    "read_examples",
    "read_export",
    "receive_list",
    "reclassify",
    "refresh_reputation",
    "release_held",
    "release_hold",
    "remove_old_lists",
    "reopen",
    "reply",
    "report",
    "report_card",
    "report_list",
    "report_lists",
    "report_of_case",
    "report_updates",
    "reports",
    "reputation",
    "reputation_figures",
    "retention",
    "reveal_identity",
    "save_routing_model",
    "score_of",
    "sensitive_topics",
    "service_rating",
    "set_lapor_number",
    "settle",
    "suggest_agencies",
    "suggestion",
    "support",
    "take_list",
    "told_elsewhere",
    "topic_examples",
    "topics",
    "train_routing",
    "values_for",
    "village_counts",
    "waiting_devices",
    "wanted_proof",
    "wilson",
    "write",
]
