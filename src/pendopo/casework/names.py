"""What the directory knows of an applicant, under the names forms and letters use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pendopo.directory import api as directory


def applicant_names(who: directory.Actor, *, now: dt.datetime) -> dict[str, Any]:
    """`{"applicant": {...}}` of a signed-in applicant, for prefilling; empty for anyone else.

    It is the applicant's own data shown to the applicant: no view is recorded.
    """
    if who.person_id is None:
        return {"applicant": {}}
    known = directory.profile(who.person_id, viewer=who, purpose="own", now=now)
    return {
        "applicant": {
            "name": known.name,
            "nik": known.nik,
            "phone": known.phone,
            "email": known.email,
            "address": known.address,
        }
    }


def rule_names(who: directory.Actor) -> dict[str, Any]:
    """What rules may know of an applicant: the kind, and nothing that identifies."""
    return {"kind": "account" if who.account_id else "guest"}
