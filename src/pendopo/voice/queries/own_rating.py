"""What somebody is about to rate, and what they said before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import policy
from pendopo.voice.actions import rating_services
from pendopo.voice.models import AgencyRating
from pendopo.voice.refusals import NotFound


@dataclass(frozen=True, slots=True)
class ServiceRatingAsked:
    """score: None while nobody has rated; may: whether it can be rated or changed now."""

    service: str
    agency_id: UUID
    ended_at: dt.datetime
    score: int | None
    reasons: tuple[str, ...]
    may: bool
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class AgencyRatingAsked:
    """Of this quarter. why_not: the code of a refusal, "" for whoever may rate."""

    agency_id: UUID
    period: str
    score: int | None
    reasons: tuple[str, ...]
    why_not: str


@ledger.within_region
def service_rating(
    *, link: str = "", number: str = "", code: str = "", who: directory.Actor, now: dt.datetime
) -> ServiceRatingAsked:
    """By an unused link, or by number and code of the case. Raises `NotFound`, `Refused` while the
    case goes on."""
    if link:
        row = rating_services.linked(link, now)
    else:
        ended = rating_services.ended_case(number, code, who)
        found = rating_services.find(ended.case_id)
        if found is None:
            until = ended.ended_at + rating_services.RATE_WITHIN
            return ServiceRatingAsked(
                ended.service, ended.organisation_id, ended.ended_at, None, (), now <= until, until
            )
        row = found
    first, last = row.rated_at, row.ended_at + rating_services.RATE_WITHIN
    return ServiceRatingAsked(
        service=row.service,
        agency_id=row.agency_id,
        ended_at=row.ended_at,
        score=row.score,
        reasons=tuple(row.reasons),
        may=rating_services.may_rate(row, now),
        until=first + rating_services.CHANGE_WITHIN if first else last,
    )


@ledger.within_region
def agency_rating(*, agency_id: UUID, who: directory.Actor, now: dt.datetime) -> AgencyRatingAsked:
    """One's own rating of an agency in this quarter. Raises `NotFound` for an unknown agency."""
    period = rating_services.period_of(now)
    why_not = policy.why_no_agency_rating(agency_id, who)
    if why_not == "agency_unknown":
        raise NotFound(why_not)
    row = None
    if who.person_id is not None:
        wanted = rating_services.person_hash(agency_id, period, who.person_id)
        row = AgencyRating.objects.filter(person_hash=wanted).first()
    return AgencyRatingAsked(
        agency_id=agency_id,
        period=period,
        score=row.score if row else None,
        reasons=tuple(row.reasons) if row else (),
        why_not=why_not,
    )
