"""Kinds of facts of the directory: codes, days and ids only."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger


class RegionLoaded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "region.loaded"
    content: ledger.Code  # sha256 of the files
    organisations: int
    positions: int
    places: int


class BoundariesImported(ledger.Fact, frozen=True, kw_only=True):
    """About the version: polygons of a level came in and count from now on."""

    KIND: ClassVar[str] = "boundaries.imported"
    number: int
    level: Literal["kecamatan", "desa"]
    places: int
    approximate: bool
    content: ledger.Code  # sha256 of the file


class OrganisationRegistered(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "organisation.registered"
    kind: ledger.Code
    code: ledger.Code | None


class LetterheadSet(ledger.Fact, frozen=True, kw_only=True):
    """About the organisation: its letters carry another address or contact from now on."""

    KIND: ClassVar[str] = "organisation.letterhead_set"
    address: bool
    contact: bool


class PositionCreated(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "position.created"
    code: ledger.Code
    roles: tuple[ledger.Code, ...]


class PositionRolesChanged(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "position.roles_changed"
    roles: tuple[ledger.Code, ...]


class MandateGiven(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "mandate.given"
    person: UUID
    position: UUID
    kind: Literal["definitive", "plt", "plh", "pj", "delegation"]
    valid_from: date
    valid_to: date | None
    basis: ledger.Code
    powers: tuple[ledger.Code, ...]


class MandateEnded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "mandate.ended"
    position: UUID
    last_day: date
    basis: ledger.Code


class AbsenceRecorded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "absence.recorded"
    mandate: UUID
    valid_from: date
    valid_to: date
    reason: ledger.Code


class PersonRegistered(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "person.registered"
    foreigner: bool
    has_nik: bool
    no_nik_reason: ledger.Code | None
    nik_checked: Literal["not_checked"]


class PersonChanged(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "person.changed"
    fields: tuple[ledger.Code, ...]  # names of fields, never their values


class PersonViewed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "person.viewed"
    purpose: ledger.Code
    position: UUID | None
    case: UUID | None


class PowerGranted(ledger.Fact, frozen=True, kw_only=True):
    """A power of attorney was recorded by the account that acts (the fact's actor); about the
    power. `paper`: the signed paper was uploaded, or shown and kept at the office."""

    KIND: ClassVar[str] = "power.granted"
    person: UUID
    position: UUID
    service: ledger.Code | None
    case: UUID | None
    valid_from: date
    valid_to: date
    paper: Literal["uploaded", "kept"]


class PowerRevoked(ledger.Fact, frozen=True, kw_only=True):
    """Ended before its last day: by the person, by whoever acted, or at the counter for the
    person."""

    KIND: ClassVar[str] = "power.revoked"
    by: Literal["principal", "agent", "counter"]


class PersonErased(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "person.erased"
    key: UUID
    basis: ledger.Code


class PersonForgotten(ledger.Fact, frozen=True, kw_only=True):
    """Name, contacts and numbers of a person are gone, because the time of a rule is over."""

    KIND: ClassVar[str] = "person.forgotten"
    basis: ledger.Code


class KeyDrawn(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "key.drawn"
    master_version: int


class KeyDestroyed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "key.destroyed"


class DayRuled(ledger.Fact, frozen=True, kw_only=True):
    """A day became, or is no longer, a day off by a decree of the region or the nation."""

    KIND: ClassVar[str] = "day.ruled"
    day: date
    off: bool
    basis: ledger.Code


class KeysRewrapped(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "keys.rewrapped"
    master_version: int
    count: int


class OfficerInvited(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "officer.invited"
    person: UUID
    expires_at: datetime


class InvitationAccepted(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "officer.invitation_accepted"
    person: UUID
    account: UUID


class TransfersImported(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "transfers.imported"
    content: ledger.Code  # sha256 of the workbook
    rows: int


class AccountCreated(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.created"
    way: Literal["signup", "invitation", "seed", "oidc"]
    person: UUID | None


class AccountSignedIn(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.signed_in"
    methods: tuple[ledger.Code, ...]  # password, mfa, socialaccount, ...


class AccountSignedOut(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.signed_out"


class AccountPasswordChanged(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.password_changed"


class AccountPhoneChanged(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.phone_changed"
    verified: bool


class AccountEmailChanged(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.email_changed"
    addresses: int
    verified: int


class AccountMfaAdded(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.mfa_added"
    method: ledger.Code


class AccountMfaRemoved(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.mfa_removed"
    method: ledger.Code


class AccountMfaUsed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.mfa_used"
    method: ledger.Code


class AccountLinked(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.linked"
    providers: int  # how many outside identities the account has now


class AccountPersonSet(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "account.person_set"
    person: UUID


class AccountPersonRefused(ledger.Fact, frozen=True, kw_only=True):
    """The owner of an account told a NIK that is somebody else's here; nothing was linked."""

    KIND: ClassVar[str] = "account.person_refused"
    reason: Literal["nik_known"]


class AccountIdentified(ledger.Fact, frozen=True, kw_only=True):
    """About the account: a counter linked it to the person whose identity card it saw."""

    KIND: ClassVar[str] = "account.identified"
    person: UUID
    paper: Literal["ktp"]


class AccountIdentificationUndone(ledger.Fact, frozen=True, kw_only=True):
    """The officer who linked it took the link back."""

    KIND: ClassVar[str] = "account.identification_undone"
    person: UUID


class TokenIssued(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "token.issued"
    organisation: UUID
    scopes: tuple[ledger.Code, ...]
    expires_at: datetime | None


class TokenRevoked(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "token.revoked"
