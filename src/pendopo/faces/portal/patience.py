"""What one visitor may do often, and what only so often before a pause.

Guessing a code is counted when it was wrong (a code has 40 random bits, so a coarse brake is
enough; a code with a wrong check sign is a slip of the hand and is not counted). Beginning a draft
and uploading a file are counted always: they take room here. An office or a village hall shares
one address, so the limits are wide.
"""

from __future__ import annotations

from django.http import HttpRequest

from pendopo.casework import api as casework
from pendopo.faces.components import pace

MOST = 15
MINUTES = 15
DRAFTS = pace.Limit("drafts", most=60, seconds=3600)
UPLOADS = pace.Limit("uploads", most=300, seconds=1800)


def check(request: HttpRequest, what: str) -> None:
    """Raises `casework.Refused` ("too_many") after `MOST` wrong ones within `MINUTES`."""
    _refuse(pace.wait(_wrong(what), pace.address(request)))


def note(request: HttpRequest, what: str) -> None:
    """One more wrong one."""
    pace.count(_wrong(what), pace.address(request))


def take(request: HttpRequest, limit: pace.Limit) -> None:
    """Counts one of what takes room. Raises `casework.Refused` ("too_many")."""
    _refuse(pace.take(limit, pace.address(request)))


def check_about(what: str, about: str, most: int) -> None:
    """The same as `check` for the thing that is guessed at, whoever guesses."""
    _refuse(pace.wait(_wrong(f"{what}-about", most), about))


def note_about(what: str, about: str, most: int) -> None:
    pace.count(_wrong(f"{what}-about", most), about)


def _wrong(what: str, most: int = MOST) -> pace.Limit:
    return pace.Limit(what, most=most, seconds=MINUTES * 60)


def _refuse(seconds: int) -> None:
    if seconds:
        raise casework.Refused("too_many", minutes=-(-seconds // 60))
