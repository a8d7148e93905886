"""What an applicant with an account has: drafts, cases, licences."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q

from pendopo.casework import models, policy
from pendopo.casework.actions import representing
from pendopo.casework.licence_values import LicenceView
from pendopo.casework.queries.papers import is_applicants, licence_view
from pendopo.casework.queries.tracking import status_words
from pendopo.casework.refusals import Refused
from pendopo.casework.values import CaseCard, Draft
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.services import api as services

MOST = 200


@ledger.within_region
def my_cases(*, who: directory.Actor) -> tuple[CaseCard, ...]:
    """The applicant's cases, newest first: of their account, and of their person whoever sent
    them. What the account did by a power of attorney stands with that power. One statement."""
    if who.account_id is None:
        return ()
    mine = Q(account_id=who.account_id) & (Q(for_other=False) | Q(power_id=None))
    if who.person_id is not None:
        mine |= Q(person_id=who.person_id)
    rows = models.Case.objects.filter(mine).order_by("-submitted_at")
    return tuple(card(row, who) for row in rows[:MOST])


def card(row: models.Case, who: directory.Actor) -> CaseCard:
    """A case as whoever applied, or looks after it, has it in a list."""
    own = who.person_id is not None and row.person_id == who.person_id
    for_other = row.for_other and not own
    return CaseCard(
        id=row.id,
        number=row.number,
        service=row.service,
        service_title=services.version(hash=row.version_hash).service.title,
        status=row.status,
        status_words=status_words(row.status, services.version(hash=row.version_hash)),
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        waits_for_applicant=row.status == models.Case.Status.RETURNED,
        applicant_masked=row.applicant_masked if for_other else "",
        for_other=for_other,
        helped=own and (row.for_other or row.power_id is not None),
    )


@ledger.within_region
def my_drafts(*, who: directory.Actor) -> tuple[Draft, ...]:
    """Applications begun and not sent; their answers are not opened here. One statement."""
    if who.account_id is None:
        return ()
    rows = models.Draft.objects.filter(account_id=who.account_id, case_id=None, power_id=None)
    return tuple(draft_card(row) for row in rows.order_by("-updated_at")[:MOST])


def draft_card(row: models.Draft) -> Draft:
    """A draft in a list, its answers closed."""
    return Draft(
        id=row.id,
        service=row.service,
        version_hash=row.version_hash,
        answers={},
        version=row.version,
        started_at=row.started_at,
        updated_at=row.updated_at,
        account_id=row.account_id,
        for_other=row.for_other,
        language=row.language,
        key_id=row.key_id,
        power_id=row.power_id,
    )


@ledger.within_region
def my_licences(*, who: directory.Actor, now: dt.datetime) -> tuple[LicenceView, ...]:
    """Licences of the applicant, newest first, each as it stands today: of their person, and those
    their account applied for in its own name. What it got for another is that other's.

    What was copied from an older register belongs to nobody's account by itself: a number in an
    old book is no proof of who somebody is.
    """
    mine = Q(pk__in=())
    if who.account_id is not None:
        mine |= Q(case__account_id=who.account_id, case__for_other=False)
    if who.person_id is not None:
        mine |= Q(person_id=who.person_id)
    today = directory.calendar().local_date(now)
    rows = models.Licence.objects.filter(mine).select_related("case")
    found = ((row, row.case) for row in rows.order_by("-dated", "-id")[:MOST])
    return tuple(
        licence_view(
            row,
            case.number,
            services.version(hash=case.version_hash).service.title,
            today,
        )
        for row, case in found
        if case is not None
    )


@ledger.within_region
def file_of_case(
    *, file_id: UUID, who: directory.Actor, key: str = "", now: dt.datetime
) -> tuple[documents.File, bytes]:
    """A document of a case, for its applicant and for officers who take part in the case and
    whose agency may see it."""
    rows = models.Attachment.objects.select_related("case", "task").filter(file_id=file_id)
    row = rows.order_by("-added_at").first()
    theirs = row is not None and policy.is_applicant(row.case, who, key) and is_applicants(row)
    if row is not None and theirs:
        representing.note_view(row.case, who, now)
    else:
        case = policy.check_takes_part(row.case if row else None, who)
        compiled = services.version(hash=case.version_hash)
        if row is not None and not policy.may_see_file(compiled, row, who):
            raise Refused("file_closed")
    (file,) = documents.files(file_ids=[file_id])
    return file, documents.read_file(file_id=file_id)
