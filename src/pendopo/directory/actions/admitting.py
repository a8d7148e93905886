"""A person and their key at once, for whoever comes without an account and without a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from pendopo.core.identity import uuid7
from pendopo.directory.actions.applicants import told
from pendopo.directory.actions.keys import draw_key
from pendopo.directory.facts import KeyDrawn, PersonRegistered
from pendopo.directory.people import sealed
from pendopo.directory.people.masking import masked_name
from pendopo.directory.sealing import DataKey, current_version
from pendopo.ledger import api as ledger

_ADMIT = """
WITH drawn AS (
    INSERT INTO directory_datakey (id, region_code, wrapped, master_version, created_at)
    VALUES (%(key)s, %(region)s, %(wrapped)s, %(master)s, %(now)s) RETURNING id
), admitted AS (
    INSERT INTO directory_person (id, region_code, data_key_id, masked_name, name_sealed,
        profile_sealed, no_nik_reason, foreigner, nik_checked, example, created_at)
    SELECT %(person)s, %(region)s, drawn.id, %(masked)s, %(name)s, %(profile)s, %(reason)s,
        false, 'not_checked', false, %(now)s FROM drawn RETURNING id
)
SELECT ledger_append(%(facts)s::jsonb) FROM admitted
"""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Someone who is known by what they told, and the key that seals it. masked_name: "" when they
    gave none."""

    person_id: UUID
    key: DataKey
    masked_name: str


@ledger.within_region
def admit_applicant(*, known: Mapping[str, Any], now: datetime) -> Admitted:
    """As `register_applicant`, with a key of their own; one statement. Nobody need tell anything:
    a report is taken from whoever brings it."""
    key, wrapped = draw_key(now)
    person_id = uuid7(now)
    name, profile = told(known)
    reason = "" if profile.nik else "not_given"
    masked = masked_name(name)[:200] if name else ""
    fact = PersonRegistered(
        foreigner=False,
        has_nik=bool(profile.nik),
        no_nik_reason=None if profile.nik else "not_given",
        nik_checked="not_checked",
    )
    entries = [
        ledger.Entry(fact=KeyDrawn(master_version=current_version()), about=key.id,
                     occurred_at=now),
        ledger.Entry(fact=fact, about=person_id, occurred_at=now),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            _ADMIT,
            {
                "key": key.id,
                "region": ledger.current_region(),
                "wrapped": wrapped,
                "master": current_version(),
                "person": person_id,
                "masked": masked,
                "name": sealed.seal_name(key, person_id, name),
                "profile": sealed.seal_profile(key, person_id, profile),
                "reason": reason,
                "facts": ledger.rows(entries, now=now),
                "now": now,
            },
        )
    return Admitted(person_id=person_id, key=key, masked_name=masked)
