"""The directory's front door: who is who, who may act, and what stays sealed.

Verbs and queries run in the current region's transaction (`ledger.use_region`). `actor=None`
is the system itself (seed, command line); a face always passes an `Actor`.
"""

from pendopo.directory.accounts.messages import CodeGateway, bind_code_gateway
from pendopo.directory.actions.accounts import account, create_account, set_person
from pendopo.directory.actions.admitting import Admitted, admit_applicant
from pendopo.directory.actions.applicants import (
    Contact,
    contact,
    destroy_key,
    key_of_person,
    register_applicant,
    register_applicants,
)
from pendopo.directory.actions.boundaries import import_boundaries
from pendopo.directory.actions.claiming import claim_person
from pendopo.directory.actions.days import rule_day
from pendopo.directory.actions.erasing import erase
from pendopo.directory.actions.forgetting import forget_people
from pendopo.directory.actions.identifying import (
    account_code,
    identify_account,
    undo_identification,
)
from pendopo.directory.actions.keys import (
    KeyFate,
    destroy_keys,
    draw_key,
    keys_of_people,
    load_key,
    load_keys,
    new_key,
    new_keys,
    open_key,
    rewrap,
)
from pendopo.directory.actions.mandates import end_mandate, give_mandate, record_absence
from pendopo.directory.actions.officers import accept_invitation, invite_officer
from pendopo.directory.actions.organisations import (
    change_roles,
    create_position,
    register_organisation,
    set_letterhead,
)
from pendopo.directory.actions.people import change_person, register_person
from pendopo.directory.actions.powers import grant_power, principal_of, revoke_power
from pendopo.directory.actions.tokens import (
    SCOPES,
    issue_token,
    revoke_token,
    token_actor,
    tokens_of,
)
from pendopo.directory.actions.viewing import profile, record_view, record_views
from pendopo.directory.actor import ANONYMOUS, Actor
from pendopo.directory.boundaries.report import LARGEST_BOUNDARIES, BoundaryNote, BoundaryReport
from pendopo.directory.people.masking import masked_email, masked_name, masked_number, masked_phone
from pendopo.directory.people.numbers import (
    NIK_CHECK_WORDS,
    NO_NIK_REASONS,
    normal_nik,
    normal_nip,
    normal_phone,
)
from pendopo.directory.policy import (
    acting_position,
    administers,
    administers_region,
    may_unseal,
)
from pendopo.directory.queries.actors import actor_of
from pendopo.directory.queries.calendars import calendar, forget_calendar
from pendopo.directory.queries.chart import Chart, chart, forget_chart
from pendopo.directory.queries.mandates import (
    holder_of,
    mandates_of_person,
    mandates_of_position,
)
from pendopo.directory.queries.officers import officers
from pendopo.directory.queries.organisations import (
    organisation,
    organisation_by_code,
    organisation_names,
    organisations,
    position,
    positions_of,
)
from pendopo.directory.queries.people import find_person, masked, person, who_saw
from pendopo.directory.queries.powers import (
    agent_names,
    agent_of,
    power_by_code,
    power_of,
    powers,
    powers_given,
    powers_held,
    told_of,
)
from pendopo.directory.queries.regions import (
    places,
    region,
    region_of_host,
    regions,
    today,
    zone_of,
)
from pendopo.directory.queries.territory import (
    boundary_versions,
    forget_boundaries,
    outlines,
    place_at,
)
from pendopo.directory.queries.titles import officer_title, officer_titles
from pendopo.directory.refusals import Refused
from pendopo.directory.sealing import (
    Broken,
    DataKey,
    KeyUnavailable,
    Sealer,
    bind_lookup_key,
    bind_master,
    bound_to,
    current_version,
    lookup_hash,
    sealer,
    unwrap,
)
from pendopo.directory.seed.load import Counts, load_region
from pendopo.directory.transfers.importing import import_transfers
from pendopo.directory.transfers.report import Report, RowResult
from pendopo.directory.transfers.workbook import template_workbook
from pendopo.directory.values import (
    ACTS,
    ORGANISATION_KINDS,
    PREFIX,
    ROLES,
    Absence,
    AccountSummary,
    ApiToken,
    BoundaryLevel,
    BoundaryVersion,
    Holder,
    Invitation,
    Located,
    Mandate,
    MandateKind,
    Officer,
    Organisation,
    OrganisationKind,
    Outlines,
    Person,
    Place,
    Position,
    Power,
    Principal,
    Profile,
    Region,
    Seen,
)

