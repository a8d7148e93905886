"""Ratings as public rows: nothing in them points to a person or a case."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.catalogue import reputation_values
from pendopo.voice.models import AgencyRating, ServiceRating
from pendopo.voice.reputation import RatingRow, write_ratings


@ledger.within_region
def rating_rows() -> tuple[RatingRow, ...]:
    """All ratings, in an order that says nothing of when they came; two statements. Those of an
    agency's service keep their month only where enough share it (`period_from`, as it stands now);
    else it becomes the quarter, then the year, then nothing."""
    smallest = reputation_values()[-1].period_from
    codes = {one.id: one.code or "" for one in directory.chart().organisations.values()}
    given = ServiceRating.objects.filter(score__isnull=False)
    services = [
        (codes.get(agency, ""), service, _periods(at), score, tuple(reasons))
        for agency, service, at, score, reasons in given.values_list(
            "agency_id", "service", "rated_at", "score", "reasons"
        ).iterator()
        if at is not None and score is not None
    ]
    crowd = Counter(
        (agency, service, period)
        for agency, service, periods, _, _ in services
        for period in periods
    )
    found = []
    for agency, service, periods, score, reasons in services:
        period = next((one for one in periods if crowd[agency, service, one] >= smallest), "")
        found.append(RatingRow("service", agency, service, period, score, reasons))
    found += [
        RatingRow("agency", codes.get(agency, ""), "", period, score, tuple(reasons))
        for agency, period, score, reasons in AgencyRating.objects.values_list(
            "agency_id", "period", "score", "reasons"
        ).iterator()
    ]
    return tuple(sorted((one for one in found if one.agency), key=repr))


@ledger.within_region
def ratings_csv() -> str:
    """The same as a file; docs/reference/reputation.md tells its columns."""
    return write_ratings(rating_rows())


def _periods(at: datetime | None) -> tuple[str, ...]:
    if at is None:
        return ()
    day = directory.calendar().local_date(at)
    return f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}"
