"""The shape of a signer: what every electronic signature service offers us.

It follows the BSrE Esign Client Service: the signer is named by NIK, gives a passphrase, and
a visible signature is a picture at a place on a page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, Protocol
from uuid import UUID

from pendopo.documents.typesetting.compile import Slot

CertificateState = Literal["active", "none", "expired", "revoked", "suspended", "unknown"]


@dataclass(frozen=True, slots=True)
class SignerIdentity:
    """Who signs, as the letter shows it; from the mandate that holds today.

    `prefix` is "", "Plt.", "Plh." or "Pj."; `nik` is needed by BSrE only. A delegate signs with
    the own office under `on_behalf_of` (a.n.), the office that delegated, where another stands
    between under `via` (u.b.); `principal_id` is its position.
    """

    account_id: UUID
    person_id: UUID
    name: str
    nip: str
    rank: str
    position: str
    prefix: str = ""
    nik: str = field(default="", repr=False)
    organisation_id: UUID | None = None
    on_behalf_of: str = ""
    via: str = ""
    principal_id: UUID | None = None

    @property
    def office(self) -> str:
        """In whose name: "Sekretaris Dinas", "a.n. Kepala Dinas, Sekretaris Dinas"."""
        if not self.on_behalf_of:
            return self.position
        own = f"{self.prefix} {self.position}".strip()
        between = f"{self.via}, u.b. " if self.via else ""
        return f"a.n. {self.on_behalf_of}, {between}{own}"


@dataclass(frozen=True, slots=True)
class Appearance:
    """The visible signature: where (points) and what (vector page and picture)."""

    visible: bool
    slot: Slot | None = None
    pdf: bytes = field(default=b"", repr=False)
    png: bytes = field(default=b"", repr=False)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """How an adapter is set up: ready or not, and a sentence for the administrator."""

    ready: bool
    text: dict[str, str]


class SigningFailed(Exception):
    """A signer could not sign. `code` is one of documents' refusals; `reason` is for the log.

    `consumed` says that the service may have signed: then the letter's number is voided.
    """

    def __init__(self, code: str, reason: str = "", *, consumed: bool = True) -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code, self.reason, self.consumed = code, reason, consumed


class Signer(Protocol):
    """An electronic signature service."""

    name: str
    notice: dict[str, str]  # printed on the letter in red; "" where the signature is binding
    notice_short: str
    statement: dict[str, str]  # the sentence at the foot of the letter

    def sign(
        self,
        pdf: bytes,
        *,
        signer: SignerIdentity,
        passphrase: str,
        appearance: Appearance,
        reason: str,
        now: dt.datetime,
    ) -> bytes:
        """The signed PDF. Raises `SigningFailed`."""
        ...

    def check_passphrase(
        self, *, signer: SignerIdentity, passphrase: str, now: dt.datetime
    ) -> None:
        """Before any number is taken. Raises `SigningFailed` with `consumed=False`."""
        ...

    def status(self, *, signer: SignerIdentity, now: dt.datetime) -> CertificateState: ...

    def check_config(self) -> Config: ...
