"""What the directory answers with: frozen values, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

OrganisationKind = Literal[
    "agency", "vertical", "business", "civil_society", "community", "village", "district",
    "ministry",
]  # fmt: skip
ORGANISATION_KINDS: tuple[OrganisationKind, ...] = (
    "agency", "vertical", "business", "civil_society", "community", "village", "district",
    "ministry",
)  # fmt: skip
ROLES = frozenset(
    {
        "front_office", "verifier", "technical", "drafter", "paraf", "signer", "supervisor",
        "administrator", "regent", "helper", "coordinator", "liaison", "auditor", "planner",
        "implementer", "chief", "duty",
    }
)  # fmt: skip
"""What a position lets its holder do, within its organisation. Citizens have none.

Reports of citizens: `coordinator` verifies and forwards, `liaison` answers for an agency, `auditor`
examines what calls for oversight. Plans: `planner` (of Bappeda) keeps them and verifies what was
realised, `implementer` enters it for an agency. Command centre: `regent` and `chief` (the Sekda)
give orders, `duty` may stand piket."""
ACTS = ("front_office", "helper")
"""Roles whose holder may act for a citizen by a power of attorney: the counter of an agency, and
the helper of a village."""

MandateKind = Literal["definitive", "plt", "plh", "pj", "delegation"]
PREFIX: dict[str, str] = {
    "definitive": "",
    "plt": "Plt.",
    "plh": "Plh.",
    "pj": "Pj.",
    "delegation": "a.n.",
}
"""What stands before the title in a letter (Permendagri 1/2023 on official letters)."""


@dataclass(frozen=True, slots=True)
class Region:
    code: str  # Kemendagri, "35.11"
    name: str
    kind: str  # kabupaten | kota | provinsi
    host: str  # canonical host name
    zone: str  # IANA, of working days and "today"
    hosts: tuple[str, ...] = ()
    recap_classification: str = ""  # of the monthly recapitulation's letter; "" when not given
    recap_example: bool = False  # no source gives that code: shown as contoh


@dataclass(frozen=True, slots=True)
class Place:
    code: str  # "35.11.01.2001"
    kind: str  # kecamatan | desa | kelurahan
    name: str
    parent_code: str


BoundaryLevel = Literal["kecamatan", "desa"]  # desa stands for kelurahan too


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies. `approximate`: the boundaries are cells round centroids, or the point
    is at a border or just outside, so that a person should look before anything depends on it."""

    district: Place
    village: Place | None  # None while no village boundaries are known
    approximate: bool
    version: str  # of the boundaries that say so


@dataclass(frozen=True, slots=True)
class Outlines:
    """A map's polygons of one level. `geojson` is a FeatureCollection (RFC 7946) whose features
    have the place code as id and code, name as properties; `version` serves as its ETag."""

    version: str
    geojson: bytes
    approximate: bool
    source: str


@dataclass(frozen=True, slots=True)
class BoundaryVersion:
    """One imported version of a level; the newest of a level counts."""

    number: int
    level: BoundaryLevel
    approximate: bool
    places: int
    content: str  # SHA-256 of the file, hex
    source: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Organisation:
    id: UUID
    region_code: str
    kind: OrganisationKind
    name: str
    short_name: str
    code: str  # SKPD code, NIB, village code; "" when it has none
    parent_id: UUID | None
    head_position_id: UUID | None
    source_year: int | None = None  # year of the list the name was taken from
    example: bool = False
    address: str = ""  # lines of its letterhead; "" until somebody entered them
    contact: str = ""  # telephone, e-mail, site


