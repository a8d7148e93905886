"""Making the published table: from the public exports alone, in a job, kept with its files."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.catalogue import reputation_values
from pendopo.voice.models import ReputationLine, ReputationRun
from pendopo.voice.queries.exporting import export_rows
from pendopo.voice.queries.rating_rows import rating_rows
from pendopo.voice.queries.results import month_results
from pendopo.voice.rating_facts import ReputationComputed
from pendopo.voice.reputation import (
    RatingLine,
    Table,
    compute,
    compute_ratings,
    parse_export,
    parse_ratings,
    values_for,
    write_export,
    write_ratings,
)
from pendopo.voice.values import Filters

DIMENSIONS = ("agency", "topic", "district")


@ledger.within_region
def refresh_reputation(*, now: dt.datetime) -> bool:
    """Make this month's table anew; False when nothing has changed since. It reads all reports, so
    a job calls it, never a page."""
    month = f"{directory.calendar().local_date(now):%Y-%m}"
    reports = write_export(export_rows(filters=Filters())).encode()
    ratings = write_ratings(rating_rows()).encode()
    digests = (hashlib.sha256(reports).hexdigest(), hashlib.sha256(ratings).hexdigest())
    kept_runs = ReputationRun.objects.select_for_update().defer("export", "ratings_export")
    run = kept_runs.filter(month=month).first()
    if run is not None and (run.digest, run.ratings_digest) == digests:
        return False
    # From the very bytes that are published: whoever has them gets the same to the last digit.
    rows, given = parse_export(reports), parse_ratings(ratings)
    values = values_for(rows=rows, values=reputation_values(), otherwise=directory.today(now))
    table = compute(rows=rows, values=values)
    kept = {
        "made_at": now, "formula": table.formula, "reports": table.n, "due": table.due,
        "ratings": len(given), "digest": digests[0], "ratings_digest": digests[1],
        "export": gzip.compress(reports, mtime=0),
        "ratings_export": gzip.compress(ratings, mtime=0),
    }  # fmt: skip
    run_id = run.id if run else uuid7(now)
    made, _created = ReputationRun.objects.update_or_create(
        region_code=ledger.current_region(), month=month, defaults=kept,
        create_defaults={"id": run_id, **kept},
    )  # fmt: skip
    ReputationLine.objects.filter(run=made).delete()
    lines = list(_lines(made, table, compute_ratings(rows=given, values=values)))
    ReputationLine.objects.bulk_create(lines, batch_size=500)
    told = ReputationComputed(
        month=month, formula=table.formula, reports=table.n, due=table.due, ratings=len(given),
        export=digests[0], ratings_export=digests[1], values_from=values.valid_from,
    )  # fmt: skip
    ledger.append([ledger.Entry(fact=told, about=made.id, occurred_at=now)], now=now)
    return True


def _lines(
    run: ReputationRun, table: Table, ratings: tuple[RatingLine, ...]
) -> Iterator[ReputationLine]:
    for dimension in DIMENSIONS:
        for place, one in enumerate(getattr(table, dimension)):
            yield _line(run, dimension, one.name, place, asdict(one))
    for place, rated in enumerate(ratings):
        name = f"{rated.agency}/{rated.service}" if rated.service else rated.agency
        kind = "resident" if rated.kind == "agency" else "service" if rated.service else "served"
        yield _line(run, kind, name, place, rated.plain())
    for place, (agency, months) in enumerate(sorted(month_results().items())):
        yield _line(run, "months", agency, place, {"months": months})


def _line(
    run: ReputationRun, dimension: str, name: str, place: int, told: dict[str, Any]
) -> ReputationLine:
    return ReputationLine(
        run=run, region_code=run.region_code, dimension=dimension, name=name, place=place, told=told
    )
