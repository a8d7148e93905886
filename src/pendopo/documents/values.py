"""What documents hands out and takes in: frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from pendopo.documents.pictures.likeness import Turn
from pendopo.documents.verification import CheckLine, SignatureFound
from pendopo.documents.verification.checks import Verdict

SignOutcome = Literal["signed", "already", "failed", "refused", "not_attempted"]
LetterStatus = Literal["draft", "in_paraf", "numbered", "signed", "void"]
NumberState = Literal["used", "void", "gap"]
Standing = Literal["valid", "suspended", "revoked", "expired", "void"]


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload on its way: send chunks of at most `chunk_size` bytes from `offset`."""

    id: UUID
    chunk_size: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class File:
    """A stored file. `sha256` (hex) and `size` are of the bytes as kept; `flags` warn of active
    content in a PDF; `scanned` is clean or not_scanned."""

    id: UUID
    owner_id: UUID
    name: str
    size: int
    media_type: str
    sha256: str
    purpose: str
    flags: tuple[str, ...]
    scanned: str
    created_at: dt.datetime


PictureStatus = Literal["waiting", "ready", "unreadable"]


@dataclass(frozen=True, slots=True)
class Gps:
    """Degrees, WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo and its copies. While it waits, sizes are those of its header and the rest is
    empty; `preview_id` and `thumbnail_id` are files without anything a camera wrote.

    `taken_at`, `gps`, `camera` and `markers` are what the file says of itself, perhaps falsely;
    they are given only to who asked for them by `private=True`. `markers`: `c2pa`,
    `source:<IPTC digital source type>`, `generator:<name>`, `editor:<name>`, `screenshot`.
    `phash`: 32 hex digits, or "" for a picture without features.
    """

    file_id: UUID
    status: PictureStatus
    width: int
    height: int
    sha256: str
    phash: str
    preview_id: UUID | None
    thumbnail_id: UUID | None
    taken_at: dt.datetime | None = field(default=None, repr=False)
    gps: Gps | None = field(default=None, repr=False)
    camera: str = field(default="", repr=False)
    markers: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SimilarPicture:
    """`distance`: differing bits of 64; `turn`: how the found picture lies to the given one
    ("same", "mirrored", "turned_180", ...)."""

    file_id: UUID
    distance: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop naskah dinas. `mark` is SVG or PNG of the region's arms; empty draws our roof."""

    government: str
    agency: str
    address: str
    contact: str = ""
    mark: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All words of a letter. Sealed as a whole: any of it may be personal.

    `content` is what the package's template reads as `data.content`; JSON values only.
    `on_behalf_of` and `via` are the principal (a.n.) and the one between (u.b.).
    """

    letterhead: Letterhead
    place: str
    subject: str
    content: Mapping[str, Any] = field(default_factory=dict)
    nature: str = "Biasa"
    attachments: str = "-"
    recipients: tuple[str, ...] = ()
    recipients_place: str = ""
    copies: tuple[str, ...] = ()
    on_behalf_of: str = ""
    via: str = ""
    page: Literal["f4", "a4"] = "f4"
    language: Literal["id", "en"] = "id"


@dataclass(frozen=True, slots=True)
class Template:
    """A package's letter: `entry` is the path of the typst file in `files`."""

    entry: str
    files: Mapping[str, bytes]
    package: str = ""  # slug@content hash


@dataclass(frozen=True, slots=True)
class Paraf:
    position_id: UUID
    account_id: UUID
    title: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SignedAs:
    """The signer as the letter names them."""

    name: str
    position: str
    prefix: str
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Letter:
    id: UUID
    version: int
    case_id: UUID
    kind: str
    title: str
    agency: str
    status: LetterStatus
    standing: Standing | None
    template: str
    package: str
    number: str
    number_date: dt.date | None
    organisation_id: UUID
    unit: str
    classification: str
    year: int | None
    parafs_needed: int
    parafs: tuple[Paraf, ...]
    verify_id: str
    sha256: str
    signed_at: dt.datetime | None
    method: str
    signer: SignedAs | None
    signed_by: str
    valid_until: dt.date | None
    file_id: UUID | None
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Dated:
    """What a letter says that counts from the day of its number: its last day in force, and
    `content` that replaces what the draft said of it."""

    valid_until: dt.date | None
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterRef:
    """A letter as the signer saw it; `dated` as of the day on which it is signed."""

    id: UUID
    version: int
    dated: Dated | None = None


@dataclass(frozen=True, slots=True)
class SignResult:
    """What became of one letter of a batch.

    outcome: signed; already (signed before, same answer); failed (its number is void); refused
    (a rule says no, nothing was used); not_attempted (the batch stopped before it).
    """

    letter_id: UUID
    outcome: SignOutcome
    number: str
    code: str
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the number register; `first` and `last` differ only for an explained range."""

    first: int
    last: int
    text: str
    classification: str
    day: dt.date
    state: NumberState
    reason: str
    letter_id: UUID | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Verification:
    """What anyone may know who holds a letter (its QR): and nothing more."""

    verify_id: str
    standing: Standing
    text: dict[str, str]
    kind: str
    title: str
    agency: str
    number: str
    number_date: dt.date | None
    signer: SignedAs
    signed_at: dt.datetime
    method: str
    sample: bool
    valid_until: dt.date | None
    holder: str
    sha256: str
    letter_id: UUID


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """The answer to an uploaded PDF: a verdict, its lines and, if ours, the letter."""

    verdict: Verdict
    lines: tuple[CheckLine, ...]
    signatures: tuple[SignatureFound, ...]
    letter: Verification | None
    sha256: str
