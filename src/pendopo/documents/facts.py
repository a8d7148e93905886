"""Kinds of facts of documents: ids, numbers, dates and machine words only."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pendopo.ledger import api as ledger

Standing = Literal["valid", "suspended", "revoked", "void"]


class UploadBegun(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "upload.begun"
    purpose: ledger.Code
    size: int


class UploadAbandoned(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "upload.abandoned"
    size: int


class FileStored(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "file.stored"
    purpose: ledger.Code
    media_type: ledger.Code
    size: int
    scanned: ledger.Code
    flags: tuple[ledger.Code, ...] = ()
    upload: UUID | None = None


class FileRemoved(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "file.removed"
    purpose: ledger.Code
    reason: ledger.Code


class PicturePrepared(ledger.Fact, frozen=True, kw_only=True):
    """About a photo: its copies are there. Neither where nor when it was taken."""

    KIND: ClassVar[str] = "picture.prepared"
    width: int
    height: int
    preview: UUID
    thumbnail: UUID


class PictureUnreadable(ledger.Fact, frozen=True, kw_only=True):
    """About a photo that passed the door and yet cannot be decoded; it is not tried again."""

    KIND: ClassVar[str] = "picture.unreadable"
    reason: ledger.Code


class LetterDrafted(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.drafted"
    case: UUID
    kind: ledger.Code
    source: ledger.Code
    version: int


class LetterRedrafted(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.redrafted"
    case: UUID
    version: int


class LetterPreviewed(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.previewed"
    version: int
    file: UUID


class LetterInitialled(ledger.Fact, frozen=True, kw_only=True):
    """Paraf: an officer on the way to the signature agrees."""

    KIND: ClassVar[str] = "letter.initialled"
    case: UUID
    position: UUID
    given: int
    needed: int


class LetterNumbered(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.numbered"
    case: UUID
    classification: ledger.Code
    number: int
    day: date


class LetterSigned(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.signed"
    case: UUID
    kind: ledger.Code
    method: Literal["electronic", "wet"]
    adapter: ledger.Code
    signer: UUID
    sha256: ledger.Code
    file: UUID
    on_behalf_of: UUID | None = None  # the position that delegated the signature


class LetterNotSigned(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.not_signed"
    case: UUID
    reason: ledger.Code


class NumberVoided(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "number.voided"
    letter: UUID
    number: int
    reason: ledger.Code


class NumbersExplained(ledger.Fact, frozen=True, kw_only=True):
    """Numbers used outside (a paper register before the start) or left out on purpose."""

    KIND: ClassVar[str] = "numbers.explained"
    first: int
    last: int


class LetterStatusChanged(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "letter.status_changed"
    case: UUID
    standing: Standing
    reason: ledger.Code


class SignerEnrolled(ledger.Fact, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "signer.enrolled"
    adapter: ledger.Code
