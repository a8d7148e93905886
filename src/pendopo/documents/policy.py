"""Who may, and when: rules in pairs, `check_x` raises, `x` answers."""

from __future__ import annotations

from uuid import UUID

from pendopo.documents.models import Letter, Upload
from pendopo.documents.refusals import Refused

MEGABYTE = 1024 * 1024
PDF, PHOTOS = "application/pdf", ("image/jpeg", "image/png", "image/webp")
PURPOSES: dict[str, tuple[int, frozenset[str]]] = {
    "attachment": (10 * MEGABYTE, frozenset({PDF, *PHOTOS})),
    "document": (20 * MEGABYTE, frozenset({PDF})),
    "photo": (20 * MEGABYTE, frozenset(PHOTOS)),  # of what happened, kept as it was taken
    "scan": (20 * MEGABYTE, frozenset({PDF})),  # a letter signed with ink
}
"""What people may upload: limit in bytes and kinds, by purpose."""
KEPT_AS_SENT = frozenset({"photo"})
"""Purposes whose pictures stay private as they came; people see copies made in a job."""

OPEN = ("draft", "in_paraf")


def check_purpose(purpose: str, size: int) -> frozenset[str]:
    """Kinds taken for `purpose`. Raises `Refused` for an unknown one or too many bytes."""
    if purpose not in PURPOSES:
        raise Refused("upload_purpose")
    limit, kinds = PURPOSES[purpose]
    if size < 1:
        raise Refused("file_empty")
    if size > limit:
        raise Refused("file_too_large", limit=limit // MEGABYTE)
    return kinds


def check_owner(upload: Upload | None, owner_id: UUID) -> Upload:
    """An upload is continued by whoever began it; to others it does not exist."""
    if upload is None or upload.owner_id != owner_id:
        raise Refused("upload_unknown")
    return upload


def check_version(letter: Letter, version: int) -> None:
    if letter.version != version:
        raise Refused("letter_stale")


def check_open(letter: Letter) -> None:
    """Words of a letter may change until it has a number."""
    if letter.status not in OPEN:
        raise Refused("letter_status", status=letter.status)


def check_signable(letter: Letter, version: int) -> None:
    """Order of signing: every paraf, then number and date, then the signature."""
    check_version(letter, version)
    check_open(letter)
    if len(letter.parafs) < letter.parafs_needed:
        raise Refused("letter_parafs", given=len(letter.parafs), needed=letter.parafs_needed)


def signable(letter: Letter) -> bool:
    try:
        check_signable(letter, letter.version)
    except Refused:
        return False
    return True
