"""Rating a service after a case ended, and an agency without a case: 1 to 5, and what it is about.

A link or the code of the case opens the rating of a service; an account that the counter linked to
a person opens that of an agency. What is kept names neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.actions.rating import BEST
from pendopo.voice.models import AgencyRating, ServiceRating
from pendopo.voice.rating_facts import AgencyRated, RatingAsked, ServiceRated
from pendopo.voice.refusals import NotFound, Refused

ELEMENTS = ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9")
"""The nine elements of the survey of satisfaction (PermenPANRB 14/2017), by code."""
RATE_WITHIN = dt.timedelta(days=90)
"""After the end of the case; contoh."""
CHANGE_WITHIN = dt.timedelta(days=30)
"""After the first rating."""
LINK_LENGTH = 13


def ask(ended: casework.Ended, *, now: dt.datetime) -> str:
    """Make the rating of a case that ended; its one-time link, "" when it was made before."""
    link = references.new_reference(length=LINK_LENGTH)
    row, made = ServiceRating.objects.get_or_create(
        region_code=ledger.current_region(),
        case_hash=_case_hash(ended.case_id),
        defaults={
            "id": uuid7(now),
            "link_hash": _link_hash(link),
            "service": ended.service,
            "agency_id": ended.organisation_id,
            "ended_at": ended.ended_at,
        },
    )
    if not made:
        return ""
    _tell(row.id, RatingAsked(service=row.service, agency=row.agency_id), now)
    return link


@ledger.within_region
def rate_service(
    *,
    link: str = "",
    number: str = "",
    code: str = "",
    who: directory.Actor,
    score: int,
    reasons: Sequence[str] = (),
    now: dt.datetime,
    command: ledger.Command | None = None,
) -> None:
    """Rate a service whose case ended: by the link of the notice, once; or by number and code (an
    account needs none), which may also change it for 30 days.

    Raises `NotFound`, also for a link that was used; `Refused` before the end, when it is too late,
    and for a score or a reason that there is not.
    """
    kept = _checked(score, reasons)
    if command is not None and ledger.recall(command) is not None:
        return
    row = linked(link, now, lock=True) if link else _of_case(number, code, who, now)

    def act() -> dict[str, object]:
        again = row.rated_at is not None
        if not may_rate(row, now):
            raise Refused("rating_over")
        row.score, row.reasons, row.link_hash = score, kept, None
        row.rated_at = row.rated_at or now
        row.save(update_fields=["score", "reasons", "link_hash", "rated_at"])
        told = ServiceRated(
            service=row.service, agency=row.agency_id, score=score, reasons=tuple(kept),
            changed=again,
        )  # fmt: skip
        _tell(row.id, told, now)
        return {}

    ledger.once(command, act)


@ledger.within_region
def rate_agency(
    *,
    agency_id: UUID,
    who: directory.Actor,
    score: int,
    reasons: Sequence[str] = (),
    now: dt.datetime,
) -> None:
    """Rate an agency without a case, as a verified resident: once in a quarter, to be changed until
    it is over. Raises `NotFound` for an unknown agency, `Refused`."""
    kept = _checked(score, reasons)
    person_id = policy.check_may_rate_agency(agency_id, who)
    period = period_of(now)
    row, made = AgencyRating.objects.get_or_create(
        region_code=ledger.current_region(),
        person_hash=person_hash(agency_id, period, person_id),
        defaults={
            "id": uuid7(now), "agency_id": agency_id, "period": period, "score": score,
            "reasons": kept, "rated_at": now,
        },
    )  # fmt: skip
    if not made:
        row.score, row.reasons = score, kept
        row.save(update_fields=["score", "reasons"])
    told = AgencyRated(
        agency=agency_id, period=period, score=score, reasons=tuple(kept), changed=not made
    )
    _tell(row.id, told, now)


def linked(link: str, now: dt.datetime, *, lock: bool = False) -> ServiceRating:
    """The rating that an unused link opens. Raises `NotFound`."""
    rows = ServiceRating.objects.select_for_update() if lock else ServiceRating.objects.all()
    row = rows.filter(link_hash=_link_hash(link), ended_at__gt=now - RATE_WITHIN).first()
    if row is None:
        raise NotFound("link_used")
    return row


def find(case_id: UUID, *, lock: bool = False) -> ServiceRating | None:
    """The rating of a case, when it was asked for."""
    rows = ServiceRating.objects.select_for_update() if lock else ServiceRating.objects.all()
    return rows.filter(case_hash=_case_hash(case_id)).first()


def may_rate(row: ServiceRating, now: dt.datetime) -> bool:
    if row.rated_at is not None:
        return now <= row.rated_at + CHANGE_WITHIN
    return now <= row.ended_at + RATE_WITHIN


def period_of(now: dt.datetime) -> str:
    """The quarter on the region's calendar, `2026-Q4`."""
    day = directory.calendar().local_date(now)
    return f"{day.year}-Q{(day.month + 2) // 3}"


def person_hash(agency_id: UUID, period: str, person_id: UUID) -> bytes:
    return directory.lookup_hash("agency-rating", f"{agency_id}|{period}|{person_id}")


def _of_case(number: str, code: str, who: directory.Actor, now: dt.datetime) -> ServiceRating:
    ended = ended_case(number, code, who)
    ask(ended, now=now)  # a case that ended before anybody was asked
    row = find(ended.case_id, lock=True)
    if row is None:
        raise NotFound("report_unknown")
    return row


def ended_case(number: str, code: str, who: directory.Actor) -> casework.Ended:
    """Raises `NotFound`, `Refused` while the case goes on."""
    try:
        found = casework.ended_case(number=number, who=who, key=code)
    except casework.NotFound as refused:
        raise NotFound("case_unknown") from refused
    if found is None:
        raise Refused("rating_before_end")
    policy.check_is_no_report(found.case_id)
    return found


def _checked(score: int, reasons: Sequence[str]) -> list[str]:
    if not 1 <= score <= BEST:
        raise Refused("rating_range")
    if not set(reasons) <= set(ELEMENTS):
        raise Refused("rating_reason")
    return sorted(set(reasons))


def _case_hash(case_id: UUID) -> bytes:
    return directory.lookup_hash("service-rating", str(case_id))


def _link_hash(link: str) -> bytes:
    wanted = references.normalise(link, length=LINK_LENGTH) or link[:80]
    return directory.lookup_hash("rating-link", wanted)


def _tell(about: UUID, fact: ledger.Fact, now: dt.datetime) -> None:
    """Nobody stands behind the fact: a rating is as secret as a vote."""
    ledger.append([ledger.Entry(fact=fact, about=about, occurred_at=now)], now=now)