__all__ = [
    "ACTS",
    "ANONYMOUS",
    "LARGEST_BOUNDARIES",
    "NIK_CHECK_WORDS",
    "NO_NIK_REASONS",
    "ORGANISATION_KINDS",
    "PREFIX",
    "ROLES",
    "SCOPES",
    "Absence",
    "AccountSummary",
    "Actor",
    "Admitted",
    "ApiToken",
    "BoundaryLevel",
    "BoundaryNote",
    "BoundaryReport",
    "BoundaryVersion",
    "Broken",
    "Chart",
    "CodeGateway",
    "Contact",
    "Counts",
    "DataKey",
    "Holder",
    "Invitation",
    "KeyFate",
    "KeyUnavailable",
    "Located",
    "Mandate",
    "MandateKind",
    "Officer",
    "Organisation",
    "OrganisationKind",
    "Outlines",
    "Person",
    "Place",
    "Position",
    "Power",
    "Principal",
    "Profile",
    "Refused",
    "Region",
    "Report",
    "RowResult",
    "Sealer",
    "Seen",
    "accept_invitation",
    "account",
    "account_code",
    "acting_position",
    "actor_of",
    "administers",
    "administers_region",
    "admit_applicant",
    "agent_names",
    "agent_of",
    "bind_code_gateway",
    "bind_lookup_key",
    "bind_master",
    "bound_to",
    "boundary_versions",
    "calendar",
    "change_person",
    "change_roles",
    "chart",
    "claim_person",
    "contact",
    "create_account",
    "create_position",
    "current_version",
    "destroy_key",
    "destroy_keys",
    "draw_key",
    "end_mandate",
    "erase",
    "find_person",
    "forget_boundaries",
    "forget_calendar",
    "forget_chart",
    "forget_people",
    "give_mandate",
    "grant_power",
    "holder_of",
    "identify_account",
    "import_boundaries",
    "import_transfers",
    "invite_officer",
    "issue_token",
    "key_of_person",
    "keys_of_people",
    "load_key",
    "load_keys",
    "load_region",
    "lookup_hash",
    "mandates_of_person",
    "mandates_of_position",
    "masked",
    "masked_email",
    "masked_name",
    "masked_number",
    "masked_phone",
    "may_unseal",
    "new_key",
    "new_keys",
    "normal_nik",
    "normal_nip",
    "normal_phone",
    "officer_title",
    "officer_titles",
    "officers",
    "open_key",
    "organisation",
    "organisation_by_code",
    "organisation_names",
    "organisations",
    "outlines",
    "person",
    "place_at",
    "places",
    "position",
    "positions_of",
    "power_by_code",
    "power_of",
    "powers",
    "powers_given",
    "powers_held",
    "principal_of",
    "profile",
    "record_absence",
    "record_view",
    "record_views",
    "region",
    "region_of_host",
    "regions",
    "register_applicant",
    "register_applicants",
    "register_organisation",
    "register_person",
    "revoke_power",
    "revoke_token",
    "rewrap",
    "rule_day",
    "sealer",
    "set_letterhead",
    "set_person",
    "template_workbook",
    "today",
    "token_actor",
    "tokens_of",
    "told_of",
    "undo_identification",
    "unwrap",
    "who_saw",
    "zone_of",
]
