"""Words on a case: between applicant and officers, or among officers."""

from __future__ import annotations

import datetime as dt
import unicodedata
from uuid import UUID

from pendopo.casework import models, policy, vault
from pendopo.casework.facts import NoteAdded
from pendopo.casework.refusals import NotFound, Refused
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger

MOST = 4_000  # characters


@ledger.within_region
def add_note(
    *,
    case_id: UUID,
    who: directory.Actor,
    key: str = "",
    internal: bool = False,
    body: str,
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> UUID:
    """Add a message; `internal` ones are never shown to the applicant. Returns its id."""
    case = models.Case.objects.filter(id=case_id).first()
    if case is None:
        raise NotFound("case_unknown")
    by_applicant = policy.is_applicant(case, who, key)
    if not by_applicant:
        policy.check_takes_part(case, who)
    words = unicodedata.normalize("NFC", body).replace("\0", "").strip()
    if not words:
        raise Refused("note_empty")
    if len(words) > MOST:
        raise Refused("note_long", most=MOST)
    speaks = None if by_applicant else policy.organisation_in(case, who)
    internal = internal and not by_applicant
    kept = ledger.once(
        command, lambda: {"note": str(_add(case, who, speaks, internal, words, now))}
    )
    return UUID(kept["note"])


def _add(
    case: models.Case,
    who: directory.Actor,
    organisation: UUID | None,
    internal: bool,
    words: str,
    now: dt.datetime,
) -> UUID:
    """`organisation`: the agency that speaks, None for the applicant."""
    note_id = uuid7(now)
    models.Note.objects.create(
        id=note_id,
        case_id=case.id,
        author_id=who.account_id,
        organisation_id=organisation,
        internal=internal,
        sealed=vault.seal(
            directory.load_key(case.key_id),
            words,
            table="casework_note",
            field="sealed",
            row=note_id,
        ),
        at=now,
    )
    entry = ledger.Entry(
        fact=NoteAdded(note=note_id, internal=internal),
        about=case.id,
        actor=who.account_id,
        organisation=organisation,
        occurred_at=now,
    )
    ledger.append([entry], now=now)
    return note_id