@dataclass(frozen=True, slots=True)
class Position:
    id: UUID
    organisation_id: UUID
    code: str
    title: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Absence:
    id: UUID
    mandate_id: UUID
    valid_from: date
    valid_to: date  # inclusive
    reason: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """Days are inclusive; `valid_to` None is open. `powers` are those of a delegation."""

    id: UUID
    person_id: UUID
    position_id: UUID
    kind: MandateKind
    valid_from: date
    valid_to: date | None
    basis: str
    powers: tuple[str, ...] = ()

    @property
    def limits(self) -> tuple[str, ...]:
        """What this mandate may not or may only do, as codes.

        Plt. and Plh. take no strategic decision that changes the legal status of organisation,
        staff or budget (UU 30/2014 Art. 14(7)); a delegation reaches its named powers only.
        """
        if self.kind in ("plt", "plh"):
            return ("no_strategic_decision",)
        return tuple(f"only:{power}" for power in self.powers)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who acts for a position on a day, and how a letter says so."""

    person_id: UUID
    account_id: UUID | None
    name: str
    nip: str  # "" for those without (regent, honorary staff)
    rank: str
    kind: MandateKind
    prefix: str  # "", "Plt.", "Plh.", "Pj.", "a.n."
    mandate: Mandate
    position: Position


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a list may show them."""

    id: UUID
    display_name: str  # masked
    foreigner: bool
    has_nik: bool
    no_nik_reason: str
    nik_checked: str
    erased: bool
    example: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A person unsealed. Never logged, never stored, never in a fact."""

    person_id: UUID
    name: str
    nik: str = field(default="", repr=False)
    passport: str = field(default="", repr=False)
    permit: str = field(default="", repr=False)  # KITAS or KITAP
    birth_place: str = field(default="", repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: str = field(default="", repr=False)
    nationality: str = "ID"  # ISO 3166-1 alpha-2
    address: str = field(default="", repr=False)
    address_lines: Mapping[str, str] = field(default_factory=dict, repr=False)  # {} when unknown
    place_code: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    nip: str = field(default="", repr=False)
    rank: str = field(default="", repr=False)
    nik_checked: str = "not_checked"


@dataclass(frozen=True, slots=True)
class Officer:
    account_id: UUID | None
    person_id: UUID
    name: str
    nip_masked: str
    mandates: tuple[Mandate, ...]
    organisation_ids: frozenset[UUID]
    roles: frozenset[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of "siapa melihat data saya"."""

    organisation_id: UUID | None
    organisation: str
    position: str  # title of the officer's position; "" for an application
    purpose: str
    case_id: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Power:
    """A power of attorney: `account_id`, by its position, acts for the person.

    Days are inclusive. For one `service`, or one case. `code` is set once, in the answer of the
    verb that recorded it; with it the person opens what was done, and ends it.
    """

    id: UUID
    number: str
    person_id: UUID
    principal_masked: str
    account_id: UUID
    position_id: UUID
    position: str  # its title
    organisation_id: UUID
    organisation: str
    service: str  # "" when it is for a case
    case_id: UUID | None
    valid_from: date
    valid_to: date
    file_id: UUID | None  # the signed paper; None: it is kept on paper
    given_at: datetime
    revoked_at: datetime | None
    revoked_by: str  # principal | agent | counter | ""
    code_hash: bytes = field(default=b"", repr=False)
    code: str = field(default="", repr=False)

    def covers(self, day: date) -> bool:
        """Whether it holds on that day, as far as the paper goes."""
        return self.revoked_at is None and self.valid_from <= day <= self.valid_to


@dataclass(frozen=True, slots=True)
class Principal:
    """What the paper of a power says of whoever gave it, and the paper's own number."""

    name: str = field(repr=False)
    nik: str = field(repr=False)
    phone: str = field(repr=False)
    paper_number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Invitation:
    """`code` is set once, in the answer of the verb that made it."""

    id: UUID
    person_id: UUID
    expires_at: datetime
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """`secret` is set once, in the answer of the verb that issued it."""

    id: UUID
    organisation_id: UUID
    name: str
    hint: str
    scopes: frozenset[str]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """An account as its owner may see it."""

    id: UUID
    username: str
    region_code: str
    person_id: UUID | None
    phone_masked: str
    email_masked: str
    is_active: bool
