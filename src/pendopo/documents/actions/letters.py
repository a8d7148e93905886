"""A letter before its signature: drafted, redrafted, initialled; and after: its standing."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from pendopo.core.identity import uuid7
from pendopo.core.references import new_reference
from pendopo.directory import api as directory
from pendopo.documents import policy
from pendopo.documents.actions.recording import code, record
from pendopo.documents.actions.rendering import seal_content
from pendopo.documents.actions.sources import keep_source
from pendopo.documents.facts import (
    LetterDrafted,
    LetterInitialled,
    LetterRedrafted,
    LetterStatusChanged,
)
from pendopo.documents.models import Letter as LetterRow
from pendopo.documents.numbering import DEFAULT_FORMAT, check_format
from pendopo.documents.queries import letter_of
from pendopo.documents.refusals import Refused
from pendopo.documents.values import Letter, LetterContent, Template
from pendopo.ledger import api as ledger


@ledger.within_region
def draft_letter(
    *,
    case_id: UUID,
    kind: str,
    title: str,
    template: Template,
    content: LetterContent,
    key: directory.DataKey,
    organisation_id: UUID,
    unit: str,
    classification: str,
    now: dt.datetime,
    number_format: str = DEFAULT_FORMAT,
    parafs_needed: int = 0,
    valid_until: dt.date | None = None,
    holder_masked: str = "",
    actor_id: UUID | None = None,
) -> Letter:
    """A new letter. `kind` is a machine word, `title` what the public register calls it;
    `key` seals its words. Raises `Refused` for unsafe sources or a wrong number format."""
    check_format(number_format)
    source = keep_source(template, now=now)
    letter_id = uuid7(now)
    row = LetterRow.objects.create(
        id=letter_id,
        case_id=case_id,
        kind=kind,
        title=title,
        agency=content.letterhead.agency,
        status="draft",
        valid_until=valid_until,
        template=template.entry,
        package=template.package,
        source=source,
        key_id=key.id,
        content_sealed=seal_content(key, letter_id, content),
        organisation_id=organisation_id,
        unit=unit,
        classification=classification,
        number_format=number_format,
        parafs_needed=parafs_needed,
        verify_id=new_reference(),
        holder_masked=holder_masked,
        created_at=now,
    )
    fact = LetterDrafted(case=case_id, kind=kind, source=source.hash, version=row.version)
    record((letter_id, fact), now=now, actor=actor_id, organisation=organisation_id)
    return letter_of(row, now=now)


@ledger.within_region
def redraft_letter(
    *,
    letter_id: UUID,
    version: int,
    content: LetterContent,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> Letter:
    """Other words for an unsigned letter; its parafs are void, they were for the old words."""
    row = locked(letter_id)
    policy.check_version(row, version)
    policy.check_open(row)
    row.content_sealed = seal_content(directory.load_key(row.key_id), row.pk, content)
    row.agency = content.letterhead.agency
    row.version += 1
    row.status, row.parafs = "draft", []
    row.save()
    fact = LetterRedrafted(case=row.case_id, version=row.version)
    record((row.pk, fact), now=now, actor=actor_id, organisation=row.organisation_id)
    return letter_of(row, now=now)


@ledger.within_region
def give_paraf(
    *,
    letter_id: UUID,
    version: int,
    position_id: UUID,
    title: str,
    account_id: UUID,
    now: dt.datetime,
) -> Letter:
    """An officer on the way to the signature agrees; once per position and version."""
    row = locked(letter_id)
    policy.check_version(row, version)
    policy.check_open(row)
    if any(one["position_id"] == str(position_id) for one in row.parafs):
        raise Refused("paraf_given")
    row.parafs = [
        *row.parafs,
        {
            "position_id": str(position_id),
            "account_id": str(account_id),
            "title": title,
            "at": now.isoformat(),
        },
    ]
    row.status = "in_paraf"
    row.save(update_fields=["parafs", "status"])
    fact = LetterInitialled(
        case=row.case_id,
        position=position_id,
        given=len(row.parafs),
        needed=row.parafs_needed,
    )
    record((row.pk, fact), now=now, actor=account_id, organisation=row.organisation_id)
    return letter_of(row, now=now)


@ledger.within_region
def set_status(
    *,
    letter_id: UUID,
    standing: Literal["valid", "suspended", "revoked", "void"],
    reason: str,
    now: dt.datetime,
    actor_id: UUID | None = None,
) -> Letter:
    """Change what a signed letter is worth today; `reason` is a machine word (the decision's
    number, an article). Revoked and void are final."""
    row = locked(letter_id)
    if row.status != "signed" or row.standing in ("revoked", "void"):
        raise Refused("letter_status", status=row.standing or row.status)
    if row.standing == standing:
        raise Refused("standing_same")
    if not reason.strip():
        raise Refused("reason_missing")
    row.standing = standing
    row.save(update_fields=["standing"])
    fact = LetterStatusChanged(case=row.case_id, standing=standing, reason=code(reason))
    record((row.pk, fact), now=now, actor=actor_id, organisation=row.organisation_id)
    return letter_of(row, now=now)


def locked(letter_id: UUID) -> LetterRow:
    """The letter's row, locked until the transaction ends."""
    rows = LetterRow.objects.select_for_update(of=("self",)).select_related("source")
    row = rows.filter(pk=letter_id).first()
    if row is None:
        raise Refused("letter_unknown")
    return row
