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
            "address": dict(known.address_lines) or known.address,
            "birth_place": known.birth_place,
            "birth_date": known.birth_date.isoformat() if known.birth_date else "",
        }
    }


def rule_names(who: directory.Actor) -> dict[str, Any]:
    """What rules of a package may read as `applicant.*`, and nothing that identifies.

    `kind`: "citizen", as in stories: whoever applies is a person, also through an application's
    token; `signed_in`: whether an account stands behind it.
    """
    return {"kind": "citizen", "signed_in": who.account_id is not None}
